public import Journal
public import Kernel
public import Store

/// An action by who manages accounts.
public protocol AccountStep: Action where Subject == AccountEngine {}

extension AccountStep {
  public func authorise(
    _ engine: AccountEngine, _ state: Account?, _ context: ActionContext
  ) throws(Problem) {
    try AccountEngine.requireManager(context.actor)
  }

  static func login(_ fields: inout InputReader) throws(Problem) -> String {
    try fields.text("login", Text(zh: "登录名", en: "Login"), max: 64)
  }
}

/// A step on an account for which a reason is given.
public protocol ReasonedAccountStep: AccountStep {
  init(login: String, reason: String)
}

extension ReasonedAccountStep {
  public init(_ fields: inout InputReader) throws(Problem) {
    self.init(
      login: try Self.login(&fields),
      reason: try fields.text(
        "reason", Text(zh: "理由", en: "Reason"), max: AccountLimits.reasonMax))
  }
}

/// A person gets an account. They sign in once they have used a way in.
public struct CreateAccount: AccountStep {
  public static let declaration = ActionDeclaration(
    "CreateAccount", zh: "开设账号", en: "Create an account", permission: "account.manage",
    begins: .either)

  public let login: String
  public let person: String
  public let name: String

  /// - Parameter person: the login when left out.
  public init(login: String, person: String? = nil, name: String) {
    self.login = login
    self.person = person ?? login
    self.name = name
  }

  public init(_ fields: inout InputReader) throws(Problem) {
    login = try Self.login(&fields)
    person =
      try fields.textIfPresent(
        "person", Text(zh: "人员标识，缺省为登录名", en: "Identity of the person; the login when left out"),
        max: AccountLimits.personMax) ?? login
    name = try fields.text("name", Text(zh: "姓名", en: "Name"), max: AccountLimits.nameMax)
  }

  /// The login of the account that the person has already.
  public func gather(
    _ engine: AccountEngine, _ context: ActionContext, _ writer: any Writing
  ) throws -> String? {
    try writer.row(
      "SELECT login FROM account WHERE jurisdiction = ? AND person = ?",
      [.integer(engine.jurisdiction), .text(person)])?.text(0)
  }

  public func decide(
    _ engine: AccountEngine, _ state: Account?, _ facts: String?, _ context: ActionContext
  ) throws(Problem) -> [AccountEvent] {
    try Login.check(login)
    if state != nil { throw Problem(.loginTaken, field: "/login", ["login": login]) }
    if let facts {
      throw Problem(.personTaken, field: "/person", ["person": person, "login": facts])
    }
    return [.created(login: login, person: person, name: name)]
  }
}

/// Nobody signs in with the account any more; its sessions end and its keys open nothing.
public struct LockAccount: ReasonedAccountStep {
  public static let declaration = ActionDeclaration(
    "LockAccount", zh: "停用账号", en: "Lock an account", permission: "account.manage")

  public let login: String
  public let reason: String

  public init(login: String, reason: String) {
    self.login = login
    self.reason = reason
  }

  public func decide(
    _ engine: AccountEngine, _ state: Account?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [AccountEvent] {
    // Who locks themselves out may have been the last one with the keys.
    if state?.actorID == context.actor.id { throw Problem(.accountOwn) }
    return state?.lock == nil ? [.locked(reason: reason)] : []
  }
}

/// All sessions of the account end, such as those of a telephone that was lost; it stays open.
public struct SignOutAccount: ReasonedAccountStep {
  public static let declaration = ActionDeclaration(
    "SignOutAccount", zh: "强制退出登录", en: "Sign an account out", permission: "account.manage")

  public let login: String
  public let reason: String

  public init(login: String, reason: String) {
    self.login = login
    self.reason = reason
  }

  /// How many sessions have not been ended, whether or not they ran out meanwhile.
  public func gather(
    _ engine: AccountEngine, _ context: ActionContext, _ writer: any Writing
  ) throws -> Int64 {
    try writer.row(
      """
      SELECT count(*) FROM session
      WHERE jurisdiction = ? AND account = ? AND revoked IS NULL
      """, [.integer(engine.jurisdiction), .integer(context.id)])?.integer(0) ?? 0
  }

  public func decide(
    _ engine: AccountEngine, _ state: Account?, _ facts: Int64, _ context: ActionContext
  ) throws(Problem) -> [AccountEvent] {
    facts > 0 ? [.signedOut(count: facts, reason: reason)] : []
  }
}

/// The account is open again; its sessions stay ended.
public struct UnlockAccount: AccountStep {
  public static let declaration = ActionDeclaration(
    "UnlockAccount", zh: "启用账号", en: "Unlock an account", permission: "account.manage")

  public let login: String

  public init(login: String) { self.login = login }
  public init(_ fields: inout InputReader) throws(Problem) { login = try Self.login(&fields) }

  public func decide(
    _ engine: AccountEngine, _ state: Account?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [AccountEvent] {
    state?.lock == nil ? [] : [.unlocked]
  }
}

/// A link with which the person chooses a password, once and within a day. Any link before it is
/// good for nothing.
public struct IssueWayIn: AccountStep {
  public static let declaration = ActionDeclaration(
    "IssueWayIn", zh: "发放登录链接", en: "Issue a way in", permission: "account.manage")

  public let login: String

  public init(login: String) { self.login = login }
  public init(_ fields: inout InputReader) throws(Problem) { login = try Self.login(&fields) }

  public func decide(
    _ engine: AccountEngine, _ state: Account?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [AccountEvent] {
    if state?.lock != nil { throw Problem(.accountLocked) }
    return [.wayInIssued]
  }
}
