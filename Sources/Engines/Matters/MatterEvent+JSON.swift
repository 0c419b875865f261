public import Journal
public import Kernel

extension MatterEvent: DomainEvent {
  public var event: Event {
    switch self {
    case .received(let received): Event("matter.received", received.json)
    case .dispatched(let lead, let rule, let area, let state):
      Event(
        "matter.dispatched",
        [
          "lead": .string(lead), "rule": .string(rule), "area": JSON(area), "to": state.json,
        ])
    case .accepted(let state): Event("matter.accepted", ["to": state.json])
    case .refused(let ground, let reason, let state):
      Event(
        "matter.refused",
        ["ground": .string(ground), "reason": .string(reason), "to": state.json])
    case .answered(let answer): Event("matter.answered", answer.json)
    case .closed(let outcome, let state):
      Event("matter.closed", ["outcome": .string(outcome), "to": state.json])
    case .reopened(let reason, let clocks, let state):
      Event(
        "matter.reopened",
        ["reason": .string(reason), "clocks": .array(clocks.map(\.json)), "to": state.json])
    case .rated(let grade, let comment):
      Event("matter.rated", ["grade": .integer(grade), "comment": .string(comment)])
    case .promised(let number, let text, let dueAt):
      Event(
        "matter.promised",
        ["number": .integer(number), "text": .string(text), "due": JSON(dueAt)])
    case .promiseKept(let number): Event("matter.promise-kept", ["number": .integer(number)])
    case .promiseBroken(let number): Event("matter.promise-broken", ["number": .integer(number)])
    case .published(let text): Event("matter.published", ["text": .string(text)])
    case .withdrawn: Event("matter.withdrawn", .object([:]))
    case .noted(let text): Event("matter.noted", ["text": .string(text)])
    case .clockTurned(let clock, let round, let light):
      Event(
        "matter.clock-turned",
        [
          "clock": .string(clock), "round": .integer(round), "light": .integer(light.rawValue),
        ])
    }
  }

  public init(_ event: Event) throws {
    let body = EventBody(event)
    switch event.name {
    case "matter.received": self = .received(try Received(body))
    case "matter.dispatched":
      self = .dispatched(
        lead: try body.text("lead"), rule: try body.text("rule"),
        area: event.body["area"]?.string, state: try body.stand())
    case "matter.accepted": self = .accepted(state: try body.stand())
    case "matter.refused":
      self = .refused(
        ground: try body.text("ground"), reason: try body.text("reason"), state: try body.stand())
    case "matter.answered": self = .answered(try Answer(body))
    case "matter.closed":
      self = .closed(outcome: try body.text("outcome"), state: try body.stand())
    case "matter.reopened":
      self = .reopened(
        reason: try body.text("reason"), clocks: try body.clocks(), state: try body.stand())
    case "matter.rated":
      self = .rated(grade: try body.integer("grade"), comment: try body.text("comment"))
    case "matter.promised":
      self = .promised(
        number: try body.integer("number"), text: try body.text("text"),
        dueAt: Instant(milliseconds: try body.integer("due")))
    case "matter.promise-kept": self = .promiseKept(number: try body.integer("number"))
    case "matter.promise-broken": self = .promiseBroken(number: try body.integer("number"))
    case "matter.published": self = .published(text: try body.text("text"))
    case "matter.withdrawn": self = .withdrawn
    case "matter.noted": self = .noted(text: try body.text("text"))
    case "matter.clock-turned":
      guard let light = Matter.Light(rawValue: try body.integer("light")) else {
        throw EventFault(event.name, "light")
      }
      self = .clockTurned(
        clock: try body.text("clock"), round: try body.integer("round"), light: light)
    default: throw EventFault(event.name, "")
    }
  }
}

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

/// Reads members of an event's body.
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

  func instantIfPresent(_ member: String) -> Instant? {
    body[member]?.integer.map(Instant.init(milliseconds:))
  }

  func stand() throws -> MatterEvent.Stand {
    let to = EventBody(name, body["to"] ?? .null)
    return MatterEvent.Stand(state: try to.text("state"), phase: try to.text("phase"))
  }

  func clocks() throws -> [MatterEvent.ClockStart] {
    try (body["clocks"]?.array ?? []).map {
      let clock = EventBody(name, $0)
      return MatterEvent.ClockStart(
        name: try clock.text("name"), limit: try clock.text("limit"),
        dueAt: Instant(milliseconds: try clock.integer("due")),
        amberAt: clock.instantIfPresent("amber"), until: try clock.text("until"))
    }
  }
}

extension MatterEvent.Stand {
  var json: JSON { ["state": .string(state), "phase": .string(phase)] }
}

extension MatterEvent.ClockStart {
  var json: JSON {
    [
      "name": .string(name), "limit": .string(limit), "due": JSON(dueAt),
      "amber": JSON(amberAt), "until": .string(until),
    ]
  }
}

extension MatterEvent.Answer {
  var json: JSON {
    [
      "reply": .string(reply), "onTime": .boolean(isOnTime),
      "natural": .integer(naturalMilliseconds), "working": JSON(workingThousandths),
      "to": stand.json,
    ]
  }

  init(_ body: EventBody) throws {
    guard let isOnTime = body.body["onTime"]?.boolean else { throw EventFault(body.name, "onTime") }
    self.init(
      reply: try body.text("reply"), isOnTime: isOnTime,
      naturalMilliseconds: try body.integer("natural"),
      workingThousandths: body.body["working"]?.integer, stand: try body.stand())
  }
}

extension MatterEvent.Received {
  var json: JSON {
    [
      "number": .string(number), "kind": .string(kind), "pack": .string(pack),
      "title": .string(title),
      "text": .string(text), "caller": .string(caller), "channel": .string(channel),
      "source": .string(source), "area": JSON(area), "category": JSON(category),
      "lead": JSON(lead), "rule": .string(rule), "reason": .string(reason),
      "clocks": .array(clocks.map(\.json)), "to": stand.json,
    ]
  }

  init(_ body: EventBody) throws {
    self.init(
      number: try body.text("number"), kind: try body.text("kind"), pack: try body.text("pack"),
      title: try body.text("title"),
      text: try body.text("text"), caller: try body.text("caller"),
      channel: try body.text("channel"), source: try body.text("source"),
      area: body.body["area"]?.string, category: body.body["category"]?.string,
      lead: body.body["lead"]?.string, rule: try body.text("rule"),
      reason: try body.text("reason"), clocks: try body.clocks(), stand: try body.stand())
  }
}
