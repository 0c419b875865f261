public import Kernel
public import WorkCalendar

/// What starts or stops a clock.
public enum ClockMark: String, CaseIterable, Sendable {
  case receive, dispatch, accept, refuse, transfer, `return`, offer, claim, supervise, escalate,
    answer, callback, close, reopen, rate, poor, contact, rectify, review, publish
  /// Of a task of an assisting or summoned unit.
  case summon, signIn, arrive, report
  /// Of a check on the spot.
  case check, verify

  /// Whether the clock is one of a single unit's task.
  public var isOfTask: Bool { [.summon, .signIn, .arrive, .report].contains(self) }

  /// Whether a clock may begin with it: nothing counts after closing or after a report, and what
  /// is rated or published was answered before.
  var isBeginning: Bool { ![.close, .rate, .publish, .report].contains(self) }
  /// Whether a clock may end with it: nothing is before it otherwise.
  var isEnding: Bool { ![.receive, .summon].contains(self) }
}

/// A deadline that runs between two marks.
public struct ClockRecord: Record {
  public static let about = "A clock: what must happen within which limit."

  public let id: String
  public let name: Text
  public let limit: TimeLimit?
  public let amber: TimeLimit?
  public let counting: DayCounting
  public let from: [ClockMark]
  public let until: ClockMark
  public let limits: [ConditionalLimitRecord]
  public let usesCategory: Bool
  public let lengthening: ExtensionRecord?
  public let ladder: [RungRecord]
  public let isAssumption: Bool
  public let note: Text

  /// Whether it runs for each unit that was summoned.
  public var isOfTask: Bool { until.isOfTask }

  public init(_ fields: inout Fields) {
    id = fields.text("id", "Code of the clock, unique within the kind.")
    name = fields.name("name", "Name of the clock.")
    limit = fields.limit("limit", "The limit, in the words of the rule.")
    amber = fields.limitIfPresent("amber", "How long before the limit the light turns amber.")
    counting = fields.choice(
      "counting", "Whether working days run from the moment or from the day after.",
      default: .fromNextDay)
    let until: ClockMark = fields.choice("until", "What stops the clock.", default: .answer)
    let marks: [ClockMark] = fields.choices(
      "from", "What starts it; receipt and reopening when left out.")
    from = marks.isEmpty ? (until.isOfTask ? [.summon] : [.receive, .reopen]) : marks
    self.until = until
    limits = fields.list(
      "limits", "Other limits under conditions; the first that holds.",
      of: ConditionalLimitRecord.self)
    usesCategory = fields.flag(
      "byCategory", "Whether the category's own limit holds where it has one.")
    lengthening = fields.recordIfPresent(
      "extension", "Whether and how far it may be extended.", of: ExtensionRecord.self)
    ladder = fields.list(
      "ladder", "Who hears of it when the limit has passed.", of: RungRecord.self)
    isAssumption = fields.flag("assumption", "Whether the sources leave the value open.")
    note = fields.name("note", "Where the value comes from.", required: false)
    fields.checkAssumption(isAssumption)
    if !fields.isDescribing, let mark = from.first(where: { !$0.isBeginning }) {
      fields.report(
        fields.place, zh: "没有计时能从“\(mark.rawValue)”开始",
        en: "no clock begins with “\(mark.rawValue)”")
    }
    if !fields.isDescribing && !until.isEnding {
      fields.report(
        fields.place, zh: "没有计时能到“\(until.rawValue)”为止",
        en: "no clock ends with “\(until.rawValue)”")
    }
    if !fields.isDescribing && from.contains(where: { $0.isOfTask != until.isOfTask }) {
      fields.report(
        fields.place, zh: "各单位任务的计时只能从任务的一步到另一步",
        en: "a clock of a unit's task runs from a step of the task to another one")
    }
  }
}

/// A limit that holds under a condition.
public struct ConditionalLimitRecord: Record {
  public static let about = "A limit that holds under a condition."

  public let when: Located<String>?
  public let limit: TimeLimit?

  public init(_ fields: inout Fields) {
    when = fields.expressionIfPresent(
      "when", "Whether the limit holds; it may read what expressions.md lists under Limits.")
    limit = fields.limit("limit", "The limit.")
  }
}

/// How far a clock may be extended.
public struct ExtensionRecord: Record {
  public static let about = "How often, how far and how late a clock may be extended."

  public let times: Int
  public let limit: TimeLimit?
  public let latest: TimeLimit?

  public init(_ fields: inout Fields) {
    times = fields.integer("times", "How often.", 1...9, default: 1)
    limit = fields.limit("limit", "The most that one extension may add.")
    latest = fields.limitIfPresent(
      "latest", "How long before the limit it must be asked for; any time before it when left out.")
  }
}

/// One rung of an escalation ladder.
public struct RungRecord: Record {
  public static let about =
    "A rung of a ladder: some time after the limit, a tier above hears of it."

  public let id: String
  public let after: TimeLimit?
  public let tier: String

  public init(_ fields: inout Fields) {
    id = fields.text("id", "Code of the rung.")
    after = fields.limitIfPresent("after", "How long after the limit; at once when left out.")
    tier = fields.reference("tier", "The tier whose unit it goes to.", to: "tier")
  }
}

extension Fields {
  /// A value that the sources leave open is explained.
  func checkAssumption(_ isAssumption: Bool) {
    let text = node["note"].map { $0.scalar ?? "{}" } ?? ""
    guard isAssumption && text.isEmpty && !isDescribing else { return }
    report(
      place, zh: "assumption: true须有note说明",
      en: "“assumption: true” needs a “note” that explains it")
  }
}
