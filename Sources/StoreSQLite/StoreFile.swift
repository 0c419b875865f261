import Glibc
import Kernel
import Store

/// What lies at a store's path, looked at before anything is opened, locked or made: a refusal
/// leaves no file behind, and a pipe is not waited for.
struct StoreFile {
  /// The path without symbolic links, so that one file has one lock by whatever name.
  let path: String
  let isThere: Bool

  /// Bytes of a file's head that are looked at.
  private static let headLength = 100
  private static let mark = Array("SQLite format 3\0".utf8)

  /// - Throws: `store.unopenable` for what is no file, `store.foreign` for another program's.
  init(_ given: String) throws {
    var status = stat()
    if stat(given, &status) != 0 {
      guard errno == ENOENT else { throw StoreFile.unopenable(given, StoreFile.reason(errno)) }
      guard lstat(given, &status) != 0 else {
        throw StoreFile.unopenable(given, "a link that leads nowhere")
      }
      (path, isThere) = (try StoreFile.pathOfNew(given), false)
      return
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw StoreFile.unopenable(
        given, status.st_mode & S_IFMT == S_IFDIR ? "it is a folder" : "it is not a file")
    }
    (path, isThere) = (try StoreFile.resolved(given), true)
    try refuseForeign(given, size: Int(status.st_size))
  }

  /// The head says whose file it is. Where the mark is missing and nothing else decides, the store
  /// looks for tables once it is open.
  private func refuseForeign(_ given: String, size: Int) throws {
    let head = try head(given)
    if head.isEmpty {
      // SQLite takes an empty file for a new database, and throws away the log beside it.
      guard logLength == 0 else {
        throw Problem(.storeDamaged, ["reason": "\(given) is empty and its log is not"])
      }
      return
    }
    guard head.count == StoreFile.headLength, head.starts(with: StoreFile.mark) else {
      throw Problem(.storeForeign, ["path": given, "found": "no SQLite file"])
    }
    let identifier = head[68..<72].reduce(0) { $0 << 8 | Int($1) }
    if identifier == SQLiteStore.applicationIdentifier { return }
    // Page size as SQLite writes it: 1 stands for 65 536. What we mark may still be in the log.
    let pageSize = Int(head[16]) << 8 | Int(head[17])
    let mayBeNew = size <= max(pageSize == 1 ? 65_536 : pageSize, 512)
    guard identifier == 0, mayBeNew || logLength > 0 else {
      throw Problem(.storeForeign, ["path": given, "found": "application_id \(identifier)"])
    }
  }

  private func head(_ given: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw StoreFile.unopenable(given, StoreFile.reason(errno)) }
    defer { close(file) }
    var head = [UInt8](repeating: 0, count: StoreFile.headLength)
    let count = pread(file, &head, head.count, 0)
    guard count >= 0 else { throw StoreFile.unopenable(given, StoreFile.reason(errno)) }
    return Array(head.prefix(count))
  }

  /// Bytes of the write-ahead log beside the file.
  private var logLength: Int {
    var status = stat()
    return stat(path + "-wal", &status) == 0 ? Int(status.st_size) : 0
  }

  /// What SQLite opens for reading. On a disk that cannot be written it cannot keep the index of
  /// its log, and needs none where there is no log: nobody writes to such a file.
  var readingAddress: String {
    var disk = statvfs()
    guard statvfs(path, &disk) == 0, disk.f_flag & UInt(ST_RDONLY) != 0,
      logLength == 0
    else { return path }
    var address = "file:"
    for character in path {
      switch character {
      case "%": address += "%25"
      case "?": address += "%3f"
      case "#": address += "%23"
      default: address.append(character)
      }
    }
    return address + "?immutable=1"
  }

  /// Where a file that is not there yet would lie.
  private static func pathOfNew(_ given: String) throws -> String {
    let parts = given.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.dropLast().joined(separator: "/")
    let base = parts.count == 1 ? "." : folder.isEmpty ? "/" : folder
    return try resolved(base, named: given) + "/" + (parts.last ?? "")
  }

  private static func resolved(_ path: String, named given: String? = nil) throws -> String {
    guard let resolved = realpath(path, nil) else {
      throw unopenable(given ?? path, reason(errno))
    }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

  static func unopenable(_ path: String, _ reason: String) -> Problem {
    Problem(.storeUnopenable, ["path": path, "reason": reason])
  }
}
