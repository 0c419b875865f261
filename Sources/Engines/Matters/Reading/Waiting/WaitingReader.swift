public import Kernel
import Organisation
import Pack
public import Store

/// What waits for one reader, in groups. Which groups there are follows from what the reader's
/// posts permit; counts and lists come from one condition, so that they cannot differ.
public struct WaitingReader: Sendable {
  /// The order of a list.
  public enum Order: String, CaseIterable, Sendable {
    /// Red before amber before green, and within a light by deadline.
    case clock
    /// What came in last goes first.
    case newest
  }

  /// The groups that the reader's posts can have, in order; none for who reads no matters.
  public let groups: [WaitingGroup]
  private let engine: MatterEngine
  private let conditions: [WaitingGroup: SQLCondition]

  public init(_ engine: MatterEngine, _ actor: Actor) {
    self.engine = engine
    let rules = WaitingRules(engine, actor)
    var conditions: [WaitingGroup: SQLCondition] = [:]
    if actor.holds("matter.read") {
      for group in WaitingGroup.allCases { conditions[group] = rules.condition(group) }
    }
    self.conditions = conditions
    groups = WaitingGroup.allCases.filter { conditions[$0] != nil }
  }

  /// How much is in a group.
  public func count(_ group: WaitingGroup, _ reader: any Reading) throws -> WaitingCount {
    guard let condition = conditions[group] else { return WaitingCount([:]) }
    // Ordered, so that a count that ends at the bound has met the red ones.
    let rows = try reader.rows(
      Statement(
        """
        SELECT light, count(*) FROM (SELECT light FROM matter WHERE \(condition.sql)
          ORDER BY light DESC LIMIT \(WaitingCount.most + 1)) AS line GROUP BY light
        """), condition.arguments)
    return WaitingCount(
      Dictionary(
        rows.map { (Matter.Light(rawValue: $0.integer(0)) ?? .green, Int($0.integer(1))) },
        uniquingKeysWith: +))
  }

  /// How many of a group show a light, up to the bound and one.
  public func count(
    _ group: WaitingGroup, _ light: Matter.Light, _ reader: any Reading
  ) throws -> Int {
    guard let condition = conditions[group] else { return 0 }
    let row = try reader.row(
      Statement(
        """
        SELECT count(*) FROM (SELECT 1 FROM matter WHERE \(condition.sql) AND light = ?
          LIMIT \(WaitingCount.most + 1)) AS line
        """), condition.arguments + [.integer(light.rawValue)])
    return Int(row?.integer(0) ?? 0)
  }

  /// One page of a group.
  /// - Parameter after: the cursor of the last line of the page before.
  public func lines(
    _ group: WaitingGroup, light: Matter.Light? = nil, order: Order = .clock,
    after: MatterReader.Cursor? = nil, limit: Int = MatterReader.pageMax, _ reader: any Reading
  ) throws -> [MatterReader.Line] {
    guard var condition = conditions[group] else { return [] }
    if let light { condition.and("light = ?", .integer(light.rawValue)) }
    switch (order, after) {
    case (.clock, let after?): condition.and(after.condition)
    case (.newest, let after?): condition.and("id < ?", .integer(after.id))
    case (_, nil): break
    }
    let most = Int64(max(1, min(limit, MatterReader.pageMax)))
    let columns = MatterReader.lineColumns
    let sql: String
    switch order {
    case .clock:
      sql = """
        SELECT \(columns) FROM matter WHERE \(condition.sql)
        ORDER BY light DESC, due {absentFirst}, id LIMIT ?
        """
    case .newest:
      // The identifiers alone come from an index, and only the page's own rows are fetched.
      sql = """
        SELECT \(columns) FROM matter WHERE id IN (
          SELECT id FROM matter WHERE \(condition.sql) ORDER BY id DESC LIMIT ?) ORDER BY id DESC
        """
    }
    let rows = try reader.rows(Statement(sql), condition.arguments + [.integer(most)])
    return rows.map(MatterReader.wholeLine)
  }
}

extension MatterReader.Cursor {
  /// What comes after it in the order of the clock.
  var condition: SQLCondition {
    SQLCondition(
      "(light < ? OR (light = ? AND (coalesce(due, 0), id) > (?, ?)))",
      [.integer(light), .integer(light), .integer(due), .integer(id)])
  }
}
