public import Journal
public import Kernel

/// What can happen to an account. Passwords, links and whatever is made of them are no part of it.
public enum AccountEvent: Sendable, Equatable {
  case created(login: String, person: String, name: String)
  case locked(reason: String)
  case unlocked
  case wayInIssued
  case passwordChanged
  /// Sessions were ended from another one.
  case sessionsEnded(count: Int64)
  /// Sessions were ended by who manages accounts.
  case signedOut(count: Int64, reason: String)
}

extension AccountEvent: DomainEvent {
  public var event: Event {
    switch self {
    case .created(let login, let person, let name):
      Event(
        "account.created",
        ["login": .string(login), "person": .string(person), "name": .string(name)])
    case .locked(let reason): Event("account.locked", ["reason": .string(reason)])
    case .unlocked: Event("account.unlocked", [:])
    case .wayInIssued: Event("account.way-in-issued", [:])
    case .passwordChanged: Event("account.password-changed", [:])
    case .sessionsEnded(let count):
      Event("account.sessions-ended", ["count": .integer(count)])
    case .signedOut(let count, let reason):
      Event("account.signed-out", ["count": .integer(count), "reason": .string(reason)])
    }
  }

  public init(_ event: Event) throws {
    func text(_ member: String) throws -> String {
      guard let text = event.body[member]?.string else {
        throw Problem(.accountEventUnreadable, ["event": event.name, "member": member])
      }
      return text
    }
    func count() throws -> Int64 {
      guard let count = event.body["count"]?.integer else {
        throw Problem(.accountEventUnreadable, ["event": event.name, "member": "count"])
      }
      return count
    }
    switch event.name {
    case "account.created":
      self = .created(
        login: try text("login"), person: try text("person"), name: try text("name"))
    case "account.locked": self = .locked(reason: try text("reason"))
    case "account.unlocked": self = .unlocked
    case "account.way-in-issued": self = .wayInIssued
    case "account.password-changed": self = .passwordChanged
    case "account.sessions-ended": self = .sessionsEnded(count: try count())
    case "account.signed-out":
      self = .signedOut(count: try count(), reason: try text("reason"))
    default: throw Problem(.accountEventUnreadable, ["event": event.name, "member": ""])
    }
  }
}
