public import Kernel

/// Working hours and rest days of a city.
public struct CalendarRecord: Record {
  public static let about = "Working time."

  public let hours: [Located<String>]
  public let restDays: [Int]
  public let holidays: [Located<String>]

  public init(_ fields: inout Fields) {
    hours = fields.locatedTexts("hours", "Working hours of a day, such as 08:30-12:00.")
    restDays = fields.weekdays("restDays", "Days of the week without work, 1 Monday to 7 Sunday.")
    holidays = fields.locatedTexts(
      "holidays", "Holiday lists, from the folder Packs.", required: false)
  }
}

/// A whole pack with its mechanisms, merged.
public struct PackRecord: Record {
  public static let about =
    "A pack: a city's choice of mechanisms with its own areas, units and values."

  public let id: String
  public let name: Text
  public let jurisdiction: Int
  public let utcOffset: Located<String>?
  public let calendar: CalendarRecord?
  public let levels: [LevelRecord]
  public let areas: [AreaRecord]
  public let tiers: [TierRecord]
  public let duties: [DutyRecord]
  public let functions: [FunctionRecord]
  public let units: [UnitRecord]
  public let unitTemplates: [UnitTemplateRecord]
  public let withdrawals: [WithdrawalRecord]
  public let roles: [RoleRecord]
  public let posts: [PostRecord]
  public let seasons: [SeasonRecord]
  public let postTemplates: [PostTemplateRecord]
  public let categories: [CategoryRecord]
  public let kinds: [KindRecord]
  public let figures: [FigureRecord]
  public let indexes: [IndexRecord]
  public let meetings: [MeetingSeriesRecord]
  public let programs: [OutreachProgramRecord]

  /// Observations that the engines make, for figures to count.
  public static let observations = [
    "received", "assigned", "answered", "closed", "reopened", "rated", "published",
    "open.entered", "open.left", "arbitration.entered", "arbitration.left",
    "pool.entered", "pool.left", "suspended.entered", "suspended.left",
    "overdue.entered", "overdue.left", "promise.made", "promise.kept", "promise.broken",
    "closed.solved", "closed.unsolved", "merged", "unmerged", "refused", "transferred", "returned",
    "claimed", "supervised", "escalated", "extended", "overtime.excused",
    "rating.poor", "rating.set-aside", "rectified", "reviewed",
    "callback", "callback.reached", "callback.solved", "callback.satisfied",
    "check.ordered", "check.held", "check.failed",
    "summoned", "signed-in", "arrived", "reported", "task.late", "task.refused", "task.rated",
    "whistle.solved", "whistle.unsolved",
    "decision.made", "decision.done", "decision.late", "agenda.carried", "agenda.raised",
    "outreach.assigned", "outreach.visited", "outreach.covered", "outreach.topic",
  ]

  /// Permissions that the engines' actions and readers ask for.
  public static let permissions = [
    "matter.read", "matter.receive", "matter.dispatch", "matter.accept", "matter.refuse",
    "matter.answer", "matter.close", "matter.reopen", "matter.rate", "matter.publish",
    "matter.note", "matter.attach", "matter.transfer", "matter.claim", "matter.summon",
    "matter.report",
    "matter.supervise", "matter.escalate", "matter.decide", "matter.ask", "matter.approve",
    "matter.approve-second", "matter.check", "matter.callback", "matter.merge",
    "matter.categorise", "matter.identity", "figure.read", "post.appoint",
    "meeting.read", "meeting.convene", "meeting.record", "meeting.report",
    "outreach.read", "outreach.assign", "outreach.visit", "outreach.record", "webhook.manage",
    "account.manage", "system.read", "journal.read", "journal.verify", "pack.enact",
    "outbox.manage",
  ]

  public init(_ fields: inout Fields) {
    for name in PackRecord.permissions { fields.sink.define("permission", name, fields.place) }
    for name in PackRecord.observations { fields.sink.define("observation", name, fields.place) }
    id = fields.code("pack", "Code of the pack: its folder's name.", defines: "pack")
    name = fields.name("name", "Name of the pack.")
    jurisdiction = fields.integer(
      "jurisdiction", "Administrative number that leads every key.", 1...999_999_999)
    utcOffset = fields.locatedTextIfPresent("utcOffset", "Offset from UTC; +08:00 when left out.")
    calendar = fields.record("calendar", "Working time.", of: CalendarRecord.self)
    levels = fields.list("levels", "Levels of areas, top first.", of: LevelRecord.self)
    areas = fields.list("areas", "Areas, or a CSV file.", of: AreaRecord.self)
    tiers = fields.list("tiers", "Tiers of units.", of: TierRecord.self)
    duties = fields.list("duties", "Duties of the tiers, or a CSV file.", of: DutyRecord.self)
    functions = fields.list("functions", "Functions.", of: FunctionRecord.self)
    units = fields.list("units", "Units.", of: UnitRecord.self)
    unitTemplates = fields.list(
      "unitTemplates", "Units that many areas have.", of: UnitTemplateRecord.self)
    withdrawals = fields.list(
      "withdrawals", "Functions that were taken from units.", of: WithdrawalRecord.self)
    roles = fields.list("roles", "Roles.", of: RoleRecord.self)
    posts = fields.list("posts", "Posts.", of: PostRecord.self)
    seasons = fields.list("seasons", "Seasons for limits.", of: SeasonRecord.self)
    postTemplates = fields.list(
      "postTemplates", "Posts that many areas have.", of: PostTemplateRecord.self)
    categories = fields.list("categories", "Categories of matters.", of: CategoryRecord.self)
    kinds = fields.list("kinds", "Kinds of matters.", of: KindRecord.self)
    figures = fields.list("figures", "Figures.", of: FigureRecord.self)
    indexes = fields.list("indexes", "Indexes of third parties.", of: IndexRecord.self)
    meetings = fields.list("meetings", "Series of meetings.", of: MeetingSeriesRecord.self)
    programs = fields.list(
      "programs", "Programmes of visits.", of: OutreachProgramRecord.self)
    _ = fields.texts("mechanisms", "Mechanisms that the pack uses.")
    _ = fields.text("extends", "The pack that this one is built on.", default: "")
  }
}

extension Fields {
  mutating func weekdays(_ key: String, _ about: String) -> [Int] {
    let elements = elements(key, .list(.integer(1...7)), about, required: false)
    let days: [Int] = elements.compactMap { element in
      if let number = element.scalar.flatMap(Int.init), (1...7).contains(number) { return number }
      wrong(element, "1至7的整数", "a whole number from 1 to 7")
      return nil
    }
    if Set(days).count == 7 {
      report(elements[0].place, zh: "一周至少要有一个工作日", en: "a week needs at least one working day")
    }
    return days
  }
}
