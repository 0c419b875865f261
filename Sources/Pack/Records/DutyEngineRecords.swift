public import Kernel

/// A series of meetings that a unit convenes, with what comes onto its agenda by itself.
public struct MeetingSeriesRecord: Record {
  public static let about =
    "A series of meetings: who convenes it, how often, and where goes what it leaves open."

  public let id: String
  public let name: Text
  public let unit: String
  public let every: Int?
  public let weekday: Int?
  public let anchor: CivilDate?
  public let upward: String?
  public let carriesMax: Int
  public let isLate: Bool
  public let repeats: Int?
  public let isAssumption: Bool
  public let note: Text

  public init(_ fields: inout Fields) {
    id = fields.code("id", "Code of the series.", defines: "meeting series")
    name = fields.name("name", "Name of the series.")
    unit = fields.reference(
      "unit", "The unit that convenes it; its area is that of the agenda.", to: "unit")
    every = fields.integerIfPresent(
      "every", "Days from one meeting to the next, 7 or 14; none for meetings as need arises.",
      7...14)
    weekday = fields.integerIfPresent("weekday", "Day of the week, 1 Monday to 7 Sunday.", 1...7)
    anchor = fields.dateIfPresent("anchor", "A day on or after which the first meeting is held.")
    upward = fields.referenceIfPresent(
      "upward", "The series to which goes what stays unsolved.", to: "meeting series")
    carriesMax = fields.integer(
      "carriesMax",
      "How many meetings of the series may leave something unsolved; the last sends it upward.",
      1...20, default: 2)
    isLate = fields.flag(
      "late", "Whether matters past their deadline come onto the agenda.", default: true)
    repeats = fields.integerIfPresent(
      "repeats", "Matters reopened at least this often come onto the agenda.", 1...100)
    isAssumption = fields.flag("assumption", "Whether the sources leave the values open.")
    note = fields.name("note", "Where the values come from.", required: false)
    if !fields.isDescribing { check(fields) }
  }

  private func check(_ fields: Fields) {
    fields.requireNote(isAssumption)
    if let every, every % 7 != 0 {
      fields.report(
        fields.place, zh: "every应为7或14，此处是\(every)", en: "“every” is 7 or 14; found \(every)")
    }
    if every == nil, weekday != nil || anchor != nil {
      fields.report(
        fields.place, zh: "有weekday或anchor的须写明every",
        en: "a series with “weekday” or “anchor” needs “every”")
    }
    if every == 7, weekday == nil, anchor == nil {
      fields.report(
        fields.place, zh: "every: 7须有weekday或anchor",
        en: "“every: 7” needs “weekday” or “anchor”")
    }
    if every == 14, anchor == nil {
      fields.report(
        fields.place, zh: "every: 14须有anchor，否则不知是哪一周",
        en: "“every: 14” needs an “anchor”, which tells the week")
    }
  }
}

/// One of the subjects that a programme's visits may be about.
public struct TopicRecord: Record {
  public static let about = "A topic of visits, such as fire or fraud."

  public let id: String
  public let name: Text

  public init(_ fields: inout Fields) {
    id = fields.text("id", "Code of the topic, unique within the programme.")
    name = fields.name("name", "Name of the topic.")
  }
}

/// A programme of visits: people go to firms, households or streets before anybody calls.
public struct OutreachProgramRecord: Record {
  public static let about =
    "A programme of visits: who is sent to whom, how many are planned, how often."

  public let id: String
  public let name: Text
  public let unit: String
  public let targets: Int?
  public let visitors: Int?
  public let kind: String?
  public let every: Int?
  public let isAssigned: Bool
  public let topics: [TopicRecord]
  public let isAssumption: Bool
  public let note: Text

  public init(_ fields: inout Fields) {
    id = fields.code("id", "Code of the programme.", defines: "outreach program")
    name = fields.name("name", "Name of the programme.")
    unit = fields.reference("unit", "The unit that runs it.", to: "unit")
    targets = fields.integerIfPresent("targets", "Planned number of targets.", 1...10_000_000)
    visitors = fields.integerIfPresent("visitors", "Planned number of visitors.", 1...10_000_000)
    kind = fields.referenceIfPresent(
      "kind", "The kind of matter that what visits bring up becomes.", to: "kind")
    every = fields.integerIfPresent("every", "Days from one visit to the next.", 1...3660)
    isAssigned = fields.flag(
      "assigned", "Whether each target has its visitor; false for a stall in the street.",
      default: true)
    topics = fields.list("topics", "What visits may be about.", of: TopicRecord.self)
    isAssumption = fields.flag("assumption", "Whether the sources leave the values open.")
    note = fields.name("note", "Where the values come from.", required: false)
    if !fields.isDescribing {
      fields.requireNote(isAssumption)
      fields.checkDistinct("topics")
    }
  }
}

extension Fields {
  /// What the sources do not say needs a sentence of explanation.
  func requireNote(_ isAssumption: Bool) {
    let text = node["note"].map { $0.scalar ?? "{}" } ?? ""
    if isAssumption && text.isEmpty {
      report(
        place, zh: "assumption: true须有note说明",
        en: "“assumption: true” needs a “note” that explains it")
    }
  }
}
