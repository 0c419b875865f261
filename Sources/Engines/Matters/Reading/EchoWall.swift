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
  /// Most calls without an echo that are looked at.
  static let readMax = 10_000

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
      "kind = 'selection' AND concerns = 'wall' AND is_open = 1", "ASC",
      min(limit, EchoWall.pageMax), reader)
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
    // Those with an echo must not use up the list before the others are looked at.
    let ids = try matters(
      """
      kind = 'publication' AND concerns = 'call' AND is_open = 1 AND NOT EXISTS (
        SELECT 1 FROM matter_part AS echo WHERE echo.matter = matter_part.matter
          AND echo.kind = 'publication' AND echo.concerns = 'echo' AND echo.is_open = 1)
      """, "ASC", EchoWall.readMax, reader)
    var found: [Entry] = []
    for id in ids where found.count < limit {
      found += try entries(of: id, .call, reader).filter { $0.at < before }
    }
    return found
  }

  /// What stands on the wall in a column, newest matters first.
  public func entries(
    column: Publication.Column, limit: Int = pageMax, _ reader: any Reading
  ) throws -> [Entry] {
    let ids = try matters(
      "kind = 'publication' AND concerns = '\(column.rawValue)' AND is_open = 1", "DESC",
      min(limit, EchoWall.pageMax), reader)
    return try ids.flatMap { try entries(of: $0, column, reader) }
  }

  private func entries(
    of id: Int64, _ column: Publication.Column, _ reader: any Reading
  ) throws -> [Entry] {
    guard let matter = try engine.load(id, reader), scope.covers(matter) else { return [] }
    return matter.parts.publications.filter { $0.isOpen && $0.column == column }.map {
      Entry(
        matter: id, number: matter.number, publication: $0.text, column: column.rawValue,
        issue: $0.issue, at: $0.at)
    }
  }

  /// The matters within the scope that have such a part.
  private func matters(
    _ condition: String, _ order: String, _ limit: Int, _ reader: any Reading
  ) throws -> [Int64] {
    let scope = scope.condition
    return try reader.rows(
      Statement(
        """
        SELECT DISTINCT matter FROM matter_part
        WHERE jurisdiction = ? AND \(condition) AND concerns <> '' AND EXISTS (
          SELECT 1 FROM matter WHERE matter.id = matter_part.matter AND \(scope.sql))
        ORDER BY matter \(order) LIMIT ?
        """),
      [.integer(engine.pack.jurisdiction)] + scope.arguments + [.integer(Int64(max(1, limit)))]
    ).map { $0.integer(0) }
  }
}
