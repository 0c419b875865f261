import Kernel

/// Words of a matter's page beside those of its parts.
enum CaseWords {
  static let jumps = Text(zh: "本页内容", en: "On this page")
  static let place = Text(zh: "在哪里", en: "Where")
  static let nobody = Text(zh: "还没有承办单位", en: "nobody yet")
  static let unplaced = Text(zh: "地点待定", en: "place not known yet")
  static let next = Text(zh: "最近期限", en: "Next deadline")
  static let noDeadline = Text(zh: "没有在走的时限", en: "no clock runs")
  static let address = Text(zh: "地址", en: "Address")
  static let coordinates = Text(zh: "经纬度", en: "Coordinates")
  static let said = Text(zh: "来电人说明", en: "What the caller added")
  static let channel = Text(zh: "来源", en: "Came by")
  static let source = Text(zh: "原编号", en: "Number elsewhere")
  static let steward = Text(zh: "跟进人", en: "Seen through by")
  static let against = Text(zh: "被反映单位", en: "Complained of")
  static let accepted = Text(zh: "签收时间", en: "Accepted")
  static let answered = Text(zh: "答复时间", en: "Answered")
  static let closed = Text(zh: "办结时间", en: "Closed")
  static let suspended = Text(zh: "中止至", en: "Suspended until")
  static let reopened = Text(zh: "重开{n}次", en: "reopened {n} times")
  static let supervised = Text(zh: "{n}级督办", en: "supervised, level {n}")
  static let graded = Text(zh: "评分{n}", en: "graded {n}")
  static let assisting = Text(zh: "协办单位", en: "Assisting units")
  static let checker = Text(zh: "核查人", en: "Checked by")
  static let overseer = Text(zh: "督办单位", en: "Supervising units")
  static let above = Text(zh: "提级到", en: "Taken up to")
  static let sheet = Text(zh: "打印工单", en: "Work order to print")
  static let round = Text(zh: "第{n}轮", en: "round {n}")
  static let stopped = Text(zh: "按时完成的时限（{n}）", en: "Clocks that were met ({n})")

  static let resident = Text(zh: "来电人", en: "The caller")
  static let portal = Text(zh: "市民网上提交", en: "A resident, on the web")

  /// The program's own hands by their identity.
  static let programs = [
    "system:timer": Text(zh: "系统到时自动", en: "The program, when it fell due"),
    "system:import": Text(zh: "数据导入", en: "Import of data"),
    "system:operator": Text(zh: "命令行", en: "Command line"),
    "system:webhook": Text(zh: "系统推送", en: "The program's webhooks"),
  ]

  /// How the lead unit was found where no rule of routing found it.
  static let rules = [
    "hand": Text(zh: "人工派单", en: "sent out by hand"), "claim": Text(zh: "认领", en: "claimed"),
    "transfer": Text(zh: "转办", en: "passed on"), "returned": Text(zh: "退回", en: "came back"),
    "review": Text(zh: "复查", en: "review"), "merged": Text(zh: "并案", en: "merged"),
  ]

  /// Ways by which matters come in, by their codes.
  static let channels = [
    "phone": Text(zh: "电话", en: "telephone"), "web": Text(zh: "网上", en: "web"),
    "open311": Text(zh: "开放接口", en: "open interface"), "counter": Text(zh: "窗口", en: "counter"),
    "visit": Text(zh: "走访", en: "visit"), "task": Text(zh: "交办任务", en: "task"),
    "project": Text(zh: "项目", en: "project"), "whistle": Text(zh: "吹哨", en: "whistle"),
    "grid": Text(zh: "网格巡查", en: "grid patrol"),
  ]
}

/// Words of the units' tasks.
enum TaskWords {
  static let tasks = Text(zh: "各单位任务", en: "Tasks of the units")
  static let unit = Text(zh: "单位和要求", en: "Unit and demand")
  static let times = Text(zh: "经过时间", en: "Times")
  static let result = Text(zh: "反馈", en: "Report")
  static let summoned = Text(zh: "召集", en: "Summoned")
  static let signedIn = Text(zh: "报到", en: "Signed in")
  static let arrived = Text(zh: "到场", en: "On site")
  static let reported = Text(zh: "反馈", en: "Reported")
  static let released = Text(zh: "解除", en: "Released")
  static let by = Text(zh: "由{unit}召集", en: "called by {unit}")
  static let waitsSignIn = Text(zh: "待报到", en: "not signed in yet")
  static let waitsArrival = Text(zh: "已报到，待到场", en: "signed in, not on site yet")
  static let waitsReport = Text(zh: "处置中，待反馈", en: "at work, not reported yet")
  static let done = Text(zh: "已反馈", en: "reported")
  static let letGo = Text(zh: "已解除", en: "released")
  static let refused = Text(zh: "拒绝，待裁定", en: "refuses, not decided yet")
  static let refusedLawfully = Text(zh: "拒绝成立", en: "refused lawfully")
  static let overruled = Text(zh: "拒绝不成立", en: "refusal overruled")
  static let grade = Text(zh: "评分{n}", en: "grade {n}")
}

