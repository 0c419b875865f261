import City
import Foundation
import HTTPTypes
import Housekeeping
import Hummingbird
import HummingbirdCore
import Journal
import Kernel
import Logging
import Matters
import NIOCore
import NIOEmbedded
import Pack
import Settings
import Store
import StoreSQLite
import Synchronization
import TestKit

@testable import Server

/// A city with one matter behind a server whose clock, log and settings the test holds.
final class WatchedTown: Sendable {
  static let now = Instant("2026-05-28T10:00:00+08:00", offset: .china)!
  static let title = "A3区路灯坏了，找王建国"

  let city: City
  let server: CityServer
  let number: String
  let code: String
  let metrics: Metrics
  private let lines = Mutex<[String]>([])
  private let milliseconds = Mutex<Int64>(0)
  private let later = Mutex<Int64>(0)

  init(_ change: (inout Settings.ServerConfiguration) -> Void = { _ in }) async throws {
    let folder = NSTemporaryDirectory() + "baodao-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let pack = try PackLoader.load("example", from: repositoryFiles())
    city = try await City.open(
      pack, try SQLiteStore(temporaryIn: folder), random: fixedBytes
    ) { WatchedTown.now }
    try await city.make(
      keys: ["boss": "a-supervisor", "three": "a3-dispatcher"], at: WatchedTown.now)
    let outcome = try await city.perform(
      Journal.Request(
        ReceiveMatter(
          kind: "hotline", title: WatchedTown.title, text: "请处理。", caller: "王建国",
          channel: "phone"),
        by: try city.actor(post: "a-call-taker"), at: WatchedTown.now))
    let engine = city.matters
    number = try await city.store.read { try engine.load(outcome.subject, $0)?.number ?? "" }
    code = try await city.code(of: outcome.subject)
    var configuration = Settings.ServerConfiguration()
    change(&configuration)
    let ties = Ties()
    metrics = Metrics(version: "1") { ties.milliseconds() * 1_000_000 }
    let equipment = ServerEquipment(
      configuration, metrics: metrics,
      logger: Logger(label: "test") { _ in
        LineLogHandler(.json, level: .trace, clock: { WatchedTown.now }, write: ties.write)
      },
      clock: { WatchedTown.now }, monotonic: ties.milliseconds,
      random: { [UInt8](repeating: 0xAB, count: $0) },
      process: { ProcessFigures(residentBytes: 1, openFiles: 2) })
    server = CityServer(
      city, equipment
    ) { WatchedTown.now.advanced(byMilliseconds: ties.late()) }
    city.store.observe(metrics)
    city.runner.observe(metrics)
    ties.town = self
  }

  /// What the server asks of the machine, answered by the town once it is there.
  // Safe because the town is set once, before the first request.
  private final class Ties: @unchecked Sendable {
    weak var town: WatchedTown?

    func milliseconds() -> Int64 { town?.milliseconds.withLock { $0 } ?? 0 }
    func late() -> Int64 { town?.later.withLock { $0 } ?? 0 }
    func write(_ line: String) { town?.lines.withLock { $0.append(line) } }
  }

  /// Lets the clock of the machine go on.
  func pass(milliseconds count: Int64) { milliseconds.withLock { $0 += count } }

  /// Lets the city's day go on.
  func wait(milliseconds count: Int64) { later.withLock { $0 += count } }

  var log: [String] { lines.withLock { $0 } }

  struct Answer {
    let status: Int
    let headers: HTTPFields
    let bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  func send(
    _ method: HTTPRequest.Method = .get, _ path: String, _ headers: [String: String] = [:],
    body: String? = nil, from peer: String? = "127.0.0.1",
    through routes: ((Router<CityRequestContext>) -> Void)? = nil
  ) async throws -> Answer {
    var fields = HTTPFields()
    for (name, value) in headers {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    let request = Hummingbird.Request(
      head: HTTPRequest(
        method: method, scheme: "http", authority: "localhost", path: path, headerFields: fields),
      body: RequestBody(buffer: ByteBuffer(string: body ?? "")))
    var context = CityRequestContext(
      source: ApplicationRequestContextSource(
        channel: NIOAsyncTestingChannel(), logger: Logger(label: "unused")))
    context.peer = peer.flatMap { NetworkAddress($0) }
    let router = server.router()
    routes?(router)
    let response = try await router.buildResponder().respond(to: request, context: context)
    let writer = CollectingWriter()
    try await response.body.write(writer)
    return Answer(
      status: response.status.code, headers: response.headers,
      bytes: writer.bytes.withLock { $0 })
  }
}

extension HTTPFields {
  subscript(text name: String) -> String? { HTTPField.Name(name).flatMap { self[$0] } }
}
