import Kernel
import Pack
public import Store

extension MatterReader {
  /// Most matters that are told of those that follow one.
  public static let followersMax: Int64 = 50

  /// The matters that were merged into one and wait for its answer, as far as the scope reaches.
  public func followers(of id: Int64, _ reader: any Reading) throws -> [Line] {
    let condition = scope.condition
    let jurisdiction = SQLValue.integer(engine.pack.jurisdiction)
    return try reader.rows(
      Statement(MatterReader.followers(within: condition.sql)),
      [jurisdiction, jurisdiction, .text(String(id))] + condition.arguments
        + [.integer(MatterReader.followersMax)]
    ).map(MatterReader.line)
  }

  /// The plus keeps the reader from walking all matters of the jurisdiction by an index of theirs.
  static func followers(within condition: String) -> String {
    """
    SELECT id, number, title, state, light, due, area, category, lead, reason, kind FROM matter
    WHERE +jurisdiction = ? AND id IN (
      SELECT matter FROM matter_part WHERE jurisdiction = ? AND kind = 'merge'
        AND concerns = ? AND concerns <> '' AND is_open = 1)
      AND \(condition) ORDER BY id LIMIT ?
    """
  }
}