/// Words of what was asked for, decided, checked and rated.
enum CourseWords {
  static let handOvers = Text(zh: "转办", en: "Passed on")
  static let returned = Text(zh: "已退回：{reason}", en: "came back: {reason}")
  static let refusals = Text(zh: "退单", en: "Refusals")
  static let overruled = Text(zh: "理由不成立", en: "not accepted")
  static let supervisions = Text(zh: "督办", en: "Supervision")
  static let ended = Text(zh: "{time}解除", en: "ended {time}")
  static let callBacks = Text(zh: "回访", en: "Calls back")
  static let reached = Text(zh: "已接通", en: "reached")
  static let unreached = Text(zh: "未接通", en: "not reached")
  static let satisfied = Text(zh: "满意", en: "satisfied")
  static let unsatisfied = Text(zh: "不满意", en: "not satisfied")
  static let ratings = Text(zh: "评价", en: "Ratings")
  static let poor = Text(zh: "差评", en: "poor")
  static let setAside = Text(zh: "不予采信", en: "set aside")
  static let rectified = Text(zh: "已整改", en: "put right")
  static let contacted = Text(zh: "已联系评价人", en: "caller contacted")
  static let reviews = Text(zh: "复查", en: "Reviews")
  static let filing = Text(zh: "立案核查", en: "Check before filing")
  static let closing = Text(zh: "结案核查", en: "Check before closing")
  static let agreed = Text(zh: "{n}人同意：{names}", en: "{n} agreed: {names}")
  static let until = Text(zh: "至{time}", en: "until {time}")
  static let publications = Text(zh: "回音壁摘登", en: "On the echo wall")
  static let withdrawn = Text(zh: "已撤下", en: "withdrawn")
  static let links = Text(zh: "并案与关联", en: "Merged matters")
  static let followers = Text(
    zh: "并入本件的{n}件，随本件一并答复", en: "{n} were merged into this one and wait for its answer")
  static let wasMerged = Text(zh: "曾并入{number}", en: "was merged into {number}")
}

/// Words of photographs.
enum PhotographWords {
  static let photographs = Text(zh: "照片", en: "Photographs")
  static let before = Text(zh: "处置前", en: "before the work")
  static let after = Text(zh: "处置后", en: "after the work")
  static let purpose = Text(zh: "这些照片拍的是", en: "They show how it was")
  static let choose = Text(zh: "从相册选照片", en: "Choose photographs")
  static let take = Text(zh: "现在拍一张", en: "Take one now")
  static let hint = Text(
    zh: "JPEG、PNG或WebP，每张不超过{bytes}MB，最多{most}张；拍摄地点等信息会自动去掉。",
    en: "JPEG, PNG or WebP, up to {bytes} MB each, {most} at most; the place in them is removed.")
  static let add = Text(zh: "添加照片", en: "Add photographs")
  static let kept = Text(
    zh: "照片已经传上来了，不用再选", en: "These are here already; no need to choose them again")
  static let keptHint = Text(zh: "不要的请去掉勾选。", en: "Untick what you do not want.")
  static let keptNumber = Text(zh: "第{n}张", en: "number {n}")
  static let none = Text(zh: "还没有照片", en: "There are no photographs")
}

/// Words of the timeline.
enum HistoryWords {
  static let whole = Text(zh: "全部经过（{n}条）", en: "The whole timeline ({n})")
  static let latest = Text(zh: "最近{n}条，最新的在最上面", en: "the last {n}, the newest first")
  static let earlier = Text(zh: "更早的", en: "Earlier")
  static let newest = Text(zh: "回到最新", en: "Back to the newest")
  static let record = Text(zh: "记录第{n}号", en: "journal {n}")
  static let due = Text(zh: "{clock}截止", en: "{clock}: due")
  static let running = Text(zh: "计时中", en: "running")
  static let paused = Text(zh: "停表", en: "stands still")
  static let met = Text(zh: "按时停止", en: "stopped in time")
  static let missed = Text(zh: "超时停止", en: "stopped late")
  static let none = Text(zh: "无", en: "none")
  static let supervision = Text(zh: "督办级别", en: "Supervision")
  static let grade = Text(zh: "评分", en: "Grade")
  static let suspendedUntil = Text(zh: "中止至", en: "Suspended until")
  static let promise = Text(zh: "承诺{n}", en: "Promise {n}")
  static let check = Text(zh: "核查{n}", en: "Check {n}")
}

/// Words of the official work order.
enum SheetWords {
  static let title = Text(zh: "事项派单工单", en: "Work order")
  static let whistle = Text(zh: "吹哨派单工单", en: "Work order of a whistle")
  static let number = Text(zh: "编号：{number}", en: "No. {number}")
  static let print = Text(zh: "打印", en: "Print")
  static let back = Text(zh: "返回事项", en: "Back to the matter")
  static let how = Text(
    zh: "用浏览器的“打印”即可，也可另存为PDF。页眉页脚可在打印设置里关闭。",
    en: "Print it with your browser, or save it as PDF.")
  static let demands = Text(zh: "办理要求", en: "What is demanded")
  static let standard = Text(zh: "办结标准", en: "Standard for closing")
  static let units = Text(zh: "被召集单位", en: "Units summoned")
  static let clocks = Text(zh: "办理时限", en: "Limits")
  static let clock = Text(zh: "时限", en: "Clock")
  static let limit = Text(zh: "规定", en: "Limit")
  static let started = Text(zh: "起算", en: "From")
  static let course = Text(zh: "办理情况", en: "What was done")
  static let blank = Text(zh: "（由承办单位填写）", en: "(for the unit to fill in)")
  static let answerBy = Text(zh: "请于{time}前答复来电人。", en: "Answer the caller by {time}.")
  static let signIn = Text(
    zh: "被召集单位须按时报到、到场、反馈。", en: "Units summoned sign in, come to the place and report.")
  static let sender = Text(zh: "派单人（签字）", en: "Sent out by")
  static let unit = Text(zh: "承办单位（签收盖章）", en: "Received by (seal)")
  static let handler = Text(zh: "经办人（签字）", en: "Handled by")
  static let auditor = Text(zh: "审核人（签字）", en: "Checked by")
  static let date = Text(zh: "年　　月　　日", en: "date")
  static let foot = Text(
    zh: "{time}由{who}打印。来电人信息仅供办理使用，不得外传。",
    en: "Printed {time} by {who}. What is told of the caller is for the work only.")
}
