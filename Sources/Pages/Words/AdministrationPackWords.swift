import Kernel

/// Words of packs.
enum PackWords {
  static let about = Text(
    zh: "配置是这座城市的规则。在办事项沿用受理时的版本，新受理的用新版本。",
    en: "The pack is the city's rules. A matter keeps the revision that it began with.")
  static let inForce = Text(zh: "正在使用", en: "In force")
  static let packInForce = Text(zh: "正在使用的配置", en: "Pack in force")
  static let name = Text(zh: "名称", en: "Name")
  static let revision = Text(zh: "版本", en: "Revision")
  static let jurisdiction = Text(zh: "辖区代码", en: "Jurisdiction")
  static let kinds = Text(zh: "事项种类", en: "Kinds of matters")
  static let figures = Text(zh: "数字", en: "Figures")
  static let count = Text(zh: "个数", en: "How many")
  static let revisions = Text(zh: "历次启用", en: "Revisions so far")
  static let startedOnly = Text(
    zh: "随程序启动生效，没有人写明依据", en: "in force by a start of the program; nobody gave a ground")
  static let files = Text(zh: "配置文件", en: "Files")
  static let file = Text(zh: "文件", en: "File")
  static let size = Text(zh: "大小", en: "Size")
  static let candidate = Text(zh: "检查新配置", en: "Check the candidate")
  static let candidateAbout = Text(
    zh: "现在重新启动会用到的配置：从启动设置所指的位置重新读一遍。",
    en: "What a start now would use, read anew from where the settings say.")
  static let noCandidate = Text(
    zh: "这个程序不从文件夹读配置", en: "This program reads its pack from no folder")
  static let noCandidateAdvice = Text(
    zh: "请用 --pack 文件夹 启动，改好文件夹里的配置再来检查。",
    en: "Start it with --pack FOLDER, change the files there, and come back.")
  static let unreadable = Text(zh: "读不到新配置", en: "The candidate cannot be read")
  static let inForceStays = Text(
    zh: "正在使用的配置不受影响。", en: "The pack in force is not affected.")
  static let same = Text(zh: "没有改动，仍是 {revision}", en: "Nothing was changed: it is {revision}")
  static let sameAdvice = Text(
    zh: "改好配置文件后，回到这里检查。", en: "Change the files of the pack, then come back here.")
  static let faults = Text(zh: "新配置有{count}处错误", en: "The candidate has {count} faults")
  static let faultsAdvice = Text(
    zh: "改正后再检查；正在使用的配置不受影响，但此时重新启动会失败。",
    en: "Mend them and check again. The pack in force stays, but a restart now would fail.")
  static let sound = Text(zh: "检查通过：{revision}", en: "It is sound: {revision}")
  static let enactAbout = Text(
    zh: "写明依据后记入日志，下次启动时生效；在办事项不变。",
    en: "It takes effect with the next start; matters that are at work keep their rules.")
  static let pending = Text(
    zh: "{revision} 待下次启动生效", en: "{revision} takes effect with the next start")
  static let pendingAdvice = Text(
    zh: "请在方便的时候重新启动程序；在此之前不要再改配置文件。",
    en: "Restart the program when it suits; leave the files alone until then.")
  static let ungrounded = Text(
    zh: "正在使用的配置没有人写明依据", en: "Nobody gave a ground for the pack in force")
  static let ungroundedAdvice = Text(
    zh: "它随程序启动直接生效。请核对后补写依据。",
    en: "It took effect when the program was started. Look at it, then give the ground.")
  static let difference = Text(zh: "有何不同", en: "What is different")
  static let differenceBefore = Text(zh: "与上一版有何不同", en: "What differs from the one before")
  static let noDifference = Text(zh: "没有不同", en: "There is no difference")
  static let changes = Text(zh: "共{count}处不同", en: "{count} differences")
  static let moreChanges = Text(zh: "另有{count}处没有列出", en: "{count} more are not listed")
  static let key = Text(zh: "位置", en: "Where")
  static let change = Text(zh: "变动", en: "Change")
  static let old = Text(zh: "原值", en: "Old")
  static let new = Text(zh: "新值", en: "New")
  static let added = Text(zh: "新增", en: "added")
  static let removed = Text(zh: "删除", en: "removed")
  static let changed = Text(zh: "修改", en: "changed")
  static let wholeFile = Text(zh: "（整个文件）", en: "(the whole file)")
}

