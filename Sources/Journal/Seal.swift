public import Kernel
public import Store

/// A closed range of the journal, as it stands in the store.
public struct Seal: Hashable, Sendable {
  /// 1, 2, 3 …
  public let number: Int64
  /// The first and the last position.
  public let first: Int64
  public let last: Int64
  /// The Merkle root over the events' hashes.
  public let root: [UInt8]
  /// The hash over all of the above, `sealed` and the hash of the seal before.
  public let hash: [UInt8]
  public let sealed: Instant

  static let columns = "number, first, last, root, hash, sealed"

  init(_ row: Row) {
    number = row.integer(0)
    first = row.integer(1)
    last = row.integer(2)
    root = row.blob(3)
    hash = row.blob(4)
    sealed = Instant(milliseconds: row.integer(5))
  }

  init(
    number: Int64, first: Int64, last: Int64, root: [UInt8], hash: [UInt8], sealed: Instant
  ) {
    self.number = number
    self.first = first
    self.last = last
    self.root = root
    self.hash = hash
    self.sealed = sealed
  }

  /// Most seals that are read at once.
  public static let pageMax = 1_000

  /// The seals after a number, in order.
  public static func seals(
    after number: Int64, limit: Int = pageMax, _ reader: any Reading
  ) throws -> [Seal] {
    try reader.rows(
      Statement("SELECT \(columns) FROM seal WHERE number > ? ORDER BY number LIMIT ?"),
      [.integer(number), .integer(Int64(max(1, min(limit, pageMax))))]
    ).map { Seal($0) }
  }

  /// The seal of a number; nil where there is none.
  public static func seal(_ number: Int64, _ reader: any Reading) throws -> Seal? {
    try reader.row(
      Statement("SELECT \(columns) FROM seal WHERE number = ?"), [.integer(number)]
    ).map { Seal($0) }
  }

  func insert(_ writer: any Writing) throws {
    try writer.run(
      "INSERT INTO seal (number, first, last, root, hash, sealed) VALUES (?, ?, ?, ?, ?, ?)",
      [
        .integer(number), .integer(first), .integer(last), .blob(root), .blob(hash),
        .integer(sealed.milliseconds),
      ])
  }
}

extension Seal {
  /// The Merkle root over the hashes of seals that follow one another.
  public static func root(over hashes: [[UInt8]]) -> [UInt8] {
    var tree = MerkleTree()
    for hash in hashes { tree.append(leaf: hash) }
    return tree.root
  }
}
