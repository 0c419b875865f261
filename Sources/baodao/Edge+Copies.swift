import Foundation
import Housekeeping
import Kernel

/// What copying whole stores asks of the file system.
extension Edge {
  /// Refuses to begin a copy for which the disk has no room.
  static func requireRoom(for source: String, at target: String) throws {
    guard let needed = diskFigures(source)?.storeBytes, let free = diskFigures(target)?.freeBytes
    else { throw Problem(.fileMissing, ["path": target]) }
    if needed > free {
      throw Problem(
        .diskShort, ["path": target, "needed": String(needed), "free": String(free)])
    }
  }

  /// Gives a finished file its name, unless something has the name by then, and makes the name
  /// durable.
  static func publish(_ made: String, as path: String) throws {
    try synchronize(made)
    // A second name and the removal of the first never replace what has the name already.
    guard link(made, path) == 0 else {
      if errno == EEXIST { throw Problem(.fileExists, ["path": path]) }
      throw Problem(
        .fileUnwritable, ["path": path, "found": String(cString: strerror(errno))])
    }
    unlink(made)
    try synchronize(URL(fileURLWithPath: path).deletingLastPathComponent().path)
  }

  /// Brings a file, or the names in a folder, onto the disk.
  private static func synchronize(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    defer { if descriptor >= 0 { close(descriptor) } }
    guard descriptor >= 0, fsync(descriptor) == 0 else {
      throw Problem(
        .fileUnwritable, ["path": path, "found": String(cString: strerror(errno))])
    }
  }
}

extension Problem.Kind {
  static let diskShort = Problem.Kind(
    "disk.short", status: 507,
    zh: "“{path}”所在的磁盘空间不足：需要{needed}字节，剩余{free}字节。",
    en: "The disk of “{path}” has too little room: {needed} bytes are needed, {free} are free.")
  static let fileUnwritable = Problem.Kind(
    "file.unwritable", status: 500, zh: "“{path}”写不进去：{found}",
    en: "“{path}” cannot be written: {found}")
}
