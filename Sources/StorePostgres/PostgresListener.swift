import Dispatch
import Glibc
import Kernel
import Store
import Synchronization

/// Hears of what any node wrote, on a connection and a thread of its own, and tells the database
/// that this node lives.
final class PostgresListener: Sendable {
  private struct State {
    var listener: (@Sendable () -> Void)?
    var isRunning = false
    var isEnding = false
  }

  /// Milliseconds after which the node says that it lives, and without the database's word
  /// listeners look for themselves.
  private static let roundMilliseconds: Int32 = 1_000
  /// Rounds between two signs of life.
  private static let lifeRounds = 30

  private let settings: PostgresSettings
  private let session: PostgresSession?
  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "baodao.postgres.listener")
  /// Wakes the thread where it ends.
  private let bell: (read: Int32, write: Int32)

  init(_ settings: PostgresSettings, _ session: PostgresSession?) {
    self.settings = settings
    self.session = session
    var ends: [Int32] = [-1, -1]
    bell = pipe(&ends) == 0 ? (ends[0], ends[1]) : (-1, -1)
  }

  deinit {
    close(bell.read)
    close(bell.write)
  }

  /// Begins or ends calling back; the first call begins the thread.
  func listen(_ listener: (@Sendable () -> Void)?) {
    let begins = state.withLock { state in
      state.listener = listener
      defer { state.isRunning = true }
      return !state.isRunning && !state.isEnding
    }
    if begins { queue.async { self.run() } }
  }

  func end() {
    state.withLock { $0.isEnding = true }
    var byte: UInt8 = 1
    _ = write(bell.write, &byte, 1)
  }

  private var isEnding: Bool { state.withLock { $0.isEnding } }

  private func tell() { state.withLock { $0.listener }?() }

  private func run() {
    var patience = Patience(seconds: .max / 2_000_000_000)
    while !isEnding {
      do {
        try hear()
      } catch {
        // Without the database's word everybody looks for themselves until it is back.
        tell()
        _ = patience.wait()
      }
    }
  }

  private func hear() throws {
    let connection = try PostgresConnection(settings, address: settings.listenAddress)
    // A pool would keep the listening for whoever has the connection next.
    if !settings.isPooled || settings.listenAddress != nil {
      try connection.control("LISTEN baodao")
      try connection.mark()
    }
    tell()
    var rounds = 0
    while !isEnding {
      var waits = [
        pollfd(fd: connection.socket, events: Int16(POLLIN), revents: 0),
        pollfd(fd: bell.read, events: Int16(POLLIN), revents: 0),
      ]
      _ = poll(&waits, 2, PostgresListener.roundMilliseconds)
      if try connection.takeNotices() > 0 || settings.isPooled { tell() }
      rounds += 1
      if rounds.isMultiple(of: PostgresListener.lifeRounds) { try session?.sayAlive(connection) }
    }
  }
}
