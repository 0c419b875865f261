public import Journal
public import Kernel

/// The key with which a program acts: for a person with their posts, or for one post.
public struct AccessKey: Sendable, Equatable {
  /// For whom the program acts.
  public enum Holder: Sendable, Equatable {
    /// The identifier of an account.
    case account(Int64)
    /// The code of a post.
    case post(String)
  }

  public let holder: Holder
  /// What it is for, in the words of whoever made it.
  public let label: String
  public let madeAt: Instant
  /// Nil while it opens.
  public var revokedAt: Instant?
}

/// What can happen to an access key. The key itself is no part of it.
public enum AccessKeyEvent: Sendable, Equatable {
  case made(AccessKey.Holder, label: String)
  case revoked
}

extension AccessKeyEvent: DomainEvent {
  public var event: Event {
    switch self {
    case .made(.account(let account), let label):
      Event("access-key.made", ["account": .integer(account), "label": .string(label)])
    case .made(.post(let post), let label):
      Event("access-key.made", ["post": .string(post), "label": .string(label)])
    case .revoked: Event("access-key.revoked", [:])
    }
  }

  public init(_ event: Event) throws {
    func unreadable(_ member: String) -> Problem {
      Problem(.accountEventUnreadable, ["event": event.name, "member": member])
    }
    switch event.name {
    case "access-key.made":
      guard let label = event.body["label"]?.string else { throw unreadable("label") }
      if let account = event.body["account"]?.integer {
        self = .made(.account(account), label: label)
      } else if let post = event.body["post"]?.string {
        self = .made(.post(post), label: label)
      } else {
        throw unreadable("post")
      }
    case "access-key.revoked": self = .revoked
    default: throw unreadable("")
    }
  }
}
