import Cryptography
import Kernel

@testable import Journal

/// The format as docs/reference/journal.md gives it, written a second time.
enum JournalFormat {
  static func number(_ value: Int64) -> [UInt8] {
    (0..<8).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  static func hash(of event: RecordedEvent, after previous: [UInt8]) -> [UInt8] {
    let numbers = [
      event.position, event.jurisdiction, event.stream.id, event.version, event.at.milliseconds,
      event.recorded.milliseconds,
    ]
    let texts = [
      event.stream.kind, event.event.name, event.actor, event.action, event.pack,
      event.event.body.canonicalText,
    ]
    var bytes: [UInt8] = [1]
    for value in numbers { bytes += number(value) }
    for text in texts { bytes += number(Int64(text.utf8.count)) + Array(text.utf8) }
    return Digest.sha256(bytes + previous)
  }

  /// RFC 6962 §2.1, word for word.
  static func root(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
    if leaves.isEmpty { return Digest.zero }
    if leaves.count == 1 { return Digest.sha256([0] + leaves[leaves.startIndex]) }
    var half = 1
    while half * 2 < leaves.count { half *= 2 }
    let middle = leaves.startIndex + half
    return Digest.sha256(
      [1] + root(leaves[leaves.startIndex..<middle]) + root(leaves[middle...]))
  }
}
