import Dispatch
import Foundation
import Housekeeping

/// What the system tells about the process, and where its log goes.
extension Edge {
  /// Nanoseconds of a clock that does not go back.
  static func monotonicNanoseconds() -> Int64 {
    Int64(DispatchTime.now().uptimeNanoseconds)
  }

  /// Memory and open files, as Linux lists them; nil elsewhere.
  static func processFigures() -> ProcessFigures? {
    guard let memory = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
      let files = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
    else { return nil }
    let pages = memory.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return ProcessFigures(
      residentBytes: pages * Int(sysconf(Int32(_SC_PAGESIZE))), openFiles: files.count)
  }

  /// Sizes of a store's file, with what is written ahead of it, and of what is free beside it.
  static func diskFigures(_ store: String) -> DiskFigures? {
    let sizes = ["", "-wal"].map { suffix -> Int64 in
      let attributes = try? FileManager.default.attributesOfItem(atPath: store + suffix)
      return (attributes?[.size] as? NSNumber)?.int64Value ?? 0
    }
    var disk = statvfs()
    let folder = URL(fileURLWithPath: store).deletingLastPathComponent().path
    guard statvfs(folder, &disk) == 0 else { return nil }
    return DiskFigures(
      storeBytes: sizes.reduce(0, +), freeBytes: Int64(disk.f_bavail) * Int64(disk.f_frsize))
  }

  /// Writes a line of the log to standard output, in one piece so that lines do not mix.
  static func log(_ line: String) {
    var bytes = Array(line.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      // Nobody reads the log: the server goes on without it.
      if count < 0, errno != EINTR { return }
      bytes = bytes.dropFirst(max(0, count))
    }
  }
}