/// Words of the working calendar.
enum CalendarWords {
  static let about = Text(
    zh: "时限按这份日历计算：节假日不计，调休上班日计。",
    en: "Limits are reckoned by it: holidays do not count, make-up days do.")
  static let hours = Text(zh: "工作时间", en: "Hours")
  static let rest = Text(zh: "休息日", en: "Rest days")
  static let covered = Text(zh: "已有节假日表的年份", en: "Years with a list")
  static let source = Text(zh: "来源文件", en: "From the file")
  static let offset = Text(zh: "与UTC相差", en: "Offset from UTC")
  static let years = Text(zh: "年份", en: "Years")
  static let year = Text(zh: "{year}年", en: "The year {year}")
  static let days = Text(zh: "节假日与调休一览", en: "Holidays and make-up days")
  static let day = Text(zh: "日期", en: "Day")
  static let name = Text(zh: "节日", en: "Holiday")
  static let kind = Text(zh: "性质", en: "Kind")
  static let holiday = Text(zh: "放假", en: "Holiday")
  static let madeUp = Text(zh: "调休上班", en: "Make-up day")
  static let restDay = Text(zh: "休息日", en: "Rest day")
  static let workDay = Text(zh: "工作日", en: "Working day")
  static let offMark = Text(zh: "休", en: "off")
  static let workMark = Text(zh: "班", en: "on")
  static let noList = Text(zh: "没有{year}年的节假日表", en: "There is no list for {year}")
  static let missing = Text(
    zh: "缺少{year}年的节假日表", en: "The holiday list for {year} is missing")
  static let missingAdvice = Text(
    zh: "跨入该年的时限先按平常的周暂定；公布后加入配置并重新启动，会自动重算。",
    en: "Limits into that year are provisional; add the list to the pack and restart.")
  static let reckon = Text(zh: "试算", en: "Reckon")
  static let trial = Text(zh: "试算时限", en: "Try a limit out")
  static let limit = Text(zh: "时限", en: "Limit")
  static let limitHint = Text(
    zh: "如：3个工作日、8工作时、24小时、15天", en: "Such as 3 working days, 8 working hours, 24 hours")
  static let from = Text(zh: "从何时起（不填为现在）", en: "From (now when left empty)")
  static let nextDay = Text(zh: "从次日起算", en: "Counted from the next day")
  static let nextDayHint = Text(
    zh: "工作日时限才有区别：收到当天不计。", en: "Matters to working days only: the first day is not counted.")
  static let answer = Text(
    zh: "{limit}，从{from}起，到{end}止", en: "{limit} from {from} end at {end}")
  static let provisional = Text(
    zh: "跨入没有节假日表的年份，暂按平常的周计算。",
    en: "It reaches into a year without a list; plain weeks stand in for it.")
  static let runsThrough = Text(
    zh: "这种时限不分昼夜和节假日。", en: "This limit runs through nights and holidays.")
  static let counted = Text(zh: "逐日算法", en: "Day by day")
  static let worked = Text(zh: "计入（时:分）", en: "Counted (h:min)")
  static let sum = Text(zh: "合计 {hours}", en: "Together {hours}")

  static func weekday(_ day: Int) -> Text { weekdays[(day + 6) % 7] }
  static func initial(_ day: Int) -> Text { initials[(day + 6) % 7] }

  static func month(_ number: Int) -> Text { months[(number + 11) % 12] }

  private static let months = [
    Text(zh: "1月", en: "January"), Text(zh: "2月", en: "February"), Text(zh: "3月", en: "March"),
    Text(zh: "4月", en: "April"), Text(zh: "5月", en: "May"), Text(zh: "6月", en: "June"),
    Text(zh: "7月", en: "July"), Text(zh: "8月", en: "August"),
    Text(zh: "9月", en: "September"), Text(zh: "10月", en: "October"),
    Text(zh: "11月", en: "November"), Text(zh: "12月", en: "December"),
  ]

  private static let weekdays = [
    Text(zh: "周一", en: "Monday"), Text(zh: "周二", en: "Tuesday"),
    Text(zh: "周三", en: "Wednesday"), Text(zh: "周四", en: "Thursday"),
    Text(zh: "周五", en: "Friday"), Text(zh: "周六", en: "Saturday"),
    Text(zh: "周日", en: "Sunday"),
  ]
  private static let initials = [
    Text(zh: "一", en: "Mo"), Text(zh: "二", en: "Tu"), Text(zh: "三", en: "We"),
    Text(zh: "四", en: "Th"), Text(zh: "五", en: "Fr"), Text(zh: "六", en: "Sa"),
    Text(zh: "日", en: "Su"),
  ]
}
