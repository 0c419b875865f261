public import Kernel
public import Pack
public import Store
import Territory

extension MatterReader {
  /// Which matters a list holds; what is nil is not asked.
  public struct Filter: Sendable, Hashable {
    public var phases: Set<Phase>?
    public var kind: String?
    public var state: String?
    public var light: Matter.Light?
    /// An area with all that lies in it.
    public var area: String?
    public var category: String?
    public var lead: String?
    public var channel: String?
    public var source: String?
    /// Received at or after it.
    public var from: Instant?
    /// Received before it.
    public var before: Instant?
    /// What the title holds.
    public var words: String?

    public init() {}
  }

  /// Matters of any phase, the newest first. Identifiers grow with time, so that a page begins
  /// where the one before ended, whatever has come in since.
  /// - Parameter after: the identifier of the last matter of the page before.
  public func newest(
    _ filter: Filter, after: Int64? = nil, limit: Int = pageMax, _ reader: any Reading
  ) throws -> [Line] {
    try newest(filter, from: nil, before: after, limit: limit, reader)
  }

  func newest(
    _ filter: Filter, from first: Int64?, before last: Int64?, limit: Int, _ reader: any Reading
  ) throws -> [Line] {
    let condition = condition(filter, from: first, before: last)
    return try reader.rows(
      Statement(
        """
        SELECT \(MatterReader.lineColumns) FROM matter WHERE \(condition.sql)
        ORDER BY id DESC LIMIT ?
        """),
      condition.arguments + [.integer(Int64(max(1, min(limit, MatterReader.pageMax))))]
    ).map(MatterReader.wholeLine)
  }

  /// What a filter asks of the rows of `matter` in the scope, between two identifiers.
  func condition(_ filter: Filter, from first: Int64?, before last: Int64?) -> SQLCondition {
    // The plus keeps the reader in the order of the identifiers: an index that begins with the
    // jurisdiction would first sort every matter of the city.
    var found = SQLCondition("+jurisdiction = ?", [.integer(engine.pack.jurisdiction)])
    func equal(_ column: String, _ value: String?) {
      if let value { found.and("\(column) = ?", .text(value)) }
    }
    if let last { found.and("id < ?", .integer(last)) }
    if let first { found.and("id >= ?", .integer(first)) }
    if let phases = filter.phases { found.and(.isOne("+phase", of: phases.map(\.rawValue))) }
    equal("kind", filter.kind)
    equal("state", filter.state)
    if let light = filter.light { found.and("light = ?", .integer(light.rawValue)) }
    if let area = filter.area {
      found.and(.isOne("area", of: engine.territory.descendants(of: area)))
    }
    equal("category", filter.category)
    equal("+lead", filter.lead)
    equal("channel", filter.channel)
    if let source = filter.source { found.and("source = ? AND source <> ''", .text(source)) }
    if let from = filter.from { found.and("received >= ?", .integer(from.milliseconds)) }
    if let before = filter.before { found.and("received < ?", .integer(before.milliseconds)) }
    if let words = filter.words { found.and("title LIKE ? ESCAPE '!'", .text(Self.like(words))) }
    let scope = scope.condition
    found.and(SQLCondition(scope.sql, scope.arguments))
    return found
  }

  /// The pattern of texts that hold some words.
  private static func like(_ words: String) -> String {
    let escaped = words.map { "!%_".contains($0) ? "!\($0)" : String($0) }
    return "%" + escaped.joined() + "%"
  }

  /// The columns of `wholeLine`, in its order.
  static let lineColumns = """
    id, number, title, state, light, due, area, category, lead, reason, kind, phase, received, \
    answered, closed, channel, grade
    """

  /// A line with everything that lists show.
  static func wholeLine(_ row: Row) -> Line {
    var line = MatterReader.line(row)
    line.phase = Phase(rawValue: row.text(11)) ?? .open
    line.receivedAt = Instant(milliseconds: row.integer(12))
    line.answeredAt = row.integerIfPresent(13).map(Instant.init(milliseconds:))
    line.closedAt = row.integerIfPresent(14).map(Instant.init(milliseconds:))
    line.channel = row.text(15)
    line.grade = row.integerIfPresent(16)
    return line
  }
}
