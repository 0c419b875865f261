import City
import Journal
import Kernel
import Matters
import Open311
import Pack
import Store
import StoreSQLite
import TestKit
import Testing

/// The example city with its Open311, at ten in the morning.
struct Office {
  static let now = Instant("2026-05-28T10:00:00+08:00", offset: .china)!
  static let packLoaded = Result { try PackLoader.load("example", from: repositoryFiles()) }

  let city: City
  let interface: Open311

  init() async throws {
    let city = try await City.open(
      try Office.packLoaded.get(), try temporaryStore(), random: fixedBytes
    ) { Office.now }
    self.city = city
    let keys: [String: Actor] = [
      "taker": try city.actor(post: "a-call-taker"), "boss": try city.actor(post: "a-supervisor"),
      "three": try city.actor(post: "a3-dispatcher"), "editor": try city.actor(post: "a-editor"),
      "resident": try city.resident("王建国"),
    ]
    interface = Open311(city, Open311.Settings(changedAt: Office.now)) { keys[$0] }
  }

  // MARK: Asking

  func get(
    _ path: String, at now: Instant = Office.now, _ language: Language = .english
  ) async throws -> GeoAnswer {
    let halves = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(
      String.init)
    return try await interface.answer(
      GeoRequest(
        .get, "/open311" + halves[0], query: halves.count == 2 ? halves[1] : "",
        origin: "https://city.example", language: language, now: now))
  }

  func post(
    _ path: String, _ fields: [(String, String)], at now: Instant = Office.now,
    type: String = "application/x-www-form-urlencoded"
  ) async throws -> GeoAnswer {
    let body = fields.map { "\(Office.encoded($0))=\(Office.encoded($1))" }.joined(separator: "&")
    return try await interface.answer(
      GeoRequest(
        .post, "/open311" + path, mediaType: type, body: Array(body.utf8),
        origin: "https://city.example", language: .english, now: now))
  }

  static func encoded(_ text: String) -> String {
    text.utf8.reduce(into: "") { result, byte in
      let isPlain = (48...57).contains(byte) || (97...122).contains(byte) || byte == 95
      result +=
        isPlain
        ? String(UnicodeScalar(byte))
        : "%" + String(byte / 16, radix: 16)
          + String(byte % 16, radix: 16)
    }
  }

  /// Files a lamp that is out, and answers its number.
  func file(
    _ more: [(String, String)] = [], description: String = "路灯不亮", at now: Instant = Office.now
  ) async throws -> String {
    let answer = try await post(
      "/v2/requests.json",
      [
        ("api_key", "taker"), ("service_code", "street-facilities"), ("address_id", "a3"),
        ("description", description), ("attribute[facility]", "lamp"),
      ] + more, at: now)
    #expect(answer.status == 200, "\(answer.text)")
    return try #require(try record(answer)["service_request_id"]?.string)
  }

  /// The first record of an answer in JSON.
  func record(_ answer: GeoAnswer) throws -> JSON {
    try #require(try JSON(parsing: answer.text).array?.first, "\(answer.text)")
  }

  // MARK: Working

  func matter(_ number: String) async throws -> Matter {
    let id = try await city.subject("matter", named: number)
    let engine = city.matters
    return try #require(try await city.store.read { try engine.loadWhole(id, $0) })
  }

  @discardableResult func perform(
    _ action: String, on number: String? = nil, _ input: JSON = .object([:]), by actor: Actor,
    at now: Instant = Office.now
  ) async throws -> Outcome {
    var id: Int64?
    if let number { id = try await city.subject("matter", named: number) }
    return try await ActionCatalogue.all.perform(
      ActionCatalogue.Call(action, on: id, input, by: actor, at: now), city)
  }

  /// Whoever handles matters in the unit that leads one.
  func handler(of number: String) async throws -> Actor {
    try city.actor(role: "handler", unit: try #require(try await matter(number).lead))
  }

  func answer(
    _ number: String, _ reply: String = "路灯已修复。", at now: Instant = Office.now
  ) async throws {
    try await perform(
      "AnswerMatter", on: number, ["reply": .string(reply)], by: try await handler(of: number),
      at: now)
  }

  func close(_ number: String, at now: Instant = Office.now) async throws {
    try await perform(
      "CloseMatter", on: number, ["outcome": "solved"], by: try city.actor(post: "a-supervisor"),
      at: now)
  }
}

extension Instant {
  func hours(_ count: Int64) -> Instant {
    advanced(byMilliseconds: count * Instant.millisecondsPerHour)
  }
}
