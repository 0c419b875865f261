import Accounts
import City
import HTTPTypes
import Journal
import Kernel
import Matters
import Testing

@testable import Server

struct ForgeryTests {
  private func signedIn() async throws -> (Lobby, Browser, token: String) {
    let lobby = try await Lobby()
    try await lobby.settle("wang", post: "a-call-taker")
    let browser = Browser(lobby)
    try await browser.signIn("wang")
    return (lobby, browser, try #require(try await browser.get("/me").token))
  }

  private func keys(_ browser: Browser) async throws -> Int {
    try await browser.get("/me").body.ranges(of: "/me/keys/revoke").count
  }

  @Test func `a form without the session's token does nothing`() async throws {
    let (lobby, browser, token) = try await signedIn()
    let other = Browser(lobby)
    try await lobby.settle("li.na")
    try await other.signIn("li.na")
    let foreign = try #require(try await other.get("/me").token)
    let wrong = String(token.reversed())
    for fields in [
      [], [("csrf", "")], [("csrf", foreign)], [("csrf", wrong)],
      [("csrf", token), ("csrf", token)], [("csrf", String(token.dropLast()))],
    ] {
      let answer = try await browser.post("/me/keys", fields + [("label", "x")])
      #expect(answer.status == 403, "\(fields)")
      #expect(answer.body.contains("request.forged"))
    }
    #expect(try await keys(browser) == 0)
    let right = try await browser.post("/me/keys", [("csrf", token), ("label", "x")])
    #expect(right.status == 200)
    #expect(try await keys(browser) == 1)
  }

  @Test func `each page shows another token, and all of them are good`() async throws {
    let (_, browser, first) = try await signedIn()
    let second = try #require(try await browser.get("/me").token)
    #expect(first != second)
    for token in [first, second] {
      #expect(try await browser.post("/me/keys", [("csrf", token), ("label", "x")]).status == 200)
    }
  }

  @Test(arguments: [
    (["Origin": "https://evil.example"], 403), (["Origin": "null"], 403), ([:], 403),
    (["Origin": "http://city.example"], 403), (["Origin": "http://city.example:8080"], 200),
    (["Sec-Fetch-Site": "cross-site", "Origin": "http://city.example:8080"], 403),
    (["Sec-Fetch-Site": "same-site"], 403), (["Sec-Fetch-Site": "same-origin"], 200),
    (["Sec-Fetch-Site": "none"], 200),
  ])
  func `a form has to come from a page of this server`(
    headers: [String: String], status: Int
  ) async throws {
    let (_, browser, token) = try await signedIn()
    let fields = [("csrf", token), ("label", "x")]
    let answer = try await browser.post("/me/keys", fields, origin: nil, headers)
    #expect(answer.status == status)
    #expect(try await keys(browser) == (status == 200 ? 1 : 0))
    let entering = try await Browser(browser.lobby).post(
      "/sign-in", [("login", "wang"), ("password", Lobby.password)], origin: nil, headers)
    #expect(entering.status == (status == 200 ? 303 : 403), "nobody is signed in by another site")
  }

  @Test func `the interface takes a session only with the header, and a key without it`()
    async throws
  {
    let (lobby, browser, token) = try await signedIn()
    let body = """
      {"kind": "hotline", "title": "A3区路灯不亮", "text": "x", "caller": "王", "channel": "phone"}
      """
    func receive(_ headers: [String: String]) async throws -> Int {
      try await browser.send(
        .post, "/api/v1/matters/receive",
        ["Content-Type": "application/json"].merging(headers) { $1 }, body
      ).status
    }
    let here = ["Origin": "http://" + Lobby.authority]
    #expect(try await receive([:]) == 403)
    #expect(try await receive(here) == 403)
    #expect(try await receive(here.merging(["X-CSRF-Token": "x"]) { $1 }) == 403)
    #expect(try await receive(["X-CSRF-Token": token]) == 403)
    #expect(
      try await receive(["X-CSRF-Token": token, "Origin": "https://evil.example"]) == 403)
    #expect(try await receive(here.merging(["X-CSRF-Token": token]) { $1 }) == 201)
    #expect(try await browser.get("/api/v1/matters").status == 200)
    try await lobby.city.make(keys: ["taker": "a-call-taker"], at: lobby.now)
    browser.cookies = [:]
    #expect(try await receive(["Authorization": "Bearer taker"]) == 201)
    #expect(try await receive([:]) == 401)
  }

  @Test(arguments: [
    ("a=1&b=2&a=3", [("a", "1"), ("b", "2"), ("a", "3")]), ("", []), ("&&", []),
    ("a", [("a", "")]), ("a=b=c", [("a", "b=c")]), ("a+b=c%2Bd", [("a b", "c+d")]),
    ("n=%E7%8E%8B", [("n", "王")]), ("t=1%0D%0A2%0A3", [("t", "1\n2\n3")]),
  ])
  func `fields are read in their order`(text: String, fields: [(String, String)]) throws {
    let form = try Form(Array(text.utf8))
    #expect(form.fields == fields.map { Form.Field(name: $0.0, value: $0.1) })
  }

  @Test(arguments: [
    ("a=%", "request.form-invalid"), ("a=%4", "request.form-invalid"),
    ("a=%zz", "request.form-invalid"), ("a=%FF", "request.form-invalid"),
    ("a=%00", "request.form-invalid"), ("a=%ED%A0%80", "request.form-invalid"),
    ("=a", "request.form-invalid"), ("%1B=a", "request.form-invalid"),
    (String(repeating: "a", count: 101) + "=1", "request.form-too-large"),
    ("a=" + String(repeating: "a", count: 131_073), "request.form-too-large"),
    (String(repeating: "a=1&", count: 501), "request.form-too-large"),
    (String(repeating: "a=1&", count: 500), nil),
    (String(repeating: "a", count: 262_145), "request.form-too-large"),
  ])
  func `a form that is not encoded as it should be, or too large, is refused`(
    text: String, code: String?
  ) {
    var found: String?
    do { _ = try Form(Array(text.utf8)) } catch { found = error.kind.code }
    #expect(found == code)
  }

  @Test func `a field's problem names the field`() throws {
    let form = try Form(Array("a=1&a=2&b=+&c=abc".utf8))
    func problem(_ body: () throws(Problem) -> String?) -> [String] {
      do {
        return [try body() ?? "nil"]
      } catch {
        return [error.kind.code, error.field]
      }
    }
    #expect(problem { () throws(Problem) in try form.text("a") } == ["request.field-invalid", "a"])
    #expect(problem { () throws(Problem) in try form.text("b") } == ["request.field-missing", "b"])
    #expect(problem { () throws(Problem) in try form.text("z") } == ["request.field-missing", "z"])
    #expect(
      problem { () throws(Problem) in try form.text("c", max: 2) } == ["request.too-long", "c"])
    #expect(problem { () throws(Problem) in try form.text("c", max: 3) } == ["abc"])
    #expect(problem { () throws(Problem) in try form.textIfPresent("b") } == ["nil"])
    #expect(form.values("a") == ["1", "2"])
  }

  @Test func `a form of another media type is refused`() async throws {
    let (_, browser, token) = try await signedIn()
    let answer = try await browser.post(
      "/me/keys", [("csrf", token), ("label", "x")], ["Content-Type": "text/plain"])
    #expect(answer.status == 415)
  }
}
