import Cryptography
public import Store

/// Stands for all rows of a table, whatever their order: how many there are, and the sum of their
/// SHA-256 modulo 2²⁵⁶. Stores sort texts differently, so that no order is common to all.
///
/// It finds what a copy got wrong. Somebody who chooses rows on purpose is found by the journal's
/// chain and by a rebuild, not by a sum.
public struct TableDigest: Hashable, Sendable {
  public private(set) var rows = 0
  /// The sum, 64 bits each, lowest first.
  private var lanes: [UInt64] = [0, 0, 0, 0]

  public init() {}

  public mutating func add(_ row: Row) {
    rows += 1
    let digest = Digest.sha256(TableDigest.bytes(of: row))
    var carry: UInt64 = 0
    for lane in 0..<4 {
      let part = digest[(lane * 8)..<(lane * 8 + 8)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      let (sum, first) = lanes[lane].addingReportingOverflow(part)
      let (full, second) = sum.addingReportingOverflow(carry)
      lanes[lane] = full
      carry = first || second ? 1 : 0
    }
  }

  /// The sum in hexadecimal, for people.
  public var text: String {
    Digest.hex(
      lanes.flatMap { lane in (0..<8).map { UInt8(truncatingIfNeeded: lane >> (56 - $0 * 8)) } })
  }

  /// A row's values with their types and lengths, so that no two rows have the same bytes.
  private static func bytes(of row: Row) -> [UInt8] {
    var bytes: [UInt8] = []
    func append(_ kind: UInt8, _ number: UInt64) {
      bytes.append(kind)
      withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }
    for value in row.values {
      switch value {
      case .null: bytes.append(0)
      case .integer(let number): append(1, UInt64(bitPattern: number))
      case .real(let number): append(2, number.bitPattern)
      case .text(let text):
        append(3, UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
      case .blob(let blob):
        append(4, UInt64(blob.count))
        bytes.append(contentsOf: blob)
      }
    }
    return bytes
  }
}
