import Dispatch
import Foundation
import Kernel
import Server
import Synchronization

/// A program that is started, waited for, and ended with all that it started itself.
///
/// Not Foundation's `Process`, which lists the open files of the whole server before each start.
enum ChildProgram {
  /// Runs a program with nothing to read, nowhere to write to but files, and few variables.
  /// - Returns: its exit code; nil where it was ended because it took too long or nobody waits for
  ///   it any longer.
  static func run(
    _ program: String, _ arguments: [String], in folder: String, seconds: Int64, _ stop: StopSign
  ) throws -> Int32? {
    let group = Group(try start(program, arguments, in: folder))
    let late = DispatchWorkItem { group.end(.tooLate) }
    DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(Int(seconds)), execute: late)
    stop.whenSet { group.end(.tooLate) }
    let code = group.wait()
    late.cancel()
    return code
  }

  /// A program with all that it started itself.
  private final class Group: Sendable {
    enum End { case itself, tooLate }

    private let identifier: pid_t
    private let end = Mutex<End?>(nil)

    init(_ identifier: pid_t) { self.identifier = identifier }

    /// Ends all of it, unless it has ended.
    func end(_ why: End) {
      end.withLock { end in
        if end != nil { return }
        end = why
        kill(-identifier, SIGKILL)
      }
    }

    /// Waits until the program has ended.
    /// - Returns: its exit code; nil where it was ended too late for anybody.
    func wait() -> Int32? {
      // It is kept as one that nobody has asked about yet, so that until then its number cannot
      // become that of another program, which would be ended instead.
      var told = siginfo_t()
      while waitid(P_PID, id_t(identifier), &told, WEXITED | WNOWAIT) == -1, errno == EINTR {}
      // What it started itself may outlive it.
      end(.itself)
      var status: Int32 = 0
      while waitpid(identifier, &status, 0) == -1 {
        if errno != EINTR { return nil }
      }
      if end.withLock({ $0 }) == .tooLate { return nil }
      return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }
  }

  /// Nothing that the server has open is passed on.
  private static func keepOpenFiles() {
    let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    for file in open.compactMap({ Int32($0) }) where file > STDERR_FILENO {
      _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    }
  }

  /// Starts it as the head of a group of its own, without the server's open files.
  private static func start(
    _ program: String, _ arguments: [String], in folder: String
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    keepOpenFiles()
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    posix_spawnattr_setpgroup(&attributes, 0)
    let variables = [
      "PATH=/usr/local/bin:/usr/bin:/bin", "HOME=" + folder, "TMPDIR=" + folder, "LANG=C.UTF-8",
      "XDG_CONFIG_HOME=" + folder, "XDG_CACHE_HOME=" + folder,
    ]
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    var settings: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
    defer { for text in words + settings { free(text) } }
    var identifier: pid_t = 0
    let code = posix_spawn(&identifier, program, &actions, &attributes, &words, &settings)
    guard code == 0 else { throw Problem(.printFailed, ["reason": "start \(code)"]) }
    return identifier
  }
}
