import City
import Foundation
import HTTPTypes
import Journal
import Kernel
import Matters
import Pack
import Photographs
import Server
import Store
import StoreSQLite
import TestKit
import Testing

/// Photographs sent and shown over the JSON API.
struct PhotographAPITests {
  private static let now = Instant("2026-05-28T10:00:00+08:00", offset: .china)!
  private let city: City
  private let client: RouterClient
  private let number: String
  private let subject: Int64

  init() async throws {
    let folder = NSTemporaryDirectory() + "baodao-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let city = try await City.open(
      try PackLoader.load("example", from: repositoryFiles()),
      try SQLiteStore(temporaryIn: folder), random: fixedBytes
    ) { PhotographAPITests.now }
    self.city = city
    client = RouterClient(server: CityServer(city) { PhotographAPITests.now })
    try await city.make(
      keys: ["handler": "a-supervisor", "stranger": "a3-housing-handler"], at: Self.now)
    let made = try await ActionCatalogue.all.perform(
      ActionCatalogue.Call(
        "ReceiveMatter", on: nil,
        [
          "kind": "hotline", "title": "A7县路灯不亮", "text": "请处理。", "caller": "王建国",
          "channel": "phone",
        ], by: try city.actor(post: "a-call-taker"), at: PhotographAPITests.now), city)
    subject = made.subject
    let engine = city.matters
    number = try await city.store.read { try engine.load(made.subject, $0)?.number ?? "" }
  }

  private func send(
    _ bytes: [UInt8], _ query: String = "", type: String = "image/png",
    headers more: [String: String] = ["Authorization": "Bearer handler"]
  ) async throws -> (status: Int, json: JSON) {
    var headers = HTTPFields()
    headers[.contentType] = type
    for (name, value) in more { headers[HTTPField.Name(name)!] = value }
    let answer = try await client.send(
      .post, "/api/v1/matters/\(number)/photographs" + query, headers, bytes)
    return (answer.status, try JSON(parsing: String(decoding: answer.bytes, as: UTF8.self)))
  }

  private func show(
    _ digest: String, headers more: [String: String] = ["Authorization": "Bearer handler"]
  ) async throws -> RouterClient.Bytes {
    var headers = HTTPFields()
    for (name, value) in more { headers[HTTPField.Name(name)!] = value }
    return try await client.send(
      .get, "/api/v1/matters/\(number)/photographs/\(digest)", headers, [])
  }

  @Test func `a photograph is attached and shown to those who see the matter`() async throws {
    let photograph = try Photograph.sample(seed: 7, width: 20, height: 10)
    #expect(try await send(photograph.bytes, "?purpose=after").status == 200)
    let shown = try await show(photograph.digest)
    #expect(shown.status == 200)
    #expect(shown.bytes == photograph.bytes)
    #expect(shown.headers[.contentType] == "image/png")
    #expect(shown.headers[.xContentTypeOptions] == "nosniff")
    let tag = try #require(shown.headers[.eTag])
    let again = try await show(
      photograph.digest, headers: ["Authorization": "Bearer handler", "If-None-Match": tag])
    #expect(again.status == 304 && again.bytes.isEmpty)
    #expect(try await show(photograph.digest, headers: [:]).status == 401)
    let stranger = try await show(
      photograph.digest, headers: ["Authorization": "Bearer stranger"])
    #expect(stranger.status == 404)
    #expect(try await show(String(repeating: "0", count: 64)).status == 404)
    let elsewhere = try Photograph.sample(seed: 70, width: 20, height: 10)
    _ = try await city.keep(elsewhere, at: Self.now)
    #expect(try await show(elsewhere.digest).status == 404, "this matter does not show it")
  }

  @Test func `its caller adds and sees a photograph with the code and with no other`()
    async throws
  {
    let photograph = try Photograph.sample(seed: 8, width: 20, height: 10)
    let code = try await city.code(of: subject)
    #expect(
      try await send(photograph.bytes, headers: ["Matter-Code": code]).status == 200)
    #expect(try await show(photograph.digest, headers: ["Matter-Code": code]).status == 200)
    let wrong = try await show(photograph.digest, headers: ["Matter-Code": "AAAAAAAA"])
    #expect(wrong.status == 404)
  }

  @Test func `what is no photograph is refused and leaves nothing`() async throws {
    let sample = try Photograph.sample(seed: 9, width: 20, height: 10)
    #expect(try await send([], type: "image/png").status == 415)
    #expect(try await send(Array("<svg/>".utf8)).json["code"] == "photograph.type-unknown")
    #expect(try await send(sample.bytes, type: "text/html").status == 415)
    #expect(try await send(Array(sample.bytes.dropLast(20))).status == 422)
    #expect(try await send(sample.bytes, "?purpose=never").status == 422)
    let large = sample.bytes + [UInt8](repeating: 0, count: PhotographLimits.bytesMax)
    #expect(try await send(large).status == 413)
    let rows = try await city.store.read { try $0.rows("SELECT digest FROM photograph", []) }
    #expect(rows.isEmpty)
  }

  @Test func `a photograph that nothing shows is swept after a day, one that is shown stays`()
    async throws
  {
    let loose = try Photograph.sample(seed: 1, width: 4, height: 4)
    let shown = try Photograph.sample(seed: 2, width: 4, height: 4)
    _ = try await city.keep(loose, at: Self.now)
    #expect(try await send(shown.bytes).status == 200)
    func kept() async throws -> Set<String> {
      Set(
        try await city.store.read {
          try $0.rows("SELECT digest FROM photograph", []).map { $0.text(0) }
        })
    }
    let day = PhotographShelf.waitMilliseconds
    try await city.sweepPhotographs(at: Self.now.advanced(byMilliseconds: day))
    #expect(try await kept() == [loose.digest, shown.digest])
    try await city.sweepPhotographs(at: Self.now.advanced(byMilliseconds: day + 1))
    #expect(try await kept() == [shown.digest])
  }
}
