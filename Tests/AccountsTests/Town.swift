import Accounts
import City
import Journal
import Kernel
import Organisation
import Pack
import Store
import StoreSQLite
import Synchronization
import TestKit
import Testing

/// The example city with a clock that is moved by hand and bytes that never repeat.
struct Town: Sendable {
  static let start = Instant("2026-05-28T10:00:00+08:00", offset: .china)!
  static let password = "骑着单车去看海2026"

  let city: City
  let store: SQLiteStore
  private let clock: Clock

  /// The clock and the source of bytes.
  private final class Clock: Sendable {
    let passed = Mutex<Int64>(0)
    let drawn = Mutex<UInt64>(0)

    var now: Instant { Town.start.advanced(byMilliseconds: passed.withLock { $0 }) }

    func bytes(_ count: Int) -> [UInt8] {
      let seed = drawn.withLock { seed in
        seed += 1
        return seed
      }
      var random = Seeded(seed)
      return (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    }
  }

  init() async throws {
    let clock = Clock()
    self.clock = clock
    store = try temporaryStore()
    city = try await City.open(
      try PackLoader.load("example", from: repositoryFiles()), store, random: clock.bytes
    ) { clock.now }
  }

  var now: Instant { clock.now }

  func pass(hours: Double) {
    clock.passed.withLock { $0 += Int64((hours * Double(Instant.millisecondsPerHour)).rounded()) }
  }

  func pass(milliseconds: Int64) { clock.passed.withLock { $0 += milliseconds } }

  func perform<Performed: Action>(
    _ action: Performed, on login: String, by actor: Actor = City.console
  ) async throws -> Outcome where Performed.Subject == AccountEngine {
    try await city.perform(
      Request(action, on: city.accounts.id(of: login), by: actor, at: now))
  }

  /// Makes an account whose person holds a post.
  @discardableResult
  func open(_ login: String, post: String? = nil, name: String = "王芳") async throws -> String {
    _ = try await perform(CreateAccount(login: login, name: name), on: login)
    if let post { _ = try await city.appoint(login, to: post, at: now) }
    return try await city.issueWayIn(login: login, at: now)
  }

  /// Makes an account with the password of all tests, and signs in.
  func enter(_ login: String, post: String? = nil) async throws -> String {
    let token = try await open(login, post: post)
    _ = try await city.choosePassword(wayIn: token, Town.password, at: now)
    return try await signIn(login)
  }

  func signIn(_ login: String, _ password: String = password) async throws -> String {
    try await city.signIn(login: login, password: password, client: "Firefox · Linux").token
  }

  func visitor(_ token: String) async throws -> Visitor? {
    try await city.visitor(session: token, at: now)
  }

  func actor(_ token: String) async throws -> Actor? { try await visitor(token)?.actor }

  /// The names of all tables.
  func tables() async throws -> [String] {
    try await store.read {
      try $0.rows("SELECT name FROM sqlite_master WHERE type = 'table'", []).map { $0.text(0) }
    }
  }

  /// All values of a table as one text.
  func dump(_ table: String) async throws -> String {
    try await store.read { reader in
      try reader.rows(Statement("SELECT * FROM \(table)"), []).map { row in
        row.values.map { value in
          switch value {
          case .text(let text): text
          case .blob(let bytes): bytes.map { String($0, radix: 16) }.joined(separator: " ")
          case .integer(let number): String(number)
          case .real(let number): String(number)
          case .null: "null"
          }
        }.joined(separator: "|")
      }.joined(separator: "\n")
    }
  }

  /// Waits until what nobody waited for is written.
  func settle() async throws { try await store.write { _ in } }
}
