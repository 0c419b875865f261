import Glibc
import Journal
import Kernel

/// Reads the lines of one file of an archive, one after another.
final class ArchiveFile {
  /// Most bytes of one line: an event's body is far smaller.
  static let lineBytesMax = 16 << 20
  /// Compressed bytes read at once.
  private static let pieceBytes = 65_536

  private let descriptor: Int32
  private let stream: GunzipStream
  private var piece = [UInt8](repeating: 0, count: pieceBytes)
  /// What was opened, and how far it is read.
  private var opened: [UInt8] = []
  private var at = 0
  private var isRead = false
  /// Lines so far.
  private(set) var number = 0

  init(_ name: String, in folder: ArchiveFolder) throws {
    stream = try GunzipStream()
    descriptor = open(folder.file(name), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      throw Problem(
        .archiveUnreadable,
        ["path": folder.file(name), "found": String(cString: strerror(errno))])
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The next line; nil at the end.
  /// - Throws: `LinesBroken` where the file is not what the program writes.
  func next() throws -> JournalLine? {
    while true {
      if let end = opened[at...].firstIndex(of: UInt8(ascii: "\n")) {
        number += 1
        let line = Array(opened[at..<end])
        at = end + 1
        do {
          return try JournalLine(line)
        } catch {
          throw LinesBroken(line: number, found: "\(error)")
        }
      }
      if opened.count - at > ArchiveFile.lineBytesMax {
        throw LinesBroken(line: number + 1, found: "more than \(ArchiveFile.lineBytesMax) bytes")
      }
      if isRead {
        guard stream.isAtEnd, at == opened.count else {
          throw LinesBroken(line: number + 1, found: "the file ends in the middle")
        }
        return nil
      }
      try openMore()
    }
  }

  /// The next lines, at most that many; none at the end.
  func next(atMost most: Int) throws -> [JournalLine] {
    var lines: [JournalLine] = []
    while lines.count < most, let line = try next() { lines.append(line) }
    return lines
  }

  private func openMore() throws {
    opened.removeSubrange(..<at)
    at = 0
    let count = read(descriptor, &piece, piece.count)
    if count < 0, errno == EINTR { return }
    guard count >= 0 else {
      throw LinesBroken(line: number + 1, found: String(cString: strerror(errno)))
    }
    isRead = count == 0
    do {
      try stream.read(Array(piece[..<count])) { opened += $0 }
    } catch let failure as GunzipStream.Failure {
      throw LinesBroken(line: number + 1, found: "zlib says \(failure.code)")
    }
  }
}

/// A file whose bytes are not lines of a journal.
struct LinesBroken: Error, Hashable {
  /// 1 is the first.
  let line: Int
  let found: String
}
