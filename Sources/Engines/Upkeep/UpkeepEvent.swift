public import Journal
public import Kernel

/// What can happen to the city's own machinery.
public enum UpkeepEvent: Sendable, Equatable {
  /// Somebody answers for a revision of the pack being in force.
  case packEnacted(revision: String, ground: String)
  case verificationOrdered(ground: String)
  case verified(VerificationResult)
  /// Messages that were given up wait again.
  case messagesRetried(count: Int64, ground: String)
  /// A message that was given up is let go for good.
  case messageDropped(position: Int64, part: Int64, destination: String, ground: String)
}

/// What came of one verification of the journal.
public struct VerificationResult: Sendable, Equatable {
  public enum Outcome: String, Sendable, CaseIterable {
    /// Everything is what was written.
    case whole
    /// Something is not.
    case broken
    /// It took too long, or the program ended; nothing is known.
    case stopped
  }

  public let outcome: Outcome
  public let events: Int64
  public let streams: Int64
  public let seals: Int64
  /// The newest seal's hash in hexadecimal, to be kept outside.
  public let anchor: String
  public let findings: Int64
  /// The first findings in words, a line each.
  public let text: String
  public let milliseconds: Int64

  public init(
    outcome: Outcome, events: Int64, streams: Int64, seals: Int64, anchor: String,
    findings: Int64, text: String, milliseconds: Int64
  ) {
    self.outcome = outcome
    self.events = events
    self.streams = streams
    self.seals = seals
    self.anchor = anchor
    self.findings = findings
    self.text = text
    self.milliseconds = milliseconds
  }
}

extension UpkeepEvent: DomainEvent {
  public var event: Event {
    switch self {
    case .packEnacted(let revision, let ground):
      Event("upkeep.pack-enacted", ["revision": .string(revision), "ground": .string(ground)])
    case .verificationOrdered(let ground):
      Event("upkeep.verification-ordered", ["ground": .string(ground)])
    case .verified(let result):
      Event(
        "upkeep.verified",
        [
          "outcome": .string(result.outcome.rawValue), "events": .integer(result.events),
          "streams": .integer(result.streams), "seals": .integer(result.seals),
          "anchor": .string(result.anchor), "findings": .integer(result.findings),
          "text": .string(result.text), "milliseconds": .integer(result.milliseconds),
        ])
    case .messagesRetried(let count, let ground):
      Event("upkeep.messages-retried", ["count": .integer(count), "ground": .string(ground)])
    case .messageDropped(let position, let part, let destination, let ground):
      Event(
        "upkeep.message-dropped",
        [
          "position": .integer(position), "part": .integer(part),
          "destination": .string(destination), "ground": .string(ground),
        ])
    }
  }

  public init(_ event: Event) throws {
    let members = Members(event: event)
    switch event.name {
    case "upkeep.pack-enacted":
      self = .packEnacted(
        revision: try members.text("revision"), ground: try members.text("ground"))
    case "upkeep.verification-ordered":
      self = .verificationOrdered(ground: try members.text("ground"))
    case "upkeep.verified": self = .verified(try VerificationResult(members))
    case "upkeep.messages-retried":
      self = .messagesRetried(
        count: try members.integer("count"), ground: try members.text("ground"))
    case "upkeep.message-dropped":
      self = .messageDropped(
        position: try members.integer("position"), part: try members.integer("part"),
        destination: try members.text("destination"), ground: try members.text("ground"))
    default: throw members.unreadable("")
    }
  }
}

extension VerificationResult {
  fileprivate init(_ members: Members) throws(Problem) {
    guard let outcome = Outcome(rawValue: try members.text("outcome")) else {
      throw members.unreadable("outcome")
    }
    self.init(
      outcome: outcome, events: try members.integer("events"),
      streams: try members.integer("streams"), seals: try members.integer("seals"),
      anchor: try members.text("anchor"), findings: try members.integer("findings"),
      text: try members.text("text"), milliseconds: try members.integer("milliseconds"))
  }
}

/// The members of an event's body, each of the type that it was written with.
private struct Members {
  let event: Event

  func text(_ member: String) throws(Problem) -> String {
    guard let text = event.body[member]?.string else { throw unreadable(member) }
    return text
  }

  func integer(_ member: String) throws(Problem) -> Int64 {
    guard let number = event.body[member]?.integer else { throw unreadable(member) }
    return number
  }

  func unreadable(_ member: String) -> Problem {
    Problem(.upkeepEventUnreadable, ["event": event.name, "member": member])
  }
}
