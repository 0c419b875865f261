import Foundation
import Glibc

/// A program that a test starts, with its output in files.
///
/// Not Foundation's `Process`: before each start it lists the open files of the whole test run, and
/// its reading of that list goes beyond the end of the buffer with more than about 1,300 of them.
/// Not swift-subprocess either: it answers through the pool of tasks, which the tests keep busy.
public final class ChildProcess {
  /// The system refused to start the program.
  public struct NotStarted: Error {
    public let program: String
    public let code: Int32
  }

  private let identifier: pid_t
  private let outputPath: String
  private let errorsPath: String
  private var ended: Int32?

  /// Starts a program, found on `PATH` where its name has no slash.
  /// - Parameter environment: variables beside those of the test run.
  public init(
    _ program: String, _ arguments: [String], in folder: String? = nil,
    environment: [String: String] = [:]
  ) throws {
    let base = NSTemporaryDirectory() + "baodao-child-" + UUID().uuidString
    (outputPath, errorsPath) = (base + ".out", base + ".err")
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, outputPath, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errorsPath, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // The shell changes the folder and then becomes the program.
    let shell = ["/bin/sh", "-c", #"cd "$0" && exec "$@""#, folder ?? "."]
    var words: [UnsafeMutablePointer<CChar>?] =
      (shell + [program] + arguments).map { strdup($0) } + [nil]
    var settings: [UnsafeMutablePointer<CChar>?] =
      variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + settings { free(text) } }
    var identifier: pid_t = 0
    let code = posix_spawn(&identifier, "/bin/sh", &actions, nil, &words, &settings)
    guard code == 0 else { throw NotStarted(program: program, code: code) }
    self.identifier = identifier
  }

  deinit {
    if isRunning {
      kill(identifier, SIGKILL)
      _ = wait()
    }
    unlink(outputPath)
    unlink(errorsPath)
  }

  public var isRunning: Bool {
    if ended != nil { return false }
    var status: Int32 = 0
    guard waitpid(identifier, &status, WNOHANG) == identifier else { return true }
    ended = ChildProcess.code(status)
    return false
  }

  /// Asks the program to end (SIGTERM).
  public func terminate() {
    if isRunning { kill(identifier, SIGTERM) }
  }

  /// The exit code once the program has ended; for a signal, 128 and its number.
  public func wait() -> Int32 {
    if let ended { return ended }
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) == -1, errno == EINTR {}
    let code = ChildProcess.code(status)
    ended = code
    return code
  }

  /// The exit code once the program has ended; waits off the pool that all tests share.
  public func end() async throws -> Int32 {
    if let ended { return ended }
    let identifier = identifier
    let status = try await onOwnThread {
      var status: Int32 = 0
      while waitpid(identifier, &status, 0) == -1, errno == EINTR {}
      return status
    }
    let code = ChildProcess.code(status)
    ended = code
    return code
  }

  private static func code(_ status: Int32) -> Int32 {
    status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }

  /// What it has written to standard output so far.
  public var output: String { (try? String(contentsOfFile: outputPath, encoding: .utf8)) ?? "" }

  /// What it has written to standard output once that is enough, it writes no more, or it took too
  /// long.
  public func output(
    secondsMax: Int64 = 60, until isEnough: @escaping @Sendable (String) -> Bool
  ) async throws -> String {
    let path = outputPath
    return try await onOwnThread {
      try ChildProcess.text(of: path, secondsMax: secondsMax, until: isEnough)
    }
  }

  /// The same for tests that have a thread of their own.
  public func awaitedOutput(
    secondsMax: Int64 = 60, until isEnough: (String) -> Bool
  ) throws -> String {
    try ChildProcess.text(of: outputPath, secondsMax: secondsMax, until: isEnough)
  }

  private static func text(
    of path: String, secondsMax: Int64, until isEnough: (String) -> Bool
  ) throws -> String {
    let watch = inotify_init1(0)
    defer { close(watch) }
    inotify_add_watch(watch, path, UInt32(IN_MODIFY | IN_CLOSE_WRITE))
    let last = ContinuousClock.now.advanced(by: .seconds(secondsMax))
    var isOver = false
    while true {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      if isOver || isEnough(text) { return text }
      let left = ContinuousClock.now.duration(to: last).components.seconds
      var asked = pollfd(fd: watch, events: Int16(POLLIN), revents: 0)
      var event = [UInt8](repeating: 0, count: 4096)
      if left < 0 || poll(&asked, 1, Int32((left + 1) * 1000)) <= 0
        || read(watch, &event, event.count) <= 0
      {
        isOver = true
        continue
      }
      // The file may have several events, of 16 bytes each with what happened as the second four.
      isOver = event.withUnsafeBytes { bytes in
        stride(from: 4, to: bytes.count, by: 16).contains {
          bytes.loadUnaligned(fromByteOffset: $0, as: UInt32.self) & UInt32(IN_CLOSE_WRITE) != 0
        }
      }
    }
  }

  /// What it has written to standard error so far.
  public var errors: String { (try? String(contentsOfFile: errorsPath, encoding: .utf8)) ?? "" }
}

/// Runs blocking work on a thread of its own, off the pool that all tests share.
public func onOwnThread<Result: Sendable>(
  _ body: @escaping @Sendable () throws -> Result
) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread {
      continuation.resume(with: Swift.Result { try body() })
    }
  }
}
