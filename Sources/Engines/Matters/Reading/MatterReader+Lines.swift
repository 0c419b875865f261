import Kernel
import Pack
public import Store

extension MatterReader {
  /// The lines of some matters by their identifiers; those outside the scope are not among them.
  public func lines(of ids: [Int64], _ reader: any Reading) throws -> [Int64: Line] {
    if ids.isEmpty { return [:] }
    let condition = scope.condition
    let list = JSON.array(Set(ids).sorted().map(JSON.integer)).canonicalText
    // The plus keeps the reader with the identifiers, whatever other index there is.
    let statement = Statement(
      """
      SELECT id, number, title, state, light, due, area, category, lead, reason, kind FROM matter
      WHERE id IN (SELECT CAST(value AS INTEGER) FROM json_each(?)) AND +jurisdiction = ?
        AND \(condition.sql)
      """)
    let rows = try reader.rows(
      statement,
      [.text(list), .integer(engine.pack.jurisdiction)] + condition.arguments)
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.integer(0), MatterReader.line($0)) })
  }
}
