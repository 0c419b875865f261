public import Figures
public import Journal
public import Kernel
public import Organisation
public import Pack
import Store
public import Territory

/// The engine of meetings: it builds agendas, keeps decisions, and leaves nothing behind.
public struct MeetingEngine: Engine {
  public static let kind = "meeting"

  /// Most items that an agenda is built with.
  public static let agendaMax = 200
  /// Most items of a meeting, those that were added included.
  public static let itemsMax = 300
  /// Most decisions of a meeting.
  public static let decisionsMax = 400

  public let pack: Pack
  public let territory: Territory
  public let organisation: Organisation
  let figures: FigureBook
  let series: [String: MeetingSeriesRecord]

  public init(
    _ pack: Pack, _ territory: Territory, _ organisation: Organisation, _ figures: FigureBook
  ) {
    self.pack = pack
    self.territory = territory
    self.organisation = organisation
    self.figures = figures
    series = Dictionary(pack.meetings.map { ($0.id, $0) }) { first, _ in first }
  }

  public func apply(_ happening: MeetingEvent, at: Instant, to state: Meeting?) throws -> Meeting {
    if case .convened(let convened) = happening { return Meeting(convened, at: at) }
    guard var meeting = state else {
      throw EventFault(event: happening.event.name, member: "meeting.convened")
    }
    try meeting.apply(happening, at: at)
    return meeting
  }

  public func effects(of happening: MeetingEvent, id: Int64, after: Meeting, at: Instant)
    -> [Effect]
  { [] }

  public var projections: [ProjectionTable] {
    MeetingSchema.projections + FigureBook.projections.map { ProjectionTable($0.0, key: $0.1) }
  }

  /// A series, which the pack must still declare.
  func series(_ id: String) throws(Problem) -> MeetingSeriesRecord {
    guard let record = series[id] else {
      throw Problem(.notFound, field: "/series", ["what": "meeting series", "name": id])
    }
    return record
  }

  /// The series to which open business of a series can go, or from which it can come, without the
  /// series itself: those above it, and those below it.
  func chain(of id: String) -> Set<String> {
    func above(_ id: String) -> [String] {
      var found: [String] = []
      var next = series[id]?.upward
      while let id = next, !found.contains(id) {
        found.append(id)
        next = series[id]?.upward
      }
      return found
    }
    let below = series.keys.filter { above($0).contains(id) }
    return Set(above(id) + below).subtracting([id])
  }
}
