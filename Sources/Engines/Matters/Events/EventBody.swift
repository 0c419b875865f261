import Journal
import Kernel

/// An event whose body is not what this program writes.
struct EventFault: Error, CustomStringConvertible {
  let event: String
  let member: String

  init(_ event: String, _ member: String) {
    self.event = event
    self.member = member
  }

  var description: String { "event \(event): member “\(member)” is missing or of another type" }
}

/// Reads members of an event's body, or of a row's.
struct EventBody {
  let name: String
  let body: JSON

  init(_ event: Event) {
    name = event.name
    body = event.body
  }

  init(_ name: String, _ body: JSON) {
    self.name = name
    self.body = body
  }

  func text(_ member: String) throws -> String {
    guard let text = body[member]?.string else { throw EventFault(name, member) }
    return text
  }

  func integer(_ member: String) throws -> Int64 {
    guard let number = body[member]?.integer else { throw EventFault(name, member) }
    return number
  }

  func boolean(_ member: String) throws -> Bool {
    guard let answer = body[member]?.boolean else { throw EventFault(name, member) }
    return answer
  }

  func instant(_ member: String) throws -> Instant {
    Instant(milliseconds: try integer(member))
  }

  func instantIfPresent(_ member: String) -> Instant? {
    body[member]?.integer.map(Instant.init(milliseconds:))
  }

  func member(_ member: String) throws -> EventBody {
    guard let body = body[member], body.object != nil else { throw EventFault(name, member) }
    return EventBody(name, body)
  }

  func list(_ member: String) throws -> [EventBody] {
    guard let elements = body[member]?.array else { throw EventFault(name, member) }
    return elements.map { EventBody(name, $0) }
  }

  func stand() throws -> MatterEvent.Stand {
    let to = EventBody(name, body["to"] ?? .null)
    return MatterEvent.Stand(state: try to.text("state"), phase: try to.text("phase"))
  }

  func clocks() throws -> [MatterEvent.ClockStart] {
    try list("clocks").map(MatterEvent.ClockStart.init)
  }

  func clock(_ member: String) throws -> MatterClock.Name {
    let clock = try self.member(member)
    return MatterClock.Name(
      clock: try clock.text("name"), task: try clock.integer("task"),
      round: try clock.integer("round"))
  }
}

extension MatterClock.Name {
  var json: JSON { ["name": .string(clock), "task": .integer(task), "round": .integer(round)] }
}
