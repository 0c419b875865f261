import Glibc
import Synchronization

/// The time zones of the machine, for an environment that wants them:
/// `Environment(zoneOffset: SystemZones.shared.offset)`.
///
/// A zone is read from its file when it is first asked for and kept; a new edition of the files is
/// seen by the next process.
public final class SystemZones: Sendable {
  /// The zones below `/usr/share/zoneinfo`, where Debian's package `tzdata` puts them.
  public static let shared = SystemZones()

  /// The longest name, in bytes.
  public static let nameBytesMax = 64
  /// The largest file, in bytes; the largest of the IANA database has less than 6,000.
  public static let fileBytesMax = 65_536
  /// The most zones that are kept; the oldest goes first.
  public static let cachedCountMax = 256

  /// Why there is no such zone.
  public enum Failure: Error, Sendable, Hashable {
    /// The name is not of the form `Area/City`.
    case name
    /// There is no file of this name, or it can't be read.
    case missing
    /// The file is larger than `fileBytesMax`.
    case size
    /// The file is no time zone file.
    case content(TimeZoneFileError)
  }

  private struct Cache {
    var zones: [String: TimeZoneFile] = [:]
    /// The names in the order in which they came.
    var names: [String] = []
  }

  private let folder: String
  private let cache = Mutex(Cache())

  /// The zones below a folder, which nobody but the machine's owner may write to.
  public init(folder: String = "/usr/share/zoneinfo") {
    self.folder = folder
  }

  /// For `Environment`: the offset in seconds of a named zone, nil where `zone` would throw.
  public var offset: ZoneOffset {
    { [self] name, seconds in (try? zone(name))?.offset(at: seconds) }
  }

  /// The zone of a name such as `Asia/Shanghai`, `EST5EDT` or the alias `PRC`.
  public func zone(_ name: String) throws(Failure) -> TimeZoneFile {
    if let known = cache.withLock({ $0.zones[name] }) { return known }
    guard SystemZones.isName(name) else { throw .name }
    let bytes = try SystemZones.read(folder + "/" + name)
    do throws(TimeZoneFileError) {
      let zone = try TimeZoneFile(bytes)
      keep(zone, name)
      return zone
    } catch {
      throw .content(error)
    }
  }

  /// How many zones are kept.
  var cachedCount: Int { cache.withLock { $0.zones.count } }

  private func keep(_ zone: TimeZoneFile, _ name: String) {
    cache.withLock { cache in
      if cache.zones.updateValue(zone, forKey: name) == nil { cache.names.append(name) }
      guard cache.names.count > SystemZones.cachedCountMax else { return }
      cache.zones[cache.names.removeFirst()] = nil
    }
  }

  /// Letters, digits and `_+-`, in parts between single slashes. No dot, so nothing leads upwards.
  static func isName(_ name: String) -> Bool {
    guard (1...nameBytesMax).contains(name.utf8.count) else { return false }
    let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      !part.isEmpty
        && part.allSatisfy {
          $0.continuesIdentifier || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-")
        }
    }
  }

  private static func read(_ path: String) throws(Failure) -> [UInt8] {
    // Without blocking: a pipe must not hold an evaluation up.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw .missing }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .missing }
    guard status.st_size <= fileBytesMax else { throw .size }
    var bytes = [UInt8](repeating: 0, count: fileBytesMax + 1)
    var count = 0
    while count < bytes.count {
      let room = bytes.count - count
      let more = bytes.withUnsafeMutableBytes { buffer in
        buffer.baseAddress.map { Glibc.read(file, $0 + count, room) } ?? -1
      }
      if more == 0 { return Array(bytes.prefix(count)) }
      if more < 0 {
        guard errno == EINTR else { throw .missing }
        continue
      }
      count += more
    }
    throw .size
  }
}
