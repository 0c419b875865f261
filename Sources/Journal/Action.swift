public import Kernel
public import Store

/// The unit of change: a name, typed input, a permission and a pure decision. Forms, endpoints,
/// verbs of the command line, audit lines and reference pages are derived from it.
public protocol Action: Sendable {
  associatedtype Subject: Engine
  associatedtype Facts: Sendable = Void

  static var declaration: ActionDeclaration { get }

  /// Reads the input; every field that is read is thereby declared.
  init(_ fields: inout InputReader) throws(Problem)

  /// Reads or draws what the decision needs beyond the subject's own state.
  func gather(_ engine: Subject, _ context: ActionContext, _ writer: any Writing) throws -> Facts

  /// Refuses an actor whose posts do not reach this subject.
  func authorise(
    _ engine: Subject, _ state: Subject.State?, _ context: ActionContext) throws(Problem)

  /// What happens. Pure: the same input gives the same answer.
  func decide(
    _ engine: Subject, _ state: Subject.State?, _ facts: Facts, _ context: ActionContext
  ) throws(Problem) -> [Subject.Happening]
}

extension Action where Facts == Void {
  public func gather(_ engine: Subject, _ context: ActionContext, _ writer: any Writing) throws {}
}

/// What the program says about an action wherever it offers it.
public struct ActionDeclaration: Hashable, Sendable {
  /// Verb and noun, such as `AnswerMatter`.
  public let name: String
  public let summary: Text
  public let permission: Permission
  /// Whether it begins a new subject.
  public let begins: Beginning

  /// What an action needs to be there.
  public enum Beginning: Sendable, Hashable {
    /// The subject exists.
    case existing
    /// A subject with a new identifier begins.
    case new
    /// The subject is begun where it does not exist yet: its identifier follows from its code.
    case either
  }

  public init(
    _ name: String, zh: String, en: String, permission: Permission,
    begins: Beginning = .existing
  ) {
    self.name = name
    summary = Text(zh: zh, en: en)
    self.permission = permission
    self.begins = begins
  }
}

/// Who acts on what, and when.
public struct ActionContext: Sendable {
  public let id: Int64
  public let actor: Actor
  public let now: Instant

  public init(id: Int64, actor: Actor, now: Instant) {
    self.id = id
    self.actor = actor
    self.now = now
  }
}

/// An action on its way to the runner.
public struct Request<Performed: Action>: Sendable {
  public let action: Performed
  /// The subject; nil for an action that creates one.
  public let subject: Int64?
  public let actor: Actor
  /// When the asker says that it happens.
  public let at: Instant
  /// The asker's name for this request: a second request of the same name is answered with the
  /// first result.
  public let key: String?
  /// The version that the asker has seen, if a newer one should stop the action.
  public let expectedVersion: Int64?
  /// Whether the world outside hears of it; an import repeats what was told long ago.
  public let tellsOutside: Bool
  /// The input as it came in, to tell a retry from another request under the same key.
  public let inputText: String

  public init(
    _ action: Performed, on subject: Int64? = nil, by actor: Actor, at: Instant, key: String? = nil,
    expectedVersion: Int64? = nil, inputText: String = "", tellsOutside: Bool = true
  ) {
    self.action = action
    self.subject = subject
    self.actor = actor
    self.at = at
    self.key = key
    self.expectedVersion = expectedVersion
    self.inputText = inputText
    self.tellsOutside = tellsOutside
  }
}

/// What became of a request.
public struct Outcome: Hashable, Sendable {
  public let subject: Int64
  /// The stream's version after the action.
  public let version: Int64
  /// The journal's position after the action.
  public let position: Int64
  /// Whether this is the answer to an earlier request with the same key.
  public let isRepeated: Bool
}
