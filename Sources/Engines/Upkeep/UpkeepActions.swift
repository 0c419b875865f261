public import Journal
public import Kernel
public import Store

/// An action on the city's machinery, by who holds its permission for the whole city.
public protocol UpkeepStep: Action where Subject == UpkeepEngine {}

extension UpkeepStep {
  public func authorise(
    _ engine: UpkeepEngine, _ state: Upkeep?, _ context: ActionContext
  ) throws(Problem) {
    try UpkeepEngine.requireWhole(context.actor, Self.declaration.permission)
  }

  static func ground(_ fields: inout InputReader) throws(Problem) -> String {
    try fields.text(
      "ground", Text(zh: "依据（如文号、会议、事由）", en: "Ground, such as a document or a decision"),
      max: UpkeepLimits.groundMax)
  }
}

/// Bounds of what is kept about the machinery.
public enum UpkeepLimits {
  public static let groundMax = 1_000
  public static let revisionMax = 120
  /// Findings of a verification that are kept in words, and their characters together.
  public static let findingsMax = 20
  public static let textMax = 4_000
}

/// Somebody answers for a revision of the pack, on a ground: the one in force, or the one with
/// which the program starts next.
public struct EnactPack: UpkeepStep {
  public static let declaration = ActionDeclaration(
    "EnactPack", zh: "启用配置", en: "Put a pack in force", permission: "pack.enact",
    begins: .either)

  public let revision: String
  public let ground: String

  public init(revision: String, ground: String) {
    self.revision = revision
    self.ground = ground
  }

  public init(_ fields: inout InputReader) throws(Problem) {
    revision = try fields.text(
      "revision", Text(zh: "配置版本", en: "Revision of the pack"), max: UpkeepLimits.revisionMax)
    ground = try Self.ground(&fields)
  }

  /// Whether the revision's files are kept.
  public func gather(
    _ engine: UpkeepEngine, _ context: ActionContext, _ writer: any Writing
  ) throws -> Bool {
    try writer.row("SELECT 1 FROM pack_file WHERE revision = ? LIMIT 1", [.text(revision)]) != nil
  }

  public func decide(
    _ engine: UpkeepEngine, _ state: Upkeep?, _ facts: Bool, _ context: ActionContext
  ) throws(Problem) -> [UpkeepEvent] {
    guard facts else { throw Problem(.packUnknown, field: "/revision", ["revision": revision]) }
    return state?.enacted == revision ? [] : [.packEnacted(revision: revision, ground: ground)]
  }
}

/// The journal is to be read as a whole and compared with its hashes, by the program itself.
public struct OrderVerification: UpkeepStep {
  public static let declaration = ActionDeclaration(
    "OrderVerification", zh: "核验日志", en: "Verify the journal", permission: "journal.verify",
    begins: .either)

  public let ground: String

  public init(ground: String) { self.ground = ground }
  public init(_ fields: inout InputReader) throws(Problem) { ground = try Self.ground(&fields) }

  public func decide(
    _ engine: UpkeepEngine, _ state: Upkeep?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [UpkeepEvent] {
    if state?.isVerifying ?? false { throw Problem(.verificationWaits) }
    return [.verificationOrdered(ground: ground)]
  }
}

/// The program tells what came of a verification that was ordered.
public struct RecordVerification: Action {
  public static let declaration = ActionDeclaration(
    "RecordVerification", zh: "记录核验结果", en: "Record a verification",
    permission: "system.timer")

  public let result: VerificationResult

  public init(_ result: VerificationResult) { self.result = result }

  /// Nobody asks for it from outside.
  public init(_ fields: inout InputReader) throws(Problem) {
    throw Problem(.notFound, ["what": "action", "name": Self.declaration.name])
  }

  public func authorise(
    _ engine: UpkeepEngine, _ state: Upkeep?, _ context: ActionContext
  ) throws(Problem) {}

  public func decide(
    _ engine: UpkeepEngine, _ state: Upkeep?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [UpkeepEvent] {
    state?.isVerifying ?? false ? [.verified(result)] : []
  }
}

/// All messages that were given up are sent once more.
public struct RetryMessages: UpkeepStep {
  public static let declaration = ActionDeclaration(
    "RetryMessages", zh: "重发死信消息", en: "Send dead messages again",
    permission: "outbox.manage", begins: .either)

  public let ground: String

  public init(ground: String) { self.ground = ground }
  public init(_ fields: inout InputReader) throws(Problem) { ground = try Self.ground(&fields) }

  /// How many there are.
  public func gather(
    _ engine: UpkeepEngine, _ context: ActionContext, _ writer: any Writing
  ) throws -> Int64 {
    try writer.row("SELECT count(*) FROM outbox WHERE state = 'dead'", [])?.integer(0) ?? 0
  }

  public func decide(
    _ engine: UpkeepEngine, _ state: Upkeep?, _ facts: Int64, _ context: ActionContext
  ) throws(Problem) -> [UpkeepEvent] {
    facts > 0 ? [.messagesRetried(count: facts, ground: ground)] : []
  }
}

/// A message that was given up is let go: whoever should have had it is told in another way.
public struct DropMessage: UpkeepStep {
  public static let declaration = ActionDeclaration(
    "DropMessage", zh: "放弃死信消息", en: "Let a dead message go", permission: "outbox.manage",
    begins: .either)

  public let position: Int64
  public let part: Int64
  public let ground: String

  public init(position: Int64, part: Int64, ground: String) {
    self.position = position
    self.part = part
    self.ground = ground
  }

  public init(_ fields: inout InputReader) throws(Problem) {
    position = try fields.integer(
      "position", Text(zh: "日志位置", en: "Position in the journal"), 1...Int64.max)
    part = try fields.integer("part", Text(zh: "第几条", en: "Part"), 0...Int64.max)
    ground = try Self.ground(&fields)
  }

  /// Where it was to go; nil where there is no such dead letter.
  public func gather(
    _ engine: UpkeepEngine, _ context: ActionContext, _ writer: any Writing
  ) throws -> String? {
    try writer.row(
      "SELECT destination FROM outbox WHERE position = ? AND part = ? AND state = 'dead'",
      [.integer(position), .integer(part)])?.text(0)
  }

  public func decide(
    _ engine: UpkeepEngine, _ state: Upkeep?, _ facts: String?, _ context: ActionContext
  ) throws(Problem) -> [UpkeepEvent] {
    guard let facts else { throw Problem(.messageNotDead) }
    return [
      .messageDropped(position: position, part: part, destination: facts, ground: ground)
    ]
  }
}
