import Kernel
public import Store

/// Lists by any filter: bounded by how many matters are looked at, for no index serves every
/// filter.
extension MatterReader {
  /// Most matters that are looked at for one page.
  public static let searchMax: Int64 = 20_000
  /// The newest, among which is looked first.
  private static let newestMax: Int64 = 1_000
  /// Most matters that are looked at for one number beside a kept filter.
  public static let countedMax: Int64 = 5_000

  /// One page of what a filter finds.
  public struct Found: Sendable {
    public let lines: [Line]
    /// The identifier after which the search goes on; nil where all was looked at.
    public let next: Int64?
  }

  /// What a filter finds, the newest first. A page ends where it is full, or where enough was
  /// looked at.
  public func search(
    _ filter: Filter, after: Int64? = nil, limit: Int = pageMax, _ reader: any Reading
  ) throws -> Found {
    let limit = max(1, min(limit, MatterReader.pageMax))
    var lines: [Line] = []
    var before = after
    // Most pages are full of the newest; finding where the last of many begins takes longer.
    for most in [MatterReader.newestMax, MatterReader.searchMax - MatterReader.newestMax] {
      let end = try end(after: before, most, reader)
      lines += try newest(filter, from: end, before: before, limit: limit - lines.count, reader)
      if lines.count >= limit { return Found(lines: lines, next: lines.last?.id) }
      before = end
      if end == nil { break }
    }
    return Found(lines: lines, next: before)
  }

  /// How much a filter finds among the newest matters.
  /// - Parameter most: where counting ends.
  /// - Returns: the number, and whether there may be more.
  public func count(
    _ filter: Filter, most: Int, _ reader: any Reading
  ) throws -> (count: Int, isMore: Bool) {
    let end = try end(after: nil, MatterReader.countedMax, reader)
    let condition = condition(filter, from: end, before: nil)
    let row = try reader.row(
      Statement(
        """
        SELECT count(*) FROM (SELECT 1 FROM matter WHERE \(condition.sql)
          ORDER BY id DESC LIMIT ?) AS line
        """), condition.arguments + [.integer(Int64(most) + 1)])
    let found = Int(row?.integer(0) ?? 0)
    return (min(found, most), found > most || end != nil)
  }

  /// The identifier of the last matter that is looked at; nil where that is the last there is.
  private func end(
    after: Int64?, _ most: Int64, _ reader: any Reading
  ) throws -> Int64? {
    try reader.row(
      "SELECT id FROM matter WHERE id < ? ORDER BY id DESC LIMIT 1 OFFSET ?",
      [.integer(after ?? .max), .integer(most - 1)])?.integer(0)
  }
}
