import API
import City
import Foundation
import HTTPTypes
import Journal
import Kernel
import Pack
import Server
import StoreSQLite
import TestKit
import Testing

/// A small city whose interface is asked as a program asks it.
private struct Town {
  static let now = Instant("2026-05-28T10:00:00+08:00", offset: .china)!
  let city: City
  let server: CityServer

  init() async throws {
    let folder = NSTemporaryDirectory() + "baodao-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    city = try await City.open(
      try PackLoader.load("example", from: repositoryFiles()),
      try SQLiteStore(temporaryIn: folder), random: fixedBytes
    ) { Town.now }
    try await city.make(
      keys: ["boss": "a-supervisor", "three": "a3-dispatcher", "taker": "a-call-taker"],
      at: Town.now)
    server = CityServer(city) { Town.now }
  }

  func ask(
    _ method: HTTPRequest.Method, _ path: String, _ body: String = "", as secret: String? = "taker",
    headers named: [String: String] = [:]
  ) async throws -> (status: Int, json: JSON, headers: HTTPFields) {
    var headers = HTTPFields()
    if let secret { headers[.authorization] = "Bearer " + secret }
    if !body.isEmpty { headers[.contentType] = "application/json" }
    for (name, value) in named { headers[HTTPField.Name(name)!] = value }
    let answer = try await RouterClient(server: server).ask(
      method, "/api/v1" + path, headers, body)
    let json = answer.body.isEmpty ? JSON.null : try JSON(parsing: answer.body)
    return (answer.status, json, answer.headers)
  }

  func raw(_ path: String) async throws -> (status: Int, body: String) {
    var headers = HTTPFields()
    headers[.authorization] = "Bearer boss"
    let answer = try await RouterClient(server: server).get("/api/v1" + path, headers)
    return (answer.status, answer.body)
  }

  static let call = """
    {"kind": "hotline", "title": "A3区路灯不亮", "text": "请处理。", "caller": "王建国", \
    "channel": "phone"}
    """
}

struct APITests {
  @Test func `a matter is received, read with its version and answered once per key`()
    async throws
  {
    let town = try await Town()
    let made = try await town.ask(
      .post, "/matters/receive", Town.call, headers: ["Idempotency-Key": "call-1"])
    #expect(made.status == 201)
    let number = try #require(made.json["number"]?.string)
    #expect(made.json["repeated"] == false)
    let again = try await town.ask(
      .post, "/matters/receive", Town.call, headers: ["Idempotency-Key": "call-1"])
    #expect(again.status == 200)
    #expect(again.json["number"]?.string == number)
    #expect(again.json["repeated"] == true)
    let other = try await town.ask(
      .post, "/matters/receive", Town.call.replacing("王建国", with: "李秀英"),
      headers: ["Idempotency-Key": "call-1"])
    #expect(other.json["code"] == "request.key-reused")
    let read = try await town.ask(.get, "/matters/\(number)", as: "boss")
    #expect(read.status == 200)
    #expect(read.headers[.eTag] == "\"1\"")
    #expect(read.json["caller"] == "王先生/女士")
    let document = OpenAPIDocument.json["components"]?["schemas"]?["Matter"]
    let described = Set(document?["properties"]?.object?.keys.map { $0 } ?? [])
    #expect(Set(read.json.object?.keys.map { $0 } ?? []) == described)
    let unchanged = try await town.ask(
      .get, "/matters/\(number)", as: "boss", headers: ["If-None-Match": "\"1\""])
    #expect(unchanged.status == 304)
  }

  @Test func `an old version changes nothing`() async throws {
    let town = try await Town()
    let number = try await town.ask(.post, "/matters/receive", Town.call).json["number"]?.string
    let path = "/matters/\(try #require(number))/note"
    let body = #"{"text": "已电话核实"}"#
    let stale = try await town.ask(.post, path, body, as: "boss", headers: ["If-Match": "\"7\""])
    #expect(stale.status == 412)
    #expect(stale.json["code"] == "request.precondition-failed")
    let fresh = try await town.ask(.post, path, body, as: "boss", headers: ["If-Match": "\"1\""])
    #expect(fresh.status == 200, "\(fresh.json)")
    #expect(fresh.headers[.eTag] == "\"2\"")
    let wrong = try await town.ask(.post, path, body, as: "boss", headers: ["If-Match": "7"])
    #expect(wrong.status == 400)
  }

