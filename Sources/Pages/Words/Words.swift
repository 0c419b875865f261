import Kernel

/// Words on several pages.
enum Words {
  static let number = Text(zh: "编号", en: "Number")
  static let title = Text(zh: "标题", en: "Title")
  static let state = Text(zh: "状态", en: "State")
  static let lead = Text(zh: "承办单位", en: "Lead unit")
  static let due = Text(zh: "期限", en: "Due")
  static let light = Text(zh: "灯色", en: "Light")
  static let area = Text(zh: "辖区", en: "Area")
  static let category = Text(zh: "类别", en: "Category")
  static let unrecognised = Text(zh: "类别待定", en: "Category open")
  static let more = Text(zh: "下一页", en: "Next page")
  static let beginning = Text(zh: "回到开头", en: "Back to the beginning")
  static let all = Text(zh: "全部", en: "All")
  static let red = Text(zh: "超时", en: "Overdue")
  static let amber = Text(zh: "临期", en: "Due soon")
  static let green = Text(zh: "正常", en: "In time")
  static let unit = Text(zh: "单位", en: "Unit")
}

/// Words of the list of matters.
enum ListWords {
  static let matters = Text(zh: "事项", en: "Matters")
  static let byLight = Text(zh: "按灯色查看", en: "By light")
  static let emptyTitle = Text(zh: "这里没有在办事项", en: "Nothing is at work here")
  static let empty = Text(
    zh: "可用 baodao import messages 导入，或等待新的来电。",
    en: "Import messages with “baodao import messages”, or wait for a call.")
  static let noneOfLight = Text(
    zh: "没有这种灯色的事项，可看全部事项。", en: "None has this light; look at all of them.")
}

/// Words of a matter's page.
enum MatterWords {
  static let facts = Text(zh: "基本情况", en: "What is known")
  static let request = Text(zh: "诉求内容", en: "What was asked")
  static let rule = Text(zh: "派单依据", en: "Deciding rule")
  static let reason = Text(zh: "待裁定原因", en: "Why it waits")
  static let reopening = Text(zh: "重开原因", en: "Why it was reopened")
  static let caller = Text(zh: "来电人", en: "Caller")
  static let received = Text(zh: "受理时间", en: "Received")
  static let reply = Text(zh: "答复", en: "Reply")
  static let clocks = Text(zh: "时限", en: "Clocks")
  static let noClocks = Text(zh: "没有计时", en: "No clocks have run")
  static let promises = Text(zh: "承诺", en: "Promises")
  static let kept = Text(zh: "已兑现", en: "kept")
  static let keptLate = Text(zh: "逾期后兑现", en: "kept late")
  static let broken = Text(zh: "已逾期", en: "broken")
  static let open = Text(zh: "待兑现", en: "still open")
  static let published = Text(zh: "公开文本", en: "Public text")
  static let timeline = Text(zh: "经过", en: "Timeline")
  static let copyNumber = Text(zh: "复制编号", en: "Copy the number")
}

/// Words about the units at work on a matter.
enum PartyWords {
  static let demand = Text(zh: "事由和要求", en: "Demand")
  static let undecided = Text(zh: "待决定", en: "not decided yet")
  static let escalations = Text(zh: "提级协调", en: "Escalations")
  static let requests = Text(zh: "申请与审批", en: "Requests")
  static let checks = Text(zh: "核查", en: "Checks")
  static let checkHolds = Text(zh: "属实", en: "it is so")
  static let checkFails = Text(zh: "不属实", en: "it is not so")
  static let checkOpen = Text(zh: "待核查", en: "not checked yet")
  static let mergedInto = Text(zh: "已并入", en: "Merged into")
  static let lengthening = Text(zh: "延期", en: "Extension")
  static let suspension = Text(zh: "中止", en: "Suspension")
  static let overtime = Text(zh: "超时申诉", en: "Appeal against overtime")
  static let rating = Text(zh: "差评申诉", en: "Appeal against a rating")
  static let asked = Text(zh: "待批", en: "waiting")
  static let granted = Text(zh: "已批准", en: "granted")
  static let rejected = Text(zh: "已驳回", en: "rejected")
}

/// Words of the wall and its drafts.
enum WallWords {
  static let wall = Text(zh: "回音壁", en: "Echo wall")
  static let calls = Text(zh: "来电摘登", en: "Calls")
  static let echoes = Text(zh: "回音", en: "Echoes")
  static let issue = Text(zh: "期号", en: "Issue")
  static let emptyTitle = Text(zh: "还没有摘登", en: "Nothing is published yet")
  static let empty = Text(
    zh: "编辑在“待编稿件”里选稿。", en: "Editors choose from the drafts.")
  static let drafts = Text(zh: "待编稿件", en: "Drafts")
  static let draftsEmptyTitle = Text(zh: "没有待编的稿件", en: "There are no drafts")
  static let draftsEmpty = Text(
    zh: "可用 baodao matter do SelectMatter 选入一件。",
    en: "Choose a matter with “baodao matter do SelectMatter”.")
  static let request = Text(zh: "来电", en: "Call")
  static let reply = Text(zh: "答复", en: "Reply")
  static let waiting = Text(zh: "摘登七天还没有回音", en: "Published for seven days without an echo")
  static let undated = Text(zh: "答复里有承诺没有写期限：", en: "The reply promises something without a date:")
  static let struck = Text(zh: "已抹去：", en: "Struck out:")
}

/// Words of the page about a refusal.
enum ProblemWords {
  static let signInFirst = Text(zh: "请先登录", en: "Sign in first")
  static let notAllowed = Text(zh: "没有权限", en: "Not allowed")
  static let notThere = Text(zh: "找不到", en: "Not found")
  static let refused = Text(zh: "没有办成", en: "That was refused")
  static let tooMany = Text(zh: "请求太频繁", en: "Too many requests")
  static let broken = Text(zh: "系统出错", en: "Something went wrong")
  static let home = Text(zh: "回到事项", en: "Back to the matters")
  static let code = Text(zh: "代码", en: "Code")
  static let goOn = Text(zh: "怎么办", en: "How to go on")
  static let signInAdvice = Text(
    zh: "请用您的登录链接或账号登录，再打开这个页面。",
    en: "Sign in with your link or account, then open this page again.")
  static let allowedAdvice = Text(
    zh: "如果工作需要这项权限，请联系本单位的管理员调整岗位。",
    en: "If your work needs this, ask your unit's administrator to change your post.")
  static let notThereAdvice = Text(
    zh: "请检查编号和网址；事项也可能不在您的辖区之内。",
    en: "Check the number and the address; it may also lie outside your areas.")
  static let refusedAdvice = Text(
    zh: "请返回上一页，按提示改正后再试，您填写的内容不会丢失。",
    en: "Go back, put right what is named above and try again; what you wrote is still there.")
  static let tooManyAdvice = Text(
    zh: "请稍候再试，不要连续刷新。", en: "Wait a moment before you try again.")
  static let brokenAdvice = Text(
    zh: "问题已记入日志。请稍后再试；如果一直这样，请把代码告诉管理员。",
    en: "It was logged. Try again later; if it stays so, tell the administrator the code.")
}
