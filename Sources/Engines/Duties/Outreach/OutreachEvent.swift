public import Journal
public import Kernel

/// What can happen to a target of a programme.
public enum OutreachEvent: Sendable, Equatable {
  case opened(Opening)
  case assigned(visitor: String)
  /// One visitor follows another in the same moment: nobody is without one.
  case handedOver(from: String, to: String)
  case visited(Visit)

  /// What the target is.
  public struct Opening: Sendable, Equatable {
    public let program: String
    public let code: String
    public let name: String
    public let unit: String
    public let area: String
    public let date: CivilDate
  }

  /// One visit. Of those who were met only their number is kept.
  public struct Visit: Sendable, Equatable {
    public let number: Int64
    public let date: CivilDate
    /// Who was sent there on that day; empty for a stall.
    public let visitor: String
    public let note: String
    public let topics: [String]
    public let met: Int64
    public let materials: Int64
  }
}

extension OutreachEvent: DomainEvent {
  public var event: Event {
    switch self {
    case .opened(let opening):
      Event(
        "outreach.opened",
        [
          "program": .string(opening.program), "target": .string(opening.code),
          "name": .string(opening.name), "unit": .string(opening.unit),
          "area": .string(opening.area), "date": .string(opening.date.text),
        ])
    case .assigned(let visitor): Event("outreach.assigned", ["visitor": .string(visitor)])
    case .handedOver(let from, let to):
      Event("outreach.handed-over", ["from": .string(from), "to": .string(to)])
    case .visited(let visit):
      Event(
        "outreach.visited",
        [
          "number": .integer(visit.number), "date": .string(visit.date.text),
          "visitor": .string(visit.visitor), "note": .string(visit.note),
          "topics": .array(visit.topics.map(JSON.string)), "met": .integer(visit.met),
          "materials": .integer(visit.materials),
        ])
    }
  }

  public init(_ event: Event) throws {
    let body = EventBody(name: event.name, body: event.body)
    switch event.name {
    case "outreach.opened":
      self = .opened(
        Opening(
          program: try body.text("program"), code: try body.text("target"),
          name: try body.text("name"), unit: try body.text("unit"), area: try body.text("area"),
          date: try body.date("date")))
    case "outreach.assigned": self = .assigned(visitor: try body.text("visitor"))
    case "outreach.handed-over":
      self = .handedOver(from: try body.text("from"), to: try body.text("to"))
    case "outreach.visited":
      self = .visited(
        Visit(
          number: try body.integer("number"), date: try body.date("date"),
          visitor: try body.text("visitor"), note: try body.text("note"),
          topics: try body.texts("topics"), met: try body.integer("met"),
          materials: try body.integer("materials")))
    default: throw body.fault("")
    }
  }
}

extension EventBody {
  fileprivate func texts(_ member: String) throws -> [String] {
    guard let elements = body[member]?.array else { throw fault(member) }
    return try elements.map {
      guard let text = $0.string else { throw fault(member) }
      return text
    }
  }
}
