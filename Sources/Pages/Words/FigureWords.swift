import Kernel

/// Words of the bulletin.
enum BulletinWords {
  static let bulletin = Text(zh: "日报", en: "Bulletin")
  static let daily = Text(zh: "日报", en: "Daily bulletin")
  static let weekly = Text(zh: "周报", en: "Weekly bulletin")
  static let rhythm = Text(zh: "日报或周报", en: "Daily or weekly")
  static let issue = Text(zh: "{year}年第{issue}期", en: "{year}, no. {issue}")
  static let scope = Text(zh: "范围：{areas}", en: "Covers {areas}")
  static let asOf = Text(zh: "截至{time}", en: "as of {time}")
  static let running = Text(
    zh: "本期还没有结束，与上期整期相比只供参考。",
    en: "This period has not ended; the one before it is shown whole.")
  static let headlines = Text(zh: "主要数字", en: "Key figures")
  static let dayBefore = Text(zh: "前一天", en: "The day before")
  static let dayAfter = Text(zh: "后一天", en: "The day after")
  static let weekBefore = Text(zh: "前一周", en: "The week before")
  static let weekAfter = Text(zh: "后一周", en: "The week after")
  static let choose = Text(zh: "选择日期", en: "Choose a date")
  static let show = Text(zh: "查看", en: "Show")
  static let download = Text(zh: "下载PDF", en: "Download as PDF")
  static let more = Text(zh: "比{than}{change}", en: "{change} on {than}")
  static let same = Text(zh: "与{than}持平", en: "as on {than}")
  static let aDayBefore = Text(zh: "前一天", en: "the day before")
  static let aWeekBefore = Text(zh: "前一周", en: "the week before")
  static let points = Text(zh: "{change}个百分点", en: "{change} points")
  static let allOfThem = Text(zh: "查看全部{count}件", en: "All {count} of them")
  static let ranking = Text(zh: "{figure}排名", en: "Units by {figure}")
  static let method = Text(
    zh: "口径：{definition}。满{least}件的单位才排名，同值同名次；另有{left}个单位不足，不排名。",
    en: "Method: {definition}. Units with {least} or more are ranked; {left} have fewer.")
  static let rank = Text(zh: "名次", en: "Rank")
  static let byCategory = Text(zh: "{figure}：按类别", en: "{figure} by category")
  static let byArea = Text(zh: "{figure}：按{level}", en: "{figure} by {level}")
  static let quietDay = Text(zh: "当天没有受理事项", en: "Nothing came in on this day")
  static let quietWeek = Text(zh: "本周没有受理事项", en: "Nothing came in this week")
  static let allFigures = Text(zh: "全部数字", en: "All figures")
  static let group = Text(
    zh: "{name}（{told}项有数据，共{count}项）", en: "{name} ({told} of {count} with numbers)")
  static let own = Text(zh: "本地数字", en: "Figures of this city")
  static let change = Text(zh: "变化", en: "Change")
  static let figure = Text(zh: "数字", en: "Figure")
  static let value = Text(zh: "数值", en: "Value")
  static let silentGroups = Text(
    zh: "本期没有数据的{count}项机制", en: "{count} mechanisms without numbers")
  static let silent = Text(zh: "另有{count}项没有数据：", en: "{count} more have no numbers: ")
  static let foot = Text(
    zh: "点数字看明细，点名称看定义、走势和比较。数字按本岗位的辖区统计。",
    en: "A number opens to its rows, a name to its definition. Counted within your posts' areas.")
  static let footOnPaper = Text(
    zh: "各项数字的定义、走势和明细见系统“数据”栏。", en: "Definitions, trends and rows: “Figures” on the desk.")
  static let median90 = Text(
    zh: "中位数{median}，90分位{high}", en: "median {median}, 90th percentile {high}")
}

