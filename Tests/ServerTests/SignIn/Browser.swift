import Accounts
import City
import HTTPTypes
import Housekeeping
import Hummingbird
import HummingbirdCore
import Journal
import Kernel
import Logging
import NIOCore
import NIOEmbedded
import Organisation
import Pack
import Settings
import StoreSQLite
import Synchronization
import TestKit
import Testing

@testable import Server

/// The example city with an account behind a server, and a clock that is moved by hand.
final class Lobby: Sendable {
  static let start = Instant("2026-05-28T10:00:00+08:00", offset: .china)!
  static let password = "骑着单车去看海2026"
  static let authority = "city.example:8080"

  let city: City
  let server: CityServer
  /// The server's routes; putting them together takes longer than most answers.
  let responder: RouterResponder<CityRequestContext>
  private let clock: Clock

  private final class Clock: Sendable {
    let passed = Mutex<Int64>(0)
    let drawn = Mutex<UInt64>(0)

    var milliseconds: Int64 { passed.withLock { $0 } }
    var now: Instant { Lobby.start.advanced(byMilliseconds: milliseconds) }

    func bytes(_ count: Int) -> [UInt8] {
      let seed = drawn.withLock { seed in
        seed += 1
        return seed
      }
      var random = Seeded(seed)
      return (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    }
  }

  init(
    printer: (any PagePrinter)? = nil,
    _ change: (inout Settings.ServerConfiguration) -> Void = { _ in },
    equip: (inout ServerEquipment) -> Void = { _ in }
  ) async throws {
    let clock = Clock()
    self.clock = clock
    city = try await City.open(
      try PackLoader.load("example", from: repositoryFiles()), try temporaryStore(),
      random: clock.bytes
    ) { clock.now }
    var configuration = Settings.ServerConfiguration()
    configuration.requestRate = 0
    change(&configuration)
    var equipment = ServerEquipment(
      configuration, metrics: Metrics(version: "0") { 0 },
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, clock: { clock.now },
      monotonic: { clock.milliseconds }, random: clock.bytes, printer: printer)
    equip(&equipment)
    server = CityServer(city, equipment) { clock.now }
    responder = server.router().buildResponder()
  }

  var now: Instant { clock.now }

  func pass(hours: Double) {
    clock.passed.withLock { $0 += Int64((hours * Double(Instant.millisecondsPerHour)).rounded()) }
  }

  /// Makes an account; answers its way in.
  func open(_ login: String, post: String? = nil) async throws -> String {
    _ = try await city.perform(
      Journal.Request(
        CreateAccount(login: login, name: "王芳"), on: city.accounts.id(of: login),
        by: City.console, at: now))
    if let post { _ = try await city.appoint(login, to: post, at: now) }
    return try await city.issueWayIn(login: login, at: now)
  }

  /// Makes an account with the password of all tests.
  func settle(_ login: String, post: String? = nil) async throws {
    let token = try await open(login, post: post)
    _ = try await city.choosePassword(wayIn: token, Lobby.password, at: now)
  }
}

/// A browser before the server: it keeps cookies and says which page a form came from.
final class Browser {
  let lobby: Lobby
  var cookies: [String: String] = [:]
  /// Headers of every request, such as those of a proxy.
  var headers: [String: String] = [:]
  var peer = "192.0.2.1"

  init(_ lobby: Lobby) { self.lobby = lobby }

  struct Answer {
    let status: Int
    let headers: HTTPFields
    let body: String

    var location: String? { headers[.location] }
    var cookie: String { headers[.setCookie] ?? "" }

    /// The hidden token of the page's forms.
    var token: String? {
      body.firstMatch(of: /name="csrf" value="([^"]+)"/).map { String($0.1) }
    }
  }

  func get(_ path: String, _ more: [String: String] = [:]) async throws -> Answer {
    try await send(.get, path, ["Accept": "text/html"].merging(more) { $1 }, "")
  }

  /// Sends a form from a page of the server.
  func post(
    _ path: String, _ fields: [(String, String)], origin: String? = "http://" + Lobby.authority,
    _ more: [String: String] = [:]
  ) async throws -> Answer {
    var named = ["Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"]
    named["Origin"] = origin
    let body = fields.map { LocalPath.escaped($0.0) + "=" + LocalPath.escaped($0.1) }
      .joined(separator: "&")
    return try await send(.post, path, named.merging(more) { $1 }, body)
  }

  func send(
    _ method: HTTPRequest.Method, _ path: String, _ named: [String: String], _ body: String
  ) async throws -> Answer {
    try await send(method, path, named, bytes: Array(body.utf8))
  }

  func send(
    _ method: HTTPRequest.Method, _ path: String, _ named: [String: String], bytes: [UInt8]
  ) async throws -> Answer {
    var fields = HTTPFields()
    for (name, value) in headers.merging(named, uniquingKeysWith: { $1 }) {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    if !cookies.isEmpty {
      fields[.cookie] = cookies.map { "\($0)=\($1)" }.sorted().joined(separator: "; ")
    }
    let request = Hummingbird.Request(
      head: HTTPRequest(
        method: method, scheme: "http", authority: Lobby.authority, path: path,
        headerFields: fields), body: RequestBody(buffer: ByteBuffer(bytes: bytes)))
    var context = CityRequestContext(
      source: ApplicationRequestContextSource(
        channel: NIOAsyncTestingChannel(), logger: Logger(label: "test")))
    context.peer = NetworkAddress(peer)
    let response = try await lobby.responder.respond(to: request, context: context)
    let writer = CollectingWriter()
    try await response.body.write(writer)
    for line in response.headers[values: .setCookie] { keep(line) }
    return Answer(
      status: response.status.code, headers: response.headers,
      body: String(decoding: writer.bytes.withLock { $0 }, as: UTF8.self))
  }

  private func keep(_ line: String) {
    let pair = line.prefix { $0 != ";" }.split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    cookies[String(pair[0])] = line.contains("Max-Age=0") ? nil : String(pair[1])
  }

  @discardableResult
  func signIn(_ login: String, _ password: String = Lobby.password, next: String? = nil)
    async throws -> Answer
  {
    var fields = [("login", login), ("password", password)]
    if let next { fields.append(("next", next)) }
    return try await post("/sign-in", fields)
  }
}
