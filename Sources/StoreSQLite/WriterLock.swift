import Glibc
import Kernel
import Store

/// Keeps a second program from writing to the same file; the system lets go of it when the program
/// ends, however it ends.
final class WriterLock: Sendable {
  private let descriptor: Int32

  init(path: String, store: String) throws {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      let reason = String(cString: strerror(errno))
      throw errno == EROFS
        ? Problem(.storeReadOnly, ["reason": "\(store): \(reason)"])
        : StoreFile.unopenable(store, reason)
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      // The object is complete by now, so that deinit closes the descriptor.
      throw Problem(.storeLocked, ["path": store])
    }
  }

  deinit {
    // A child process between fork and exec still has the descriptor, and closing ours alone would
    // not unlock.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}

/// Removes the files of a temporary store.
func removeFolder(_ folder: String) {
  for name in ["store.sqlite", "store.sqlite-wal", "store.sqlite-shm"] {
    unlink(folder + "/" + name)
  }
  rmdir(folder)
}
