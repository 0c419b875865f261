import Cryptography
import Glibc
import Kernel

/// The folder of an archive: files of sealed events, and a manifest that names what is whole.
///
/// A file grows by whole gzip members. What stands behind the length that the manifest gives is
/// left from a program that was stopped, and is cut off before the file grows again.
struct ArchiveFolder: Sendable {
  let path: String

  static let manifestName = "manifest.json"
  private static let lockName = ".lock"
  /// Bytes read at once.
  private static let pieceBytes = 1 << 20

  func file(_ name: String) -> String { path + "/" + name }

  /// The manifest; an empty one where there is none.
  func manifest() throws -> ArchiveManifest {
    let path = file(ArchiveFolder.manifestName)
    guard access(path, F_OK) == 0 else { return ArchiveManifest() }
    var bytes: [UInt8] = []
    try forEachPiece(ArchiveFolder.manifestName) { piece in
      bytes += piece
      if bytes.count > ArchiveManifest.bytesMax { throw ManifestUnread(member: "size") }
    }
    return try ArchiveManifest(parsing: bytes)
  }

  /// Puts a manifest in the place of the one before, in one step.
  func write(_ manifest: ArchiveManifest) throws {
    let made = ArchiveFolder.manifestName + ".new"
    let writer = try ArchiveWriter(file(made), cutTo: 0)
    try writer.write(Array(manifest.text.utf8))
    try writer.synchronize()
    guard rename(file(made), file(ArchiveFolder.manifestName)) == 0 else { throw fault(made) }
    try synchronize()
  }

  /// Brings the names in the folder onto the disk.
  func synchronize() throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw fault("") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw fault("") }
  }

  /// The files of an archive that lie in the folder, whether the manifest names them or not.
  func names() throws -> [String] {
    guard let entries = opendir(path) else { throw fault("") }
    defer { closedir(entries) }
    var names: [String] = []
    while let entry = readdir(entries) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(ArchiveManifest.File.suffix) { names.append(name) }
    }
    return names.sorted()
  }

  /// Feeds a file's bytes, in pieces of bounded length.
  func forEachPiece(_ name: String, _ body: ([UInt8]) throws -> Void) throws {
    let descriptor = open(file(name), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw fault(name) }
    defer { close(descriptor) }
    var piece = [UInt8](repeating: 0, count: ArchiveFolder.pieceBytes)
    while true {
      let count = read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw fault(name) }
      if count == 0 { return }
      try body(Array(piece[..<count]))
    }
  }

  /// Length and SHA-256 of a file; nil where it is not there.
  func measure(_ name: String) throws -> (bytes: Int64, digest: [UInt8])? {
    guard access(file(name), F_OK) == 0 else { return nil }
    let stream = DigestStream()
    var bytes: Int64 = 0
    try forEachPiece(name) {
      stream.add($0)
      bytes += Int64($0.count)
    }
    return (bytes, stream.finish())
  }

  /// Length of a file; 0 where it is not there.
  func size(_ name: String) -> Int64 {
    var status = stat()
    return stat(file(name), &status) == 0 ? Int64(status.st_size) : 0
  }

  /// Makes the folder where it is not there, and keeps others from writing to it for as long as the
  /// lock lives.
  func lock() throws -> ArchiveLock {
    if mkdir(path, 0o700) != 0, errno != EEXIST { throw fault("") }
    return try ArchiveLock(file(ArchiveFolder.lockName), folder: path)
  }

  private func fault(_ name: String) -> Problem {
    Problem(
      .archiveUnreadable,
      ["path": name.isEmpty ? path : file(name), "found": String(cString: strerror(errno))])
  }
}

/// Keeps a second program from writing to the same folder; the system lets go of it when the
/// program ends, however it ends.
final class ArchiveLock: Sendable {
  private let descriptor: Int32

  init(_ path: String, folder: String) throws {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw Problem(
        .archiveUnreadable, ["path": path, "found": String(cString: strerror(errno))])
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      // The object is complete by now, so that deinit closes the descriptor.
      throw Problem(.archiveLocked, ["path": folder])
    }
  }

  deinit {
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}

/// A file of an archive that is being written.
final class ArchiveWriter {
  private let descriptor: Int32
  private let path: String
  private(set) var bytes: Int64

  /// Opens or makes a file that nobody else may read; what stands behind a length is cut off.
  init(_ path: String, cutTo bytes: Int64) throws {
    self.path = path
    self.bytes = bytes
    descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0, ftruncate(descriptor, off_t(bytes)) == 0,
      lseek(descriptor, 0, SEEK_END) == bytes
    else { throw fault }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  func write(_ piece: [UInt8]) throws {
    var rest = piece[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw fault }
      rest = rest.dropFirst(count)
    }
    bytes += Int64(piece.count)
  }

  func synchronize() throws {
    guard fsync(descriptor) == 0 else { throw fault }
  }

  private var fault: Problem {
    Problem(.archiveUnreadable, ["path": path, "found": String(cString: strerror(errno))])
  }
}

extension Problem.Kind {
  static let archiveUnreadable = Problem.Kind(
    "archive.unreadable", status: 500, zh: "归档“{path}”读写不了：{found}",
    en: "“{path}” of the archive cannot be read or written: {found}")
  static let archiveLocked = Problem.Kind(
    "archive.locked", status: 503, zh: "另一个程序正在写归档“{path}”；等它做完，或换一个文件夹。",
    en: "Another program is writing the archive “{path}”; wait for it, or name another folder.")
}
