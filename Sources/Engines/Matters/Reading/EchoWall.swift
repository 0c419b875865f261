public import Kernel
public import Organisation
import Pack
public import Store

/// The echo wall: what an editor chooses from, in words from which personal data was struck before
/// the editor sees them, and what stands on it.
public struct EchoWall: Sendable {
  /// A matter as an editor sees it.
  public struct Draft: Sendable, Hashable {
    public let id: Int64
    public let number: String
    public let caller: String
    public let title: String
    public let text: String
    public let reply: String
    /// How much was struck, by kind, so that the editor knows that something was there.
    public let strikes: [String: Int]
    /// What the reply promises without a date; nil where nothing.
    public let undated: String?
  }

  /// A text on the wall.
  public struct Entry: Sendable, Hashable {
    public let matter: Int64
    public let number: String
    public let publication: String
    public let column: String
    public let issue: String
    public let at: Instant
  }

  /// Most lines of one list.
  public static let pageMax = 200

  private let engine: MatterEngine
  private let scope: MatterScope

  /// - Parameter scope: where the reader may publish.
  public init(_ engine: MatterEngine, _ scope: RowScope) {
    self.engine = engine
    self.scope = MatterScope(engine, scope)
  }

  /// The matters that were chosen and are not published yet, oldest first.
  public func drafts(limit: Int = pageMax, _ reader: any Reading) throws -> [Draft] {
    let ids = try matters(
      "kind = 'selection' AND concerns = 'wall' AND is_open = 1", "ASC", limit, reader)
    return try ids.compactMap { try draft($0, reader) }
  }

  /// One matter with personal data struck out; nil where it is out of reach or confidential.
  public func draft(_ id: Int64, _ reader: any Reading) throws -> Draft? {
    guard let matter = try engine.loadWhole(id, reader), scope.covers(matter),
      engine.pack.kinds[matter.kind]?.record.isConfidential == false
    else { return nil }
    let redactor = Redactor(names: [matter.caller])
    let title = redactor.redact(matter.title)
    let text = redactor.redact(matter.body?.text ?? "")
    let reply = redactor.redact(matter.body?.reply ?? "")
    let strikes = (title.strikes + text.strikes + reply.strikes).map(\.kind.rawValue)
    return Draft(
      id: id, number: matter.number, caller: PublicText.caller(matter.caller), title: title.text,
      text: text.text, reply: reply.text,
      strikes: Dictionary(strikes.map { ($0, 1) }, uniquingKeysWith: +),
      undated: matter.promises.isEmpty ? PublicText.promise(in: reply.text) : nil)
  }

  /// The calls that have stood on the wall since before a moment without an echo, oldest first.
  public func unanswered(before: Instant, limit: Int = pageMax, _ reader: any Reading) throws
    -> [Entry]
  {
    try entries("call", "ASC", limit, reader).filter { entry, matter in
      entry.at < before && !matter.parts.publications.contains { $0.column == .echo && $0.isOpen }
    }.map(\.0)
  }

  /// What stands on the wall in a column, newest matters first.
  public func entries(column: String, limit: Int = pageMax, _ reader: any Reading) throws -> [Entry]
  {
    try entries(column, "DESC", limit, reader).map(\.0)
  }

  private func entries(
    _ column: String, _ order: String, _ limit: Int, _ reader: any Reading
  ) throws -> [(Entry, Matter)] {
    guard Publication.Column(rawValue: column) != nil else { return [] }
    let ids = try matters(
      "kind = 'publication' AND concerns = '\(column)' AND is_open = 1", order, limit, reader)
    return try ids.flatMap { id -> [(Entry, Matter)] in
      guard let matter = try engine.load(id, reader), scope.covers(matter) else { return [] }
      return matter.parts.publications.filter { $0.isOpen && $0.column.rawValue == column }.map {
        (
          Entry(
            matter: id, number: matter.number, publication: $0.text, column: column,
            issue: $0.issue, at: $0.at), matter
        )
      }
    }
  }

  private func matters(
    _ condition: String, _ order: String, _ limit: Int, _ reader: any Reading
  ) throws -> [Int64] {
    try reader.rows(
      Statement(
        """
        SELECT DISTINCT matter FROM matter_part
        WHERE jurisdiction = ? AND \(condition) AND concerns <> '' ORDER BY matter \(order) LIMIT ?
        """),
      [
        .integer(engine.pack.jurisdiction),
        .integer(Int64(max(1, min(limit, EchoWall.pageMax)))),
      ]
    ).map { $0.integer(0) }
  }
}