/// Words of the catalogue of figures and of one figure's page.
enum FigureWords {
  static let figures = Text(zh: "数据", en: "Figures")
  static let about = Text(
    zh: "这里列出全部数字的口径。点名称看走势和比较，点数字看明细。",
    en: "How every figure is defined. A name opens to its trend and comparison.")
  static let emptyTitle = Text(zh: "还没有数字", en: "There are no figures yet")
  static let emptyAdvice = Text(
    zh: "数字由机制声明。请管理员在配置包里选用机制。", en: "Mechanisms declare figures; choose some in the pack.")
  static let definition = Text(zh: "口径", en: "Definition")
  static let form = Text(zh: "统计方式", en: "Counted as")
  static let flow = Text(zh: "期间发生数", en: "What happens in a period")
  static let stock = Text(zh: "期末存量", en: "What stands at a period's end")
  static let distribution = Text(zh: "中位数与90分位", en: "Median and 90th percentile")
  static let ratio = Text(zh: "比率", en: "A ratio")
  static let unitOfMeasure = Text(zh: "计量单位", en: "Unit of measure")
  static let source = Text(zh: "来源", en: "Source")
  static let mechanism = Text(zh: "机制", en: "Mechanism")
  static let condition = Text(zh: "条件", en: "Condition")
  static let numerator = Text(zh: "分子", en: "Above the line")
  static let denominator = Text(zh: "分母", en: "Below the line")
  static let code = Text(zh: "代码", en: "Code")
  static let ranks = Text(zh: "可否排名", en: "Ranking")
  static let ranksFrom = Text(zh: "满{least}件可排名", en: "from {least} observations on")
  static let ranksNobody = Text(zh: "不排名", en: "nobody is ranked by it")
  static let hides = Text(zh: "少于{least}的分项不显示", en: "Parts below {least} are not shown")
  static let privacy = Text(zh: "隐私", en: "Privacy")
  static let period = Text(zh: "期间", en: "Period")
  static let step = Text(zh: "按", en: "By")
  static let day = Text(zh: "日", en: "Day")
  static let week = Text(zh: "周", en: "Week")
  static let month = Text(zh: "月", en: "Month")
  static let from = Text(zh: "从", en: "From")
  static let to = Text(zh: "到", en: "To")
  static let show = Text(zh: "查看", en: "Show")
  static let trend = Text(zh: "走势", en: "Trend")
  static let total = Text(zh: "期间合计", en: "The whole period")
  static let atEnd = Text(zh: "期末", en: "At its end")
  static let comparison = Text(zh: "比较", en: "Comparison")
  static let compareBy = Text(zh: "比较方式", en: "Compare by")
  static let by = Text(zh: "按{what}", en: "By {what}")
  static let channel = Text(zh: "渠道", en: "Channel")
  static let noPlace = Text(zh: "未定到{level}", en: "Not in a {level}")
  static let noUnit = Text(zh: "尚无承办单位", en: "No lead unit yet")
  static let noChannel = Text(zh: "未分", en: "None")
  static let fewer = Text(zh: "少于{least}", en: "fewer than {least}")
  static let withheld = Text(zh: "不显示", en: "not shown")
  static let median = Text(zh: "中位数", en: "Median")
  static let high = Text(zh: "90分位", en: "90th percentile")
  static let count = Text(zh: "件数", en: "How many")
  static let first = Text(zh: "只列出前{count}项。", en: "Only the first {count} are listed.")
  static let rankedLeast = Text(
    zh: "不足{least}件的单位不参加排序，按名称列在后面，也不进图。",
    en: "Units with fewer than {least} are not ordered by value; they follow by name.")
  static let notRanked = Text(
    zh: "这项数字不用于排名，按名称排列。", en: "Nobody is ranked by this figure; the order is that of names.")
  static let cut = Text(
    zh: "一次最多显示{count}步，较早的没有列出；可改按周或按月。",
    en: "Only the last {count} steps are shown; choose weeks or months to look further back.")
  static let nothing = Text(zh: "这段时间没有数据", en: "There are no numbers for this period")
  static let nothingAdvice = Text(
    zh: "换一段时间，或到日报看最近的数字。", en: "Choose another period, or look at the bulletin.")
  static let csv = Text(zh: "下载明细CSV", en: "Download the rows as CSV")
  static let rows = Text(zh: "明细", en: "Rows")
  static let rowsOf = Text(zh: "{figure}：明细", en: "{figure}: rows")
  static let time = Text(zh: "时间", en: "Time")
  static let since = Text(zh: "进入时间", en: "Since")
  static let counted = Text(zh: "共{count}行", en: "{count} rows")
  static let closedToYou = Text(
    zh: "有{count}行您的岗位不能打开，只显示统计所用的内容。",
    en: "{count} of these rows are not open to your posts; only what is counted is shown.")
  static let closed = Text(zh: "不可打开", en: "Not open to you")
  static let kept = Text(
    zh: "这项数字保护个人隐私：只列出您的岗位可以打开的事项。",
    en: "This figure protects persons: only matters that your posts may open are listed.")
  static let noRows = Text(zh: "这段时间没有明细", en: "There are no rows for this")
  static let noRowsAdvice = Text(
    zh: "可返回这项数字换一段时间，或取消筛选。", en: "Go back to the figure and choose another period.")
  static let part = Text(zh: "比率的两部分", en: "The ratio's two parts")
}

/// Ways by which matters come in, as figures are divided by them.
enum ChannelWords {
  static func name(_ channel: String) -> Text { names[channel] ?? Text(channel) }

  private static let names: [String: Text] = [
    "phone": Text(zh: "电话", en: "Telephone"), "web": Text(zh: "网络", en: "Web"),
    "grid": Text(zh: "网格", en: "Grid"), "visit": Text(zh: "走访", en: "Visit"),
    "whistle": Text(zh: "吹哨", en: "Whistle"), "app": Text(zh: "手机应用", en: "App"),
    "window": Text(zh: "窗口", en: "Counter"), "letter": Text(zh: "来信", en: "Letter"),
  ]
}

/// Words of printing.
enum PrintWords {
  static let title = Text(zh: "暂时不能生成PDF", en: "There is no PDF now")
  static let advice = Text(
    zh: "可以先打开日报，用浏览器的“打印”保存为PDF。",
    en: "Open the bulletin and print it to a PDF with your browser instead.")
  static let back = Text(zh: "回到日报", en: "Back to the bulletin")
}
