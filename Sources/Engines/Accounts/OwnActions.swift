public import Journal
public import Kernel
public import Store

/// An action on an account by the person whose it is.
public protocol OwnStep: Action where Subject == AccountEngine {}

extension OwnStep {
  public func authorise(
    _ engine: AccountEngine, _ state: Account?, _ context: ActionContext
  ) throws(Problem) {
    guard let state, state.actorID == context.actor.id else { throw Problem(.outOfScope) }
    if state.lock != nil { throw Problem(.accountLocked) }
  }
}

/// What a person may do to their own account, whatever posts they hold.
public enum OwnRight {
  public static let permission: Permission = "account.own"

  /// The actor with this right.
  public static func added(to actor: Actor) -> Actor {
    let own = Grant(
      role: "account", permissions: [permission], unit: nil, areas: [], onlyOwnUnit: true)
    return Actor(id: actor.id, name: actor.name, grants: actor.grants + [own])
  }
}

/// The person chose another password. The password itself goes another way.
public struct ChangePassword: OwnStep {
  public static let declaration = ActionDeclaration(
    "ChangePassword", zh: "更改密码", en: "Change the password", permission: OwnRight.permission)

  public init() {}
  public init(_ fields: inout InputReader) throws(Problem) {}

  public func decide(
    _ engine: AccountEngine, _ state: Account?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [AccountEvent] { [.passwordChanged] }
}

/// The person ended sessions of theirs from another one.
public struct EndSessions: OwnStep {
  public static let declaration = ActionDeclaration(
    "EndSessions", zh: "退出其他登录", en: "End sessions", permission: OwnRight.permission)

  public let count: Int64

  /// - Parameter count: how many there were.
  public init(count: Int64) { self.count = count }

  public init(_ fields: inout InputReader) throws(Problem) {
    count = try fields.integer("count", Text(zh: "个数", en: "How many"), 1...1_000)
  }

  public func decide(
    _ engine: AccountEngine, _ state: Account?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [AccountEvent] { count > 0 ? [.sessionsEnded(count: count)] : [] }
}
