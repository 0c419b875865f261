public import Journal
public import Kernel
import Organisation
import Pack
public import Store

/// Begins the next meeting of a series; its agenda is built from what is late, what came back and
/// what earlier and lower meetings left open.
public struct ConveneMeeting: Action {
  /// What is ready for a meeting that begins now.
  public struct Facts: Sendable {
    let ordinal: Int64
    let isOpen: Bool
    let lastClosedAt: Instant?
    let area: String
    let items: [AgendaItem]
    let leftOut: Meeting.LeftOut
  }

  public static let declaration = ActionDeclaration(
    "ConveneMeeting", zh: "召开会议", en: "Convene a meeting", permission: "meeting.convene",
    begins: .new)

  public let series: String

  public init(series: String) { self.series = series }

  public init(_ fields: inout InputReader) throws(Problem) {
    series = try fields.text("series", Text(zh: "会议系列", en: "Series"), max: 64)
  }

  public func authorise(
    _ engine: MeetingEngine, _ state: Meeting?, _ context: ActionContext
  ) throws(Problem) {
    let record = try engine.series(series)
    guard engine.reaches(record.unit, "meeting.convene", context) else {
      throw Problem(.outOfScope)
    }
  }

  public func gather(
    _ engine: MeetingEngine, _ context: ActionContext, _ writer: any Writing
  ) throws -> Facts {
    let record = try engine.series(series)
    guard let area = engine.organisation.unit(record.unit)?.area else {
      throw Problem(.notFound, ["what": "unit", "name": record.unit])
    }
    return try AgendaBuilder(engine: engine, series: record, area: area, reader: writer).facts()
  }

  public func decide(
    _ engine: MeetingEngine, _ state: Meeting?, _ facts: Facts, _ context: ActionContext
  ) throws(Problem) -> [MeetingEvent] {
    let record = try engine.series(series)
    if facts.isOpen {
      throw Problem(
        .meetingOpen, field: "/series", ["meeting": "\(series)-\(facts.ordinal - 1)"])
    }
    if let last = facts.lastClosedAt, context.now < last {
      throw Problem(.meetingBackwards, ["last": last.minuteText(engine.pack.offset)])
    }
    return [
      .convened(
        MeetingEvent.Convened(
          series: series, ordinal: facts.ordinal, unit: record.unit, area: facts.area,
          items: facts.items, leftOut: facts.leftOut))
    ]
  }
}
