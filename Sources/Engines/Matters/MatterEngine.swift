public import Figures
public import Journal
public import Kernel
public import Organisation
public import Pack
import Store
public import Territory

/// The engine of matters under one revision of one pack.
public struct MatterEngine: Engine {
  public static let kind = "matter"

  public let pack: Pack
  public let territory: Territory
  public let organisation: Organisation
  public let figures: FigureBook
  let recognizer: CategoryRecognizer

  public init(
    _ pack: Pack, _ territory: Territory, _ organisation: Organisation, _ figures: FigureBook
  ) {
    self.pack = pack
    self.territory = territory
    self.organisation = organisation
    self.figures = figures
    recognizer = CategoryRecognizer(pack.categories)
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

  public func effects(of happening: MatterEvent, id: Int64, after: Matter) -> [Effect] {
    let name = happening.event.name
    guard let kind = pack.kinds[after.kind], kind.record.notices.contains(name) else { return [] }
    return [
      Effect(
        "notice",
        [
          "event": .string(name), "matter": .string(Identifier<Matter>(rawValue: id).text),
          "number": .string(after.number), "state": .string(after.state),
        ])
    ]
  }

  public var projections: [ProjectionTable] {
    MatterSchema.projections + FigureBook.projections.map { ProjectionTable($0.0, key: $0.1) }
  }
}
