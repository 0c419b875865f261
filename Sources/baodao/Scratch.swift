import Foundation
import Glibc
import Synchronization

/// Folders that go again: with the work they are for, or, where the program was killed, when the
/// next one begins beside them.
enum Scratch {
  private static let prefix = ".baodao-"
  /// Locks of the folders in use. The system lets go of one when its program ends, however it ends.
  private static let held = Mutex<[String: Int32]>([:])

  static func folder(near path: String) throws -> String {
    let base = URL(fileURLWithPath: path).deletingLastPathComponent().path
    try sweep(base)
    while true {
      let folder = base + "/" + prefix + UUID().uuidString
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      // Whoever sweeps between making and locking takes the folder away, and another is made.
      if let lock = lock(folder) {
        held.withLock { $0[folder] = lock }
        return folder
      }
    }
  }

  static func remove(_ folder: String) {
    do {
      try FileManager.default.removeItem(atPath: folder)
    } catch {
      Output.note("baodao: \(folder) could not be removed: \(error)")
    }
    if let lock = held.withLock({ $0.removeValue(forKey: folder) }) { close(lock) }
  }

  /// Removes what programs left that were killed.
  private static func sweep(_ base: String) throws {
    guard FileManager.default.fileExists(atPath: base) else { return }
    for name in try FileManager.default.contentsOfDirectory(atPath: base)
    where name.hasPrefix(prefix) && UUID(uuidString: String(name.dropFirst(prefix.count))) != nil {
      let folder = base + "/" + name
      guard let lock = lock(folder) else { continue }
      try FileManager.default.removeItem(atPath: folder)
      close(lock)
      Output.note("baodao: \(folder) was left by a program that was killed, and is removed")
    }
  }

  /// Takes a folder that is there and that nobody has taken.
  private static func lock(_ folder: String) -> Int32? {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0, access(folder, F_OK) == 0 { return descriptor }
    close(descriptor)
    return nil
  }
}
