import Cryptography
public import Kernel

/// What an archive's folder holds, file by file.
public struct ArchiveManifest: Hashable, Sendable {
  /// One file: whole seals with their events, in order.
  public struct File: Hashable, Sendable {
    public let name: String
    public internal(set) var firstSeal: Int64
    public internal(set) var lastSeal: Int64
    /// Positions.
    public internal(set) var first: Int64
    public internal(set) var last: Int64
    public internal(set) var bytes: Int64
    /// SHA-256 of the file.
    public internal(set) var digest: [UInt8]
    /// Merkle root over the hashes of its seals.
    public internal(set) var root: [UInt8]
    /// Hash of its last seal.
    public internal(set) var hash: [UInt8]
    /// When its last seal was made, in milliseconds since 1970.
    public internal(set) var sealed: Instant
  }

  public internal(set) var files: [File] = []

  /// The version of the form.
  static let format: Int64 = 1
  /// Most files of one folder: more than two centuries of days.
  static let filesMax = 100_000
  static let bytesMax = 64 << 20

  init() {}

  init(parsing bytes: [UInt8]) throws {
    let json = try JSON(parsing: bytes)
    guard json["format"]?.integer == ArchiveManifest.format, let list = json["files"]?.array,
      list.count <= ArchiveManifest.filesMax
    else { throw ManifestUnread(member: "format") }
    files = try list.map(File.init)
  }

  var text: String {
    JSON.object(["format": .integer(ArchiveManifest.format), "files": .array(files.map(\.json))])
      .prettyText + "\n"
  }
}

/// A manifest that is not as the program writes it, by the member at fault.
struct ManifestUnread: Error, Hashable {
  let member: String
}

extension ArchiveManifest.File {
  fileprivate var json: JSON {
    [
      "name": .string(name), "firstSeal": .integer(firstSeal), "lastSeal": .integer(lastSeal),
      "first": .integer(first), "last": .integer(last), "bytes": .integer(bytes),
      "digest": .string(Digest.hex(digest)), "root": .string(Digest.hex(root)),
      "hash": .string(Digest.hex(hash)), "sealed": .integer(sealed.milliseconds),
    ]
  }

  fileprivate init(_ json: JSON) throws {
    func integer(_ member: String) throws -> Int64 {
      guard let value = json[member]?.integer else { throw ManifestUnread(member: member) }
      return value
    }
    func digest(_ member: String) throws -> [UInt8] {
      guard let text = json[member]?.string, let bytes = Digest.bytes(hex: text) else {
        throw ManifestUnread(member: member)
      }
      return bytes
    }
    guard let name = json["name"]?.string, Self.isName(name) else {
      throw ManifestUnread(member: "name")
    }
    self.name = name
    (firstSeal, lastSeal) = (try integer("firstSeal"), try integer("lastSeal"))
    (first, last, bytes) = (try integer("first"), try integer("last"), try integer("bytes"))
    (self.digest, root, hash) = (try digest("digest"), try digest("root"), try digest("hash"))
    sealed = Instant(milliseconds: try integer("sealed"))
  }

  /// What files of an archive end in.
  static let suffix = ".jsonl.gz"

  /// Whether a name can be a file of an archive: digits and dashes, so that none leads elsewhere.
  static func isName(_ name: String) -> Bool {
    name.hasSuffix(suffix) && name.utf8.count < 64
      && name.dropLast(suffix.count).utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
      }
  }

  /// The name of a file that begins with a seal: the day of its making, by UTC, and its number.
  static func name(_ seal: Int64, _ sealed: Instant) -> String {
    let number = String(seal)
    let padded = String(repeating: "0", count: max(0, 10 - number.count)) + number
    return "\(sealed.local(.utc).date.text)-\(padded)\(suffix)"
  }
}
