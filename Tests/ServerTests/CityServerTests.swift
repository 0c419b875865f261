import City
import Foundation
import HTTPTypes
import Journal
import Kernel
import Matters
import Pack
import Server
import Store
import StoreSQLite
import TestKit
import Testing

/// A small city with two matters in different districts, and a server in front of it.
private struct Town {
  static let now = Instant("2026-05-28T10:00:00+08:00", offset: .china)!
  let city: City
  let numbers: [String]
  let server: CityServer

  init() async throws {
    let folder = NSTemporaryDirectory() + "baodao-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let pack = try PackLoader.load("example", from: repositoryFiles())
    city = try await City.open(
      pack, try SQLiteStore(temporaryIn: folder), random: fixedBytes
    ) { Town.now }
    var numbers: [String] = []
    for (title, caller) in [("A3区<b>路灯</b>白天亮着", "王建国"), ("A1区井盖破损", "李秀英")] {
      let outcome = try await city.perform(
        Request(
          ReceiveMatter(
            kind: "hotline", title: title, text: "请处理。", caller: caller, channel: "phone"),
          by: try city.actor(post: "a-call-taker"), at: Town.now))
      let engine = city.matters
      let matter = try await city.store.read { try engine.load(outcome.subject, $0) }
      numbers.append(try #require(matter).number)
    }
    self.numbers = numbers
    try await city.make(
      keys: ["boss": "a-supervisor", "three": "a3-dispatcher", "taker": "a-call-taker"],
      at: Town.now)
    server = CityServer(city) { Town.now }
  }

  func get(_ path: String, _ secret: String? = nil) async throws -> (status: Int, body: String) {
    var headers = HTTPFields()
    if let secret { headers[.authorization] = "Bearer " + secret }
    let answer = try await RouterClient(server: server).get(path, headers)
    return (answer.status, answer.body)
  }
}

struct CityServerTests {
  @Test func `health answers anybody and says how far the journal is`() async throws {
    let answer = try await Town().get("/health")
    #expect(answer.status == 200)
    #expect(answer.body == #"{"position":5,"status":"ok"}"#)
  }

  @Test(arguments: ["/", "/bulletin", "/api/v1/matters", "/matters/20260528-000001"])
  func `nothing is read without a sign-in`(path: String) async throws {
    let answer = try await Town().get(path)
    #expect(answer.status == 401)
    #expect(answer.body.contains("request.not-signed-in"))
    let wrong = try await Town().get(path, "guess")
    #expect(wrong.status == 401)
  }

  @Test func `a post sees what lies in its area and nothing else`() async throws {
    let town = try await Town()
    let all = try await town.get("/api/v1/matters", "boss").body
    #expect(town.numbers.allSatisfy(all.contains))
    let three = try await town.get("/api/v1/matters", "three").body
    #expect(three.contains(town.numbers[0]))
    #expect(!three.contains(town.numbers[1]))
    #expect(try await town.get("/matters/\(town.numbers[0])", "three").status == 200)
    #expect(try await town.get("/matters/\(town.numbers[1])", "three").status == 404)
    #expect(try await town.get("/api/v1/matters/\(town.numbers[1])", "three").status == 404)
  }

  @Test func `a hostile title is shown and not run, and a caller by surname only`() async throws {
    let town = try await Town()
    let page = try await town.get("/matters/\(town.numbers[0])", "boss").body
    #expect(page.contains("A3区&lt;b&gt;路灯&lt;/b&gt;白天亮着"))
    #expect(!page.contains("<b>路灯"))
    #expect(page.contains("王先生/女士"))
    #expect(!page.contains("王建国"))
    let json = try await town.get("/api/v1/matters/\(town.numbers[0])", "boss").body
    #expect(!json.contains("王建国"))
  }

  @Test func `the bulletin counts only the areas of the post and needs its permission`()
    async throws
  {
    let town = try await Town()
    let whole = try await town.get("/bulletin?date=2026-05-28", "boss")
    #expect(whole.status == 200)
    #expect(whole.body.contains(#"<span class="tile-value">2 "#))
    let three = try await town.get("/bulletin?date=2026-05-28", "three").body
    #expect(three.contains(#"<span class="tile-value">1 "#))
    #expect(!three.contains(#"<span class="tile-value">2 "#))
    #expect(try await town.get("/bulletin", "taker").status == 403)
  }

  @Test(arguments: [
    ("/?light=purple", 422), ("/nowhere", 404), ("/matters/%00%ff", 404),
    ("/api/v1/matters?after=99999999-000001", 422),
    ("/bulletin?date=2026-13-45", 422),
  ])
  func `a wrong address is answered in words`(path: String, status: Int) async throws {
    let answer = try await Town().get(path, "boss")
    #expect(answer.status == status, "\(path): \(answer.body.prefix(200))")
  }

  @Test func `a person gets a page that says what happened and leads back`() async throws {
    let town = try await Town()
    var headers = HTTPFields()
    headers[.accept] = "text/html,application/xhtml+xml"
    let answer = try await RouterClient(server: town.server).get("/matters/1?a=b&c", headers)
    #expect(answer.status == 303)
    #expect(answer.headers[.location] == "/sign-in?next=/matters/1%3Fa%3Db%26c")
    headers[.authorization] = "Bearer boss"
    let page = try await RouterClient(server: town.server).get("/matters/1", headers).body
    #expect(page.contains("<h1>找不到</h1>"))
    #expect(page.contains(#" href="/">"#))
  }
}
