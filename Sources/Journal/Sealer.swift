import Cryptography
public import Kernel
public import Store

/// Closes ranges of the journal under a Merkle root; each seal covers the one before it, so that
/// the newest seal's hash stands for the whole past.
public enum Sealer {
  /// Most events under one seal.
  public static let rangeMax: Int64 = 65_536

  /// Seals everything that is not sealed yet. Answers how many seals were added.
  @discardableResult
  public static func seal(_ store: any Store, at now: Instant) async throws -> Int {
    var added = 0
    while try await sealNext(store, at: now) { added += 1 }
    return added
  }

  private static func sealNext(_ store: any Store, at now: Instant) async throws -> Bool {
    try await store.write { writer in
      let previous = try writer.row(
        "SELECT number, last, hash FROM seal ORDER BY number DESC LIMIT 1", [])
      let first = (previous?.integer(1) ?? 0) + 1
      let last = min(try EventReader.lastPosition(writer), first + rangeMax - 1)
      guard last >= first else { return false }
      let root = try rangeRoot(first, last, writer)
      let number = (previous?.integer(0) ?? 0) + 1
      let hash = hash(
        number, first, last, sealed: now, root, after: previous?.blob(2) ?? Digest.zero)
      try writer.run(
        "INSERT INTO seal (number, first, last, root, hash, sealed) VALUES (?, ?, ?, ?, ?, ?)",
        [
          .integer(number), .integer(first), .integer(last), .blob(root), .blob(hash),
          .integer(now.milliseconds),
        ])
      return true
    }
  }

  static func rangeRoot(_ first: Int64, _ last: Int64, _ reader: any Reading) throws -> [UInt8] {
    var tree = MerkleTree()
    try reader.forEachRow(
      "SELECT hash FROM event WHERE position BETWEEN ? AND ? ORDER BY position",
      [.integer(first), .integer(last)]
    ) {
      tree.append(leaf: $0.blob(0))
      return true
    }
    return tree.root
  }

  static func hash(
    _ number: Int64, _ first: Int64, _ last: Int64, sealed: Instant, _ root: [UInt8],
    after previous: [UInt8]
  ) -> [UInt8] {
    var bytes: [UInt8] = [2]
    for value in [number, first, last, sealed.milliseconds] { append(value, to: &bytes) }
    return Digest.sha256(bytes + root + previous)
  }
}
