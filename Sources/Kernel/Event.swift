/// One thing that happened, as it is about to be appended to a stream of the journal.
public struct Event: Hashable, Sendable {
  /// Past tense, `noun.verb`, such as `matter.answered`.
  public let name: String
  /// Everything needed to apply the event again, years later, without asking anything else.
  public let body: JSON

  public init(_ name: String, _ body: JSON) {
    self.name = name
    self.body = body
  }
}

/// The one thing whose events are kept in order and hash-chained together.
public struct StreamName: Hashable, Sendable {
  /// Which engine's subject it is, such as `matter`.
  public let kind: String
  public let id: Int64

  public init(kind: String, id: Int64) {
    self.kind = kind
    self.id = id
  }

  public var text: String { kind + "/" + Identifier<StreamName>(rawValue: id).text }
}
