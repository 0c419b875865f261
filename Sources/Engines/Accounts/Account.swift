public import Kernel

/// The account with which a person signs in. What they may do follows from the posts that the
/// person holds, and stands nowhere here.
public struct Account: Sendable, Equatable {
  /// Why and since when nobody signs in with it.
  public struct Lock: Sendable, Equatable {
    public let since: Instant
    public let reason: String
  }

  public let login: String
  /// The stable identity under which posts are held.
  public let person: String
  public let name: String
  /// Nil while it is open.
  public var lock: Lock?
  public let madeAt: Instant

  /// The person as the journal names them.
  public var actorID: String { "person:" + person }

  /// The identity of the person in an actor's; nil for any other actor.
  public static func person(of actor: Actor) -> String? {
    actor.id.hasPrefix("person:") ? String(actor.id.dropFirst("person:".count)) : nil
  }
}

/// Bounds of accounts and of what is kept for them.
public enum AccountLimits {
  public static let loginLengths = 3...64
  public static let personMax = 64
  public static let nameMax = 100
  public static let reasonMax = 300
  public static let labelMax = 100
  /// Characters of a password.
  public static let passwordLengths = 10...200
  /// Milliseconds for which a way in is good.
  public static let wayInMilliseconds = Instant.millisecondsPerDay
  /// Milliseconds without a request after which a session has ended.
  public static let idleMilliseconds = 12 * Instant.millisecondsPerHour
  /// Milliseconds after which a session has ended in any case.
  public static let sessionMilliseconds = 7 * Instant.millisecondsPerDay
  /// Milliseconds between two notes of when a session or a key was last used.
  public static let noteMilliseconds: Int64 = 60_000
  /// Sessions of one account; the one that was longest unused ends when there are more.
  public static let sessionsMax = 20
  /// Keys of one account or one post.
  public static let keysMax = 20
  /// Milliseconds for which ended sessions and used ways in are kept, to be looked into.
  public static let keptMilliseconds = 30 * Instant.millisecondsPerDay
}
