import Foundation
import Glibc
import Synchronization

/// A PostgreSQL of the test run's own, on a socket in a folder of its own: started when the first
/// test wants it, gone with the test run however that ends.
public final class PostgresServer: Sendable {
  /// Why there is none.
  public struct NotStarted: Error, CustomStringConvertible {
    public let description: String
  }

  public let folder: String
  public let port: Int
  private let number = Mutex(0)
  /// The shell that ends the server when this end of its standard input closes.
  private let lifeline: Int32
  private let shell: pid_t

  private static let shared = Mutex<Result<PostgresServer, any Error>?>(nil)

  /// The one server of this run.
  public static func running() throws -> PostgresServer {
    try shared.withLock { shared in
      if let shared { return try shared.get() }
      let made = Result { try PostgresServer() }
      shared = made
      return try made.get()
    }
  }

  /// Where the server's programs are: on the path, or where Debian puts them.
  public static func program(_ name: String) throws -> String {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let debian = (15...30).reversed().map { "/usr/lib/postgresql/\($0)/bin" }
    for folder in debian + path.split(separator: ":").map(String.init) {
      if access(folder + "/" + name, X_OK) == 0 { return folder + "/" + name }
    }
    throw NotStarted(description: "there is no \(name); install Debian's postgresql-15")
  }

  /// - Parameters:
  ///   - isDurable: whether it flushes to the disk; only where a test is about that.
  public init(isDurable: Bool = false) throws {
    let initdb = try PostgresServer.program("initdb")
    let postgres = try PostgresServer.program("postgres")
    var template = Array("/tmp/baodao-postgres-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw NotStarted(description: "no folder: \(String(cString: strerror(errno)))")
    }
    folder = String(cString: made)
    port = try PostgresServer.freePort()
    // PostgreSQL refuses to run as root.
    let account = getuid() == 0 ? "runuser -u postgres -- " : ""
    if getuid() == 0, let postgres = getpwnam("postgres") {
      chown(folder, postgres.pointee.pw_uid, postgres.pointee.pw_gid)
    }
    let flags = isDurable ? "" : "-c fsync=off -c full_page_writes=off"
    let script = """
      cd '\(folder)' && \(account)\(initdb) -D data -U postgres -A trust -E UTF8 --locale=C \
      --no-sync >init.log 2>&1 || exit 1
      \(account)\(postgres) -D data -k '\(folder)' -p \(port) -c listen_addresses=127.0.0.1 \
      -c max_connections=300 -c shared_buffers=64MB \(flags) >server.log 2>&1 &
      read -r line
      kill -INT "$(head -n 1 data/postmaster.pid)"
      wait
      rm -rf '\(folder)'
      """
    (lifeline, shell) = try PostgresServer.start(script)
    try waitUntilReady()
  }

  // A child that has ended and that nobody waits for would hide every later one from the thread
  // with which Testing waits for its own children (`waitid(P_ALL, …, WNOWAIT)`): a hang for ever.
  deinit {
    close(lifeline)
    Thread.detachNewThread { [shell] in
      var status: Int32 = 0
      while waitpid(shell, &status, 0) == -1, errno == EINTR {}
    }
  }

  /// The address of a database on this server.
  public func address(_ database: String) -> String {
    "postgresql://postgres@/\(database)?host=\(folder)&port=\(port)"
  }

  /// Makes a database of its own; answers its address.
  public func newDatabase(_ more: String = "TEMPLATE template0") throws -> String {
    let number = number.withLock { number in
      number += 1
      return number
    }
    let name = "t\(number)"
    try sql("CREATE DATABASE \(name) \(more)")
    return address(name)
  }

  /// Runs SQL as the server's own user; answers what psql prints.
  @discardableResult
  public func sql(_ text: String, _ database: String = "postgres") throws -> String {
    let child = try ChildProcess(
      "psql", ["-X", "-q", "-t", "-A", "-v", "ON_ERROR_STOP=1", "-c", text, address(database)])
    guard child.wait() == 0 else { throw NotStarted(description: child.errors) }
    return child.output
  }

  private static func freePort() throws -> Int {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &place) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(socket, address, size) == 0 ? getsockname(socket, address, &size) : -1
      }
    }
    guard code == 0 else { throw NotStarted(description: "no free port") }
    return Int(UInt16(bigEndian: place.sin_port))
  }

  /// Starts a shell; answers the writing end of its standard input, which no child inherits.
  private static func start(_ script: String) throws -> (lifeline: Int32, shell: pid_t) {
    var ends: [Int32] = [-1, -1]
    // Closed to children at once: between `pipe` and `fcntl` another test may start one.
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw NotStarted(description: "no pair of sockets")
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var words: [UnsafeMutablePointer<CChar>?] =
      (["/bin/sh", "-c", script] as [String]).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var identifier: pid_t = 0
    let code = posix_spawn(&identifier, "/bin/sh", &actions, nil, &words, environ)
    close(ends[0])
    guard code == 0 else {
      close(ends[1])
      throw NotStarted(description: "no shell: \(code)")
    }
    return (ends[1], identifier)
  }

  /// Asks until the server answers, half a minute at the most: it tells nobody that it is ready.
  private func waitUntilReady() throws {
    let ready = try PostgresServer.program("pg_isready")
    for _ in 0..<300 {
      let child = try ChildProcess(ready, ["-q", "-h", folder, "-p", "\(port)"])
      if child.wait() == 0 { return }
      usleep(100_000)
    }
    let log = ["init.log", "server.log"].compactMap {
      try? String(contentsOfFile: folder + "/" + $0, encoding: .utf8)
    }
    throw NotStarted(description: log.joined(separator: "\n"))
  }
}
