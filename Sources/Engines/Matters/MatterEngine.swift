public import Figures
public import Journal
public import Kernel
public import Organisation
public import Pack
import Store
public import Territory
public import WorkCalendar

/// The engine of matters under one revision of one pack. Rules are those of the revision; the
/// calendar is a fact of the world, and is always the one in force.
public struct MatterEngine: Engine {
  public static let kind = "matter"

  public let pack: Pack
  public let territory: Territory
  public let organisation: Organisation
  public let figures: FigureBook
  let recognizer: CategoryRecognizer
  let reckoner: Reckoner
  /// Areas and units as expressions read them.
  let gazetteer: CityGazetteer
  /// The marks at which clocks may depend on the matter's text.
  let textMarks: Set<ClockMark>

  /// The calendar in force.
  public var calendar: WorkCalendar { reckoner.calendar }

  /// - Parameter calendar: the one in force, if not the pack's own.
  public init(
    _ pack: Pack, _ territory: Territory, _ organisation: Organisation, _ figures: FigureBook,
    calendar: WorkCalendar? = nil
  ) {
    reckoner = Reckoner(calendar ?? pack.calendar)
    self.pack = pack
    self.territory = territory
    self.organisation = organisation
    self.figures = figures
    recognizer = CategoryRecognizer(pack.categories)
    gazetteer = CityGazetteer(territory, organisation)
    textMarks = MatterEngine.textMarks(pack)
  }

  /// The kind of a matter, which the pack must still declare.
  func kind(_ id: String) throws(Problem) -> Kind {
    guard let kind = pack.kinds[id] else {
      throw Problem(.notFound, ["what": "kind", "name": id])
    }
    return kind
  }

  public func apply(_ happening: MatterEvent, at: Instant, to state: Matter?) throws -> Matter {
    if case .received(let received) = happening { return try Matter(received, at: at) }
    guard var matter = state else { throw EventFault(happening.event.name, "matter.received") }
    try matter.apply(happening, at: at)
    return matter
  }

  public func effects(
    of happening: MatterEvent, id: Int64, after: Matter, at: Instant
  ) -> [Effect] {
    let name = happening.event.name
    guard let kind = pack.kinds[after.kind], kind.record.notices.contains(name) else { return [] }
    var members: [String: JSON] = [
      "event": .string(name), "matter": .string(Identifier<Matter>(rawValue: id).text),
      "number": .string(after.number), "state": .string(after.state),
    ]
    guard let clock = after.clock(of: happening) else {
      return [Effect("notice", .object(members))]
    }
    members["clock"] = .string(clock.name)
    members["light"] = .string("\(clock.light)")
    members["unit"] = JSON(after.parts.tasks.first { $0.number == clock.task }?.unit ?? after.lead)
    // Nobody is woken for what can wait until work begins.
    return [
      Effect(
        "notice", .object(members), notBefore: reckoner.reminder(at: at, of: clock.limit))
    ]
  }

  public var projections: [ProjectionTable] {
    MatterSchema.projections + FigureBook.projections.map { ProjectionTable($0.0, key: $0.1) }
  }
}

extension Matter {
  /// The clock that a happening reminds of; nil for what reminds of none.
  fileprivate func clock(of happening: MatterEvent) -> MatterClock? {
    switch happening {
    case .clockTurned(let name, _), .rungClimbed(let name, _): clocks.first { $0.id == name }
    default: nil
    }
  }
}
