public import Journal
public import Kernel
public import Store

/// A person makes a key with which a program acts for them.
public struct MakeAccessKey: Action {
  public static let declaration = ActionDeclaration(
    "MakeAccessKey", zh: "生成访问密钥", en: "Make an access key", permission: OwnRight.permission,
    begins: .new)

  public let account: Int64
  public let label: String

  public init(account: Int64, label: String) {
    self.account = account
    self.label = label
  }

  public init(_ fields: inout InputReader) throws(Problem) {
    account = try fields.integer("account", Text(zh: "账号", en: "Account"), 0...Int64.max)
    label = try fields.text("label", Text(zh: "用途", en: "What it is for"), max: 100)
  }

  /// Whose the account is, and how many keys it has.
  public struct Facts: Sendable {
    let owner: Account?
    let count: Int64
  }

  public func gather(
    _ engine: AccessKeyEngine, _ context: ActionContext, _ writer: any Writing
  ) throws -> Facts {
    Facts(
      owner: try AccountEngine(engine.jurisdiction).load(account, writer),
      count: try AccessKeyReader.count("account", .integer(account), engine, writer))
  }

  public func authorise(
    _ engine: AccessKeyEngine, _ state: AccessKey?, _ context: ActionContext
  ) throws(Problem) {}

  public func decide(
    _ engine: AccessKeyEngine, _ state: AccessKey?, _ facts: Facts, _ context: ActionContext
  ) throws(Problem) -> [AccessKeyEvent] {
    guard let owner = facts.owner, owner.actorID == context.actor.id, owner.lock == nil else {
      throw Problem(.keyOwner)
    }
    try AccessKeyReader.requireRoom(facts.count)
    return [.made(.account(account), label: label)]
  }
}

/// A key with which a program acts for a post, whoever holds it.
public struct MakePostKey: Action {
  public static let declaration = ActionDeclaration(
    "MakePostKey", zh: "生成岗位访问密钥", en: "Make an access key of a post",
    permission: "account.manage", begins: .new)

  public let post: String
  public let label: String

  public init(post: String, label: String) {
    self.post = post
    self.label = label
  }

  public init(_ fields: inout InputReader) throws(Problem) {
    post = try fields.text("post", Text(zh: "岗位", en: "Post"), max: 64)
    label = try fields.text("label", Text(zh: "用途", en: "What it is for"), max: 100)
  }

  /// How many keys the post has.
  public func gather(
    _ engine: AccessKeyEngine, _ context: ActionContext, _ writer: any Writing
  ) throws -> Int64 {
    try AccessKeyReader.count("post", .text(post), engine, writer)
  }

  public func authorise(
    _ engine: AccessKeyEngine, _ state: AccessKey?, _ context: ActionContext
  ) throws(Problem) { try AccountEngine.requireManager(context.actor) }

  public func decide(
    _ engine: AccessKeyEngine, _ state: AccessKey?, _ facts: Int64, _ context: ActionContext
  ) throws(Problem) -> [AccessKeyEvent] {
    guard engine.posts.contains(post) else {
      throw Problem(.notFound, field: "/post", ["what": "post", "name": post])
    }
    try AccessKeyReader.requireRoom(facts)
    return [.made(.post(post), label: label)]
  }
}

/// Who manages accounts revokes any key.
public struct RevokeAccessKey: Action {
  public static let declaration = ActionDeclaration(
    "RevokeAccessKey", zh: "停用访问密钥", en: "Revoke an access key", permission: "account.manage")

  public let key: String

  /// - Parameter key: its identifier, as lists show it.
  public init(key: String) { self.key = key }

  public init(_ fields: inout InputReader) throws(Problem) {
    key = try fields.text("key", Text(zh: "密钥标识", en: "Identifier of the key"), max: 13)
  }

  public func authorise(
    _ engine: AccessKeyEngine, _ state: AccessKey?, _ context: ActionContext
  ) throws(Problem) { try AccountEngine.requireManager(context.actor) }

  public func decide(
    _ engine: AccessKeyEngine, _ state: AccessKey?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [AccessKeyEvent] {
    guard state?.revokedAt == nil else { throw Problem(.keyRevoked) }
    return [.revoked]
  }
}

/// A person revokes a key of their own.
public struct GiveUpAccessKey: Action {
  public static let declaration = ActionDeclaration(
    "GiveUpAccessKey", zh: "停用自己的访问密钥", en: "Give up one's own access key",
    permission: OwnRight.permission)

  public init() {}
  public init(_ fields: inout InputReader) throws(Problem) {}

  /// Whose the key is.
  public func gather(
    _ engine: AccessKeyEngine, _ context: ActionContext, _ writer: any Writing
  ) throws -> Account? {
    guard case .account(let account)? = try engine.load(context.id, writer)?.holder else {
      return nil
    }
    return try AccountEngine(engine.jurisdiction).load(account, writer)
  }

  public func authorise(
    _ engine: AccessKeyEngine, _ state: AccessKey?, _ context: ActionContext
  ) throws(Problem) {}

  public func decide(
    _ engine: AccessKeyEngine, _ state: AccessKey?, _ facts: Account?, _ context: ActionContext
  ) throws(Problem) -> [AccessKeyEvent] {
    guard let facts, facts.actorID == context.actor.id else { throw Problem(.keyOwner) }
    guard state?.revokedAt == nil else { throw Problem(.keyRevoked) }
    return [.revoked]
  }
}
