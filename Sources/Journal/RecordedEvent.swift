import Cryptography
public import Kernel

/// An event as it stands in the journal.
public struct RecordedEvent: Hashable, Sendable {
  /// 1, 2, 3 … over the whole store.
  public let position: Int64
  /// Administrative number of the city or zone whose event it is.
  public let jurisdiction: Int64
  public let stream: StreamName
  /// 1, 2, 3 … within the stream.
  public let version: Int64
  public let event: Event
  /// When it happened, by the time that the request stated.
  public let at: Instant
  /// When it was written down, by the node's clock.
  public let recorded: Instant
  /// Identity of who did it.
  public let actor: String
  /// Name of the action that led to it.
  public let action: String
  /// The pack's revision under which it was decided.
  public let pack: String
  /// SHA-256 over all of the above and the hash before it in the stream; see
  /// docs/reference/journal.md.
  public let hash: [UInt8]
}

/// Everything of an event but its place: what is hashed and written.
struct EventDraft {
  var position: Int64
  let jurisdiction: Int64
  let stream: StreamName
  let version: Int64
  let name: String
  let bodyText: String
  let at: Instant
  let recorded: Instant
  let actor: String
  let action: String
  let pack: String

  /// Version of the layout below.
  static let format: UInt8 = 1

  /// The bytes that are hashed: a format byte, fixed numbers big-endian, texts with their lengths,
  /// then the hash of the event before it in the stream.
  func hash(after previous: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [EventDraft.format]
    bytes.reserveCapacity(256 + bodyText.utf8.count)
    for number in [
      position, jurisdiction, stream.id, version, at.milliseconds, recorded.milliseconds,
    ] {
      append(number, to: &bytes)
    }
    for text in [stream.kind, name, actor, action, pack, bodyText] {
      append(Int64(text.utf8.count), to: &bytes)
      bytes.append(contentsOf: text.utf8)
    }
    bytes.append(contentsOf: previous)
    return Digest.sha256(bytes)
  }
}

func append(_ number: Int64, to bytes: inout [UInt8]) {
  withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
}
