import Kernel

/// Words of blowing a whistle.
enum WhistleWords {
  static let title = Text(zh: "吹哨", en: "Blow the whistle")
  static let steps = Text(zh: "两步", en: "Two steps")
  static let stepOne = Text(zh: "第一步：什么事、在哪里、多急", en: "Step 1: what, where, by when")
  static let stepTwo = Text(zh: "第二步：召集谁", en: "Step 2: whom to call")
  static let leadOne = Text(
    zh: "写明事由和到场要求。下一步选单位，确认后才会发出。",
    en: "Say what it is and what is asked. Units are chosen next; nothing is sent before.")
  static let leadTwo = Text(
    zh: "系统按职权推荐单位，也可以搜索。请核对“将要发出”的内容再吹哨。",
    en: "Units are proposed by mandate; you can also search. Check what will be sent.")
  static let sort = Text(zh: "哨类", en: "Sort")
  static let areaHint = Text(
    zh: "写辖区名称；具体地址写在要求里。",
    en: "Name of the area; put the exact address into the demand.")
  static let demandHint = Text(
    zh: "例如：请于今晚七点前到夜市北口，带执法记录仪。",
    en: "Such as: come to the north gate of the night market by seven, with body cameras.")
  static let next = Text(zh: "下一步：选单位", en: "Next: choose units")
  static let back = Text(zh: "返回修改", en: "Go back")
  static let blow = Text(zh: "吹哨，通知{count}个单位", en: "Blow: call {count} units")
  static let proposed = Text(zh: "推荐单位", en: "Proposed units")
  static let chosen = Text(zh: "已选单位", en: "Chosen units")
  static let noneProposed = Text(
    zh: "从文字里看不出需要哪些职能，请在下面搜索单位。",
    en: "The words speak of no mandate; search for units below.")
  static let search = Text(zh: "搜索单位", en: "Search for units")
  static let byName = Text(zh: "单位名称", en: "Name of the unit")
  static let byFunction = Text(zh: "所需职能", en: "Function")
  static let anyFunction = Text(zh: "不限职能", en: "Any function")
  static let find = Text(zh: "查找", en: "Search")
  static let found = Text(zh: "找到的单位", en: "Found")
  static let nothingFound = Text(
    zh: "这里没有这样的单位可以召集；换个名称或职能试试。",
    en: "No such unit can be called here; try another name or function.")
  static let reason = Text(
    zh: "在{area}负责{function}，要求里提到{words}",
    en: "responsible for {function} in {area}; the demand speaks of {words}")
  static let plainReason = Text(
    zh: "在{area}负责{function}", en: "responsible for {function} in {area}")
  static let preview = Text(zh: "将要发出", en: "What will be sent")
  static let until = Text(zh: "现在吹哨，各单位须在", en: "Blown now, each unit has until")
  static let noLimits = Text(zh: "此哨类没有时限", en: "This sort has no limits")
  static let updated = Text(zh: "更新预览", en: "Update the preview")
  static let changed = Text(
    zh: "单位有变动，还没有发出。请核对预览，再按一次吹哨。",
    en: "The units have changed, so nothing was sent. Check the preview and blow again.")
  static let noUnits = Text(zh: "还没有选单位", en: "No unit is chosen yet")
  static let rare = Text(zh: "不常用的项目", en: "What is rarely needed")
  static let running = Text(zh: "进行中的哨", en: "Whistles under way")
}

/// Words of the whistle room.
enum RoomWords {
  static let title = Text(zh: "吹哨现场", en: "Whistle room")
  static let lead = Text(
    zh: "正在进行的哨，超时的在前。点开看各单位到了没有。",
    en: "Whistles under way, late ones first. Open one to see who has come.")
  static let emptyTitle = Text(zh: "没有进行中的哨", en: "No whistle is under way")
  static let empty = Text(
    zh: "需要几个部门一起到现场时，就吹一声哨。",
    en: "Blow one when several departments have to come to a place together.")
  static let blow = Text(zh: "吹哨", en: "Blow the whistle")
  static let all = Text(zh: "进行中", en: "Under way")
  static let whistle = Text(zh: "哨", en: "Whistle")
  static let caller = Text(zh: "吹哨单位", en: "Blown by")
  static let summoned = Text(zh: "召集", en: "Called")
  static let signedIn = Text(zh: "报到", en: "Signed in")
  static let onSite = Text(zh: "到场", en: "On site")
  static let reported = Text(zh: "反馈", en: "Reported")
  static let late = Text(zh: "超时", en: "Late")
  static let elapsed = Text(zh: "已过", en: "Elapsed")
  static let since = Text(zh: "{time}吹哨", en: "blown at {time}")
  static let matter = Text(zh: "事项页（反馈、确认、评分）", en: "The matter's page")
  static let screen = Text(zh: "大屏", en: "Big screen")
  static let leaveScreen = Text(zh: "退出大屏", en: "Leave the big screen")
  static let reload = Text(zh: "刷新", en: "Reload")
  static let lost = Text(
    zh: "实时连接断开，正在重连；画面可能不是最新的，可点“刷新”。",
    en: "The live connection is lost and being restored; this may be out of date, so reload.")
  static let due = Text(zh: "{time}前", en: "by {time}")
  static let left = Text(zh: "还剩{span}", en: "{span} left")
  static let over = Text(zh: "已超{span}", en: "{span} late")
  static let lateDone = Text(zh: "超时完成", en: "done late")
  static let notYet = Text(zh: "未", en: "not yet")
  static let released = Text(zh: "已解除", en: "Released")
  static let refused = Text(zh: "拒绝，待裁定", en: "Refused, to be decided")
  static let signIn = Text(zh: "替{unit}报到", en: "Sign in for {unit}")
  static let lanes = Text(zh: "各单位进展", en: "Units")
  static let demand = Text(zh: "事由和要求", en: "Demand")
  static let round = Text(zh: "第{count}声哨", en: "Call number {count}")
  static let ended = Text(zh: "这声哨已经结束", en: "This whistle is over")
  static let noUnits = Text(zh: "还没有召集单位", en: "No unit has been called yet")
  static let place = Text(zh: "地点", en: "Place")
}
