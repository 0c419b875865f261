import Kernel
import Matters

/// Words of the desk.
enum DeskWords {
  static let title = Text(zh: "我的任务", en: "My tasks")
  static let groups = Text(zh: "任务分组", en: "Groups of tasks")
  static let overdue = Text(zh: "超时{count}", en: "{count} overdue")
  static let order = Text(zh: "排序", en: "Order")
  static let byClock = Text(zh: "先急后缓", en: "Most urgent first")
  static let byNewest = Text(zh: "最新受理在前", en: "Newest first")
  static let unread = Text(zh: "有更新", en: "New")
  static let readAll = Text(zh: "全部标为已读", en: "Mark all as read")
  static let allRead = Text(zh: "全部已标为已读", en: "Everything is marked as read")
  static let choose = Text(zh: "选择{number}", en: "Choose {number}")
  static let chosen = Text(zh: "选", en: "Choose")
  static let search = Text(zh: "按编号打开，或搜索标题", en: "Open a number or search titles")
  static let find = Text(zh: "查找", en: "Find")
  static let filters = Text(zh: "按条件筛选", en: "Filters")
  static let toArbitration = Text(zh: "打开裁定台", en: "Open the arbitration desk")
  static let nothingWaits = Text(zh: "没有等您办的事", en: "Nothing waits for you")
  static let seeAll = Text(zh: "看全部在办", en: "See all at work")

  static func order(_ order: WaitingReader.Order) -> Text {
    switch order {
    case .clock: byClock
    case .newest: byNewest
    }
  }
}

/// What a group is called, what one does with it, and what its being empty means.
enum WaitingWords {
  static func name(_ group: WaitingGroup) -> Text {
    switch group {
    case .summoned: Text(zh: "待报到", en: "Called in")
    case .accept: Text(zh: "待签收", en: "To sign in")
    case .checks: Text(zh: "待核查", en: "To check")
    case .working: Text(zh: "待反馈", en: "To report")
    case .arbitration: Text(zh: "待裁定", en: "Nobody leads")
    case .requests: Text(zh: "待审批", en: "To approve")
    case .refusals: Text(zh: "拒绝待裁", en: "Refusals")
    case .escalations: Text(zh: "提级待决", en: "Escalated")
    case .lead: Text(zh: "本单位承办", en: "We lead")
    case .answered: Text(zh: "待回访办结", en: "Answered")
    case .supervised: Text(zh: "督办中", en: "Supervised")
    case .all: Text(zh: "全部在办", en: "All at work")
    }
  }

  static func advice(_ group: WaitingGroup) -> Text {
    switch group {
    case .summoned:
      Text(
        zh: "您的单位被召集，还没有报到。先报到，再到场、反馈；依法不能来的，写明依据拒绝。",
        en: "Your unit was called and has not signed in. Sign in first, or refuse with a ground.")
    case .accept:
      Text(
        zh: "派给您单位的事项。先签收；不属于本单位职权的，写明依据退单。",
        en: "Dispatched to your unit. Sign in, or refuse with a lawful ground.")
    case .checks:
      Text(
        zh: "请到现场看一看，拍照，再回报是否属实、是否办好。",
        en: "Go and look, take a photograph, and say whether it is so or whether it is done.")
    case .working:
      Text(
        zh: "已经报到的召集，办完请反馈处置情况。",
        en: "You have signed in; report what was done once it is done.")
    case .arbitration:
      Text(
        zh: "还没有单位牵头。看清地点和类别，指定承办单位，或放入公共池。",
        en: "Nobody leads these yet. Find out place and category, then name the unit.")
    case .requests:
      Text(
        zh: "承办单位申请的延期、中止和申诉，请同意或驳回，并写明意见。",
        en: "Units ask for time, a pause or a second look; agree or reject, and say why.")
    case .refusals:
      Text(
        zh: "被召集单位拒绝到场，请裁定依据是否成立。裁定以前时限照走。",
        en: "A unit that was called refuses; decide whether lawfully. Its clocks go on meanwhile.")
    case .escalations:
      Text(
        zh: "下级解决不了、提到您这一级的事项。写明怎么办、谁来办、何时办完。",
        en: "What could not be solved below. Decide what is done, by whom and by when.")
    case .lead:
      Text(
        zh: "您的单位牵头，对结果负责。红灯已超时，黄灯快到期。",
        en: "Your unit answers for these. Red is overdue, amber is due soon.")
    case .answered:
      Text(
        zh: "已经答复。回访来电人，核实办好以后办结；没有办好的重开。",
        en: "Answered. Call back, verify and close, or reopen what is not done.")
    case .supervised:
      Text(
        zh: "您的单位正在督办的事项，办好以后解除督办。",
        en: "Your unit watches over these; lift the supervision once they are done.")
    case .all:
      Text(
        zh: "您的辖区和单位里所有在办的事项。",
        en: "Everything at work in your areas and units.")
    }
  }

  static func empty(_ group: WaitingGroup) -> Text {
    switch group {
    case .summoned:
      Text(
        zh: "街道吹哨或别的单位请求协办时，任务会出现在这里，报到时限同时开始。",
        en: "When a street or another unit calls yours, it stands here and the clock begins.")
    case .accept:
      Text(
        zh: "派单以后，新事项会出现在这里。打开事项，按“签收”就开始办理。",
        en: "What is dispatched to you stands here. Open it and press “Sign in” to begin.")
    case .checks:
      Text(
        zh: "派单员请您核查时，事项会出现在这里。路上发现问题，可从“我要反映”上报。",
        en: "Checks that you are asked for stand here. What you find yourself goes in by “Report”.")
    case .working:
      Text(
        zh: "报到以后的任务会从“待报到”移到这里。",
        en: "What you have signed in to moves here.")
    case .arbitration:
      Text(
        zh: "每件事项都有单位牵头。地点不明、职权有争议或被退单的事项会到这里。",
        en: "Every matter has its unit. What names no place, is disputed or refused comes here.")
    case .requests:
      Text(
        zh: "有人申请延期、中止或申诉时，会在这里等您批。您自己提的不在这里。",
        en: "What others ask for stands here; your own requests do not.")
    case .refusals:
      Text(
        zh: "被召集单位拒绝到场时，会在这里等您裁定。",
        en: "When a unit that was called refuses, it waits here for your decision.")
    case .escalations:
      Text(
        zh: "超时或下级提级的事项会到这里。也可以在事项页上自己督办。",
        en: "What runs late or is sent up comes here. You can also supervise from a matter's page.")
    case .lead:
      Text(
        zh: "您的单位现在没有牵头的事项。派单、转办或认领以后会出现在这里。",
        en: "Your unit leads nothing now. What is dispatched, transferred or claimed stands here.")
    case .answered:
      Text(
        zh: "承办单位答复以后，事项会到这里等回访和办结。",
        en: "What was answered waits here until somebody calls back and closes it.")
    case .supervised:
      Text(
        zh: "打开一件事项，在“其他操作”里可以督办，督办的事项会列在这里。",
        en: "Open a matter and choose “Supervise” under “More”; it is then listed here.")
    case .all: ListWords.empty
    }
  }
}