  @Test(arguments: [
    ("GET", "/matters?light=purple", "", 422, "request.field-invalid"),
    ("GET", "/matters?nothing=1", "", 422, "request.field-unknown"),
    ("GET", "/matters?limit=0", "", 422, "request.field-invalid"),
    ("GET", "/matters?limit=1&limit=2", "", 422, "request.field-invalid"),
    ("GET", "/matters?after=xyz", "", 422, "request.field-invalid"),
    ("GET", "/matters?area=nowhere", "", 404, "request.not-found"),
    ("GET", "/matters?from=yesterday", "", 422, "request.field-invalid"),
    ("GET", "/matters/20260528-999999", "", 404, "request.not-found"),
    ("GET", "/figures/received", "", 422, "request.field-missing"),
    ("GET", "/figures/received?period=soon", "", 422, "request.field-invalid"),
    ("GET", "/figures/nothing?period=2026", "", 404, "request.not-found"),
    ("GET", "/figures/received?period=2026&by=moon", "", 422, "request.field-invalid"),
    ("PUT", "/matters", "{}", 405, "request.method-not-allowed"),
    ("DELETE", "/matters/1", "", 405, "request.method-not-allowed"),
    ("POST", "/matters/receive", "{", 400, "request.body-invalid"),
    ("POST", "/matters/receive", "[]", 422, "request.field-invalid"),
    ("POST", "/matters/receive", #"{"kind": 7}"#, 422, "request.field-invalid"),
    ("POST", "/matters/receive", #"{"kind": "hotline"}"#, 422, "request.field-missing"),
    ("POST", "/matters/nowhere/note", #"{"text": "x"}"#, 404, "request.not-found"),
  ])
  func `a wrong request is answered in words`(
    method: String, path: String, body: String, status: Int, code: String
  ) async throws {
    let answer = try await Town().ask(
      HTTPRequest.Method(method)!, path, body, as: "boss", headers: [:])
    #expect(answer.status == status, "\(answer.json)")
    #expect(answer.json["code"]?.string == code)
    #expect(answer.headers[.contentType] == "application/problem+json; charset=utf-8")
  }

  @Test func `a body of another type or size is refused`() async throws {
    let town = try await Town()
    let form = try await town.ask(
      .post, "/matters/receive", "kind=hotline",
      headers: ["Content-Type": "application/x-www-form-urlencoded"])
    #expect(form.status == 415)
    let large = try await town.ask(
      .post, "/matters/receive", "\"" + String(repeating: "x", count: 1 << 20) + "\"")
    #expect(large.status == 413)
  }

  @Test func `who may not is refused, and who is nobody must sign in`() async throws {
    let town = try await Town()
    #expect(try await town.ask(.get, "/matters", as: nil).status == 401)
    #expect(try await town.ask(.get, "/matters", as: "guess").status == 401)
    #expect(try await town.ask(.post, "/matters/receive", Town.call, as: nil).status == 401)
    let number = try await town.ask(.post, "/matters/receive", Town.call).json["number"]?.string
    let path = "/matters/\(try #require(number))/supervise"
    let refused = try await town.ask(.post, path, #"{"reason": "x"}"#)
    #expect(refused.status == 403)
    #expect(try await town.ask(.get, "/posts", as: nil).status == 401)
    #expect(try await town.ask(.get, "/areas", as: nil).status == 200)
  }

  @Test func `a caller follows and rates with the code and nobody without it`() async throws {
    let town = try await Town()
    let made = try await town.ask(.post, "/matters/receive", Town.call)
    let number = try #require(made.json["number"]?.string)
    let id = try #require(made.json["id"]?.string)
    let subject = try #require(Identifier<City>(id)?.rawValue)
    let code = try await town.city.code(of: subject)
    let track = "/tracking/\(number)"
    let own = try await town.ask(.get, track, as: nil, headers: ["Matter-Code": code])
    #expect(own.status == 200)
    #expect(own.json["title"] == "A3区路灯不亮")
    #expect(own.json["caller"] == nil)
    let wrong = try await town.ask(.get, track, as: nil, headers: ["Matter-Code": "AAAA"])
    #expect(wrong.status == 404)
    #expect(wrong.json["code"] == "matter.code-wrong")
    #expect(try await town.ask(.get, track, as: nil).status == 422)
    let early = try await town.ask(
      .post, "/matters/\(number)/rate", #"{"grade": 5}"#, as: nil, headers: ["Matter-Code": code])
    #expect(early.status == 409, "\(early.json)")
  }

  @Test func `a list goes page by page, in fields that are asked for`() async throws {
    let town = try await Town()
    var numbers: [String] = []
    for place in 1...5 {
      let body = Town.call.replacing("A3区路灯", with: "A\(place % 2 + 2)区路灯\(place)")
      let made = try await town.ask(.post, "/matters/receive", body)
      numbers.append(try #require(made.json["number"]?.string))
    }
    var found: [String] = []
    var path: String? = "/matters?limit=2&fields=number"
    while let next = path {
      let page = try await town.ask(.get, next, as: "boss")
      found += try #require(page.json["items"]?.array).compactMap { $0["number"]?.string }
      #expect(page.json["items"]?.array?.allSatisfy { $0.object?.count == 1 } == true)
      path = page.json["next"]?.string.map { "/matters?limit=2&fields=number&after=\($0)" }
    }
    #expect(found == numbers.reversed())
    let three = try await town.ask(.get, "/matters", as: "three").json["items"]?.array
    #expect(three?.count == 3)
    let unknown = try await town.ask(.get, "/matters?fields=secret", as: "boss")
    #expect(unknown.json["code"] == "request.field-unknown")
    let long = try await town.ask(.get, "/matters?" + String(repeating: "n", count: 300) + "=1")
    #expect(long.status == 422)
    #expect(long.json["pointer"]?.string?.count == 80)
  }

  @Test func `the text of a refusal follows the asker's language`() async throws {
    let town = try await Town()
    let english = try await town.ask(
      .get, "/matters?light=x", as: "boss", headers: ["Accept-Language": "en"])
    #expect(english.json["title"]?.string?.hasPrefix("“light” must be") == true)
    let chinese = try await town.ask(
      .get, "/matters?light=x", as: "boss", headers: ["Accept-Language": "zh-CN"])
    #expect(chinese.json["title"]?.string?.hasPrefix("“light”应为") == true)
  }

  @Test func `every action has its operation and every operation its own name`() {
    let ids = Surface.operations.map(\.id)
    #expect(Set(ids).count == ids.count)
    let places = Surface.operations.map { $0.method.rawValue + $0.path }
    #expect(Set(places).count == places.count)
    for entry in ActionCatalogue.all.entries {
      let name = entry.declaration.name
      #expect(ids.contains(name.prefix(1).lowercased() + name.dropFirst()))
    }
  }

  @Test func `the committed document is the one that the operations make`() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("docs/reference/openapi.json")
    let committed = try String(contentsOf: file, encoding: .utf8)
    #expect(committed == OpenAPIDocument.json.prettyText + "\n", "run “make docs”")
  }
}

struct ExportTests {
  @Test func `a whole list comes as CSV or JSON Lines, beyond one page`() async throws {
    let town = try await Town()
    for place in 1...205 {
      let title = place == 7 ? "=1+1, \"A3区\"路灯" : "A3区路灯\(place)"
      let text = JSON.string(title).canonicalText
      _ = try await town.ask(
        .post, "/matters/receive",
        #"{"kind": "hotline", "title": \#(text), "text": "x", "caller": "王五", "channel": "web"}"#)
    }
    let headers = try await town.raw("/matters?format=csv&fields=number,title")
    let lines = headers.body.split(separator: "\r\n")
    #expect(lines.count == 206)
    #expect(lines[0] == "\u{FEFF}number,title")
    #expect(headers.body.contains("\"'=1+1, \"\"A3区\"\"路灯\""))
    let json = try await town.raw("/matters?format=jsonl&lead=a3-housing").body
    let objects = try json.split(separator: "\n").map { try JSON(parsing: String($0)) }
    #expect(Set(objects.compactMap { $0["number"]?.string }).count == objects.count)
    #expect(objects.count > 200)
    let wrong = try await town.ask(.get, "/matters?format=xlsx", as: "boss")
    #expect(wrong.status == 422)
    let refused = try await town.ask(.get, "/matters?format=csv&area=nowhere", as: "boss")
    #expect(refused.status == 404)
  }
}
