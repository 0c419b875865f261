import Accounts
import City
import HTTPTypes
import Journal
import Kernel
import Matters
import Organisation
import Settings
import Testing

@testable import Server

struct SignInTests {
  @Test func `a person signs in with login and password and sees what their post sees`()
    async throws
  {
    let lobby = try await Lobby()
    try await lobby.settle("wang", post: "a-supervisor")
    let browser = Browser(lobby)
    let page = try await browser.get("/sign-in")
    #expect(page.status == 200)
    for part in [
      #"<label for="field-login">登录名</label>"#, #"<label for="field-password">密码</label>"#,
      #"autocomplete="current-password""#, #"action="/sign-in""#,
    ] { #expect(page.body.contains(part), "\(part)") }
    let answer = try await browser.signIn("wang")
    #expect(answer.status == 303)
    #expect(answer.location == "/")
    let cookie = answer.cookie
    #expect(cookie.hasPrefix("baodao="))
    for part in ["HttpOnly", "SameSite=Lax", "Path=/"] { #expect(cookie.contains(part)) }
    #expect(!cookie.contains("Secure"))
    #expect(try await browser.get("/").status == 200)
    #expect(try await browser.get("/").body.contains("王芳"))
    #expect(try await Browser(lobby).get("/").location == "/sign-in?next=/")
  }

  @Test func `who has no matters to see is led to their account, and an editor to the drafts`()
    async throws
  {
    let lobby = try await Lobby()
    try await lobby.settle("admin", post: "administrator")
    try await lobby.settle("editor", post: "a-editor")
    #expect(try await Browser(lobby).signIn("admin").location == "/me")
    #expect(try await Browser(lobby).signIn("editor").location == "/drafts")
  }

  @Test func `a refusal keeps the login, tells nothing of who exists, and shows no password`()
    async throws
  {
    let lobby = try await Lobby()
    try await lobby.settle("wang")
    _ = try await lobby.open("qiang")
    var bodies: Set<String> = []
    for login in ["wang", "nobody", "qiang"] {
      let answer = try await Browser(lobby).signIn(login, "geheimes Wort")
      #expect(answer.status == 422)
      #expect(answer.body.contains("登录名或密码不对"))
      #expect(answer.body.contains(#"value="\#(login)""#))
      #expect(!answer.body.contains("geheim"))
      #expect(answer.cookie.isEmpty)
      bodies.insert(answer.body.replacing(login, with: "X"))
    }
    #expect(bodies.count == 1)
    let hostile = try await Browser(lobby).signIn(#""><script>"#, "x")
    #expect(!hostile.body.contains("<script>"))
    let blank = try await Browser(lobby).post("/sign-in", [("login", ""), ("password", "x")])
    #expect(blank.status == 422)
  }

  @Test func `a locked person learns it only with the right password`() async throws {
    let lobby = try await Lobby()
    try await lobby.settle("wang", post: "a-supervisor")
    let browser = Browser(lobby)
    try await browser.signIn("wang")
    #expect(try await browser.get("/").status == 200)
    _ = try await lobby.city.perform(
      Request(
        LockAccount(login: "wang", reason: "x"), on: lobby.city.accounts.id(of: "wang"),
        by: City.console, at: lobby.now))
    #expect(try await browser.get("/").status == 303, "the session ends with the lock")
    #expect(try await browser.signIn("wang", "wrong one").body.contains("登录名或密码不对"))
    let locked = try await browser.signIn("wang")
    #expect(locked.status == 403)
    #expect(locked.body.contains("已停用"))
    #expect(try await browser.get("/").status == 303)
  }

  @Test func `rights that are taken away are gone at the next request`() async throws {
    let lobby = try await Lobby()
    try await lobby.settle("wang", post: "a-supervisor")
    let browser = Browser(lobby)
    try await browser.signIn("wang")
    #expect(try await browser.get("/bulletin").status == 200)
    _ = try await lobby.city.perform(
      Request(
        VacatePost(post: "a-supervisor", person: "wang", reason: "x"),
        on: lobby.city.posts.id(of: "a-supervisor"), by: City.console, at: lobby.now))
    #expect(try await browser.get("/bulletin").status == 403)
  }

  @Test func `signing in gives a new token and ends the session before it`() async throws {
    let lobby = try await Lobby()
    try await lobby.settle("wang", post: "a-supervisor")
    let browser = Browser(lobby)
    let planted = String(repeating: "A", count: 43)
    browser.cookies["baodao"] = planted
    try await browser.signIn("wang")
    let first = try #require(browser.cookies["baodao"])
    #expect(first != planted)
    #expect(first.count == 43)
    try await browser.signIn("wang")
    let second = try #require(browser.cookies["baodao"])
    #expect(second != first)
    let thief = Browser(lobby)
    for token in [planted, first] {
      thief.cookies["baodao"] = token
      #expect(try await thief.get("/").status == 303)
    }
  }

  @Test(arguments: [
    ("/matters/1?a=b", "/matters/1?a=b"), ("https://evil.example/", "/"),
    ("//evil.example/", "/"), (#"/\evil.example"#, "/"), ("/%09/evil.example", "/%09/evil.example"),
    ("/\t/evil.example", "/"), ("javascript:alert(1)", "/"), ("evil", "/"), ("/sign-out", "/"),
    ("/way-in/x", "/"), ("/sign-in?next=/x", "/"), ("/a\r\nSet-Cookie: x=y", "/"), ("", "/"),
    ("/wall#x", "/wall#x"),
  ])
  func `a person is led on within this server only`(next: String, to: String) async throws {
    let lobby = try await Lobby()
    try await lobby.settle("wang", post: "a-supervisor")
    #expect(try await Browser(lobby).signIn("wang", next: next).location == to)
    let page = try await Browser(lobby).get("/sign-in?next=" + LocalPath.escaped(next))
    #expect(!page.body.contains("evil.example/\"") || to != "/")
  }

  @Test func `the cookie is bound to the host where the browser uses https`() async throws {
    let configured = try await Lobby {
      $0.publicAddresses = [WebOrigin("https://city.example")!]
    }
    try await configured.settle("wang", post: "a-supervisor")
    let browser = Browser(configured)
    let answer = try await browser.signIn("wang")
    #expect(answer.cookie.hasPrefix("__Host-baodao="))
    #expect(answer.cookie.contains("; Secure"))
    #expect(try await browser.get("/").status == 200)
    let proxied = try await Lobby { $0.trustedProxies = [AddressRange("10.0.0.0/8")!] }
    try await proxied.settle("wang", post: "a-supervisor")
    for (peer, header, isSecure) in [
      ("10.0.0.1", ["X-Forwarded-Proto": "https"], true),
      ("10.0.0.1", ["Forwarded": "for=192.0.2.9;proto=https"], true),
      ("10.0.0.1", ["Forwarded": "proto=https, for=192.0.2.9;proto=http"], false),
      ("192.0.2.1", ["X-Forwarded-Proto": "https"], false), ("10.0.0.1", [:], false),
    ] {
      let browser = Browser(proxied)
      (browser.peer, browser.headers) = (peer, header)
      let cookie = try await browser.signIn("wang").cookie
      #expect(cookie.hasPrefix("__Host-") == isSecure, "\(peer) \(header)")
      #expect(try await browser.get("/").status == 200)
    }
  }

  @Test func `wrong passwords slow down by login and by address, and not for ever`() async throws {
    let lobby = try await Lobby { ($0.guessBurst, $0.guessesPerHour) = (3, 60) }
    try await lobby.settle("wang", post: "a-supervisor")
    func attempt(_ login: String, _ password: String, from peer: String) async throws
      -> Browser
      .Answer
    {
      let browser = Browser(lobby)
      browser.peer = peer
      return try await browser.signIn(login, password)
    }
    for _ in 0..<5 {
      #expect(try await attempt("wang", Lobby.password, from: "192.0.2.1").status == 303)
    }
    var statuses: [Int] = []
    for number in 0..<4 {
      statuses.append(try await attempt("WANG", "wrong", from: "192.0.2.\(number + 10)").status)
    }
    #expect(statuses == [422, 422, 422, 429], "by login, from wherever")
    let slow = try await attempt("wang", Lobby.password, from: "192.0.2.1")
    #expect(slow.status == 429)
    #expect(slow.headers[.retryAfter] != nil)
    #expect(slow.body.contains("请求太频繁"))
    lobby.pass(hours: 0.02)
    #expect(try await attempt("wang", Lobby.password, from: "192.0.2.1").status == 303)
    statuses = []
    for number in 0..<4 {
      statuses.append(try await attempt("user\(number)", "wrong", from: "198.51.100.1").status)
    }
    #expect(statuses == [422, 422, 422, 429], "by address, for whatever login")
  }

  @Test func `signing out ends the session here and on the server`() async throws {
    let lobby = try await Lobby()
    try await lobby.settle("wang", post: "a-supervisor")
    let browser = Browser(lobby)
    try await browser.signIn("wang")
    let token = try #require(browser.cookies["baodao"])
    let form = try #require(try await browser.get("/me").token)
    #expect(try await browser.get("/sign-out").status == 404, "no link signs anybody out")
    #expect(try await browser.get("/").status == 200)
    let out = try await browser.post("/sign-out", [("csrf", form)])
    #expect(out.location == "/sign-in")
    #expect(out.cookie.contains("Max-Age=0"))
    #expect(browser.cookies["baodao"] == nil)
    browser.cookies["baodao"] = token
    #expect(try await browser.get("/").status == 303)
  }

  @Test func `a way in leads to a password once`() async throws {
    let lobby = try await Lobby()
    let link = try await lobby.open("wang", post: "a-supervisor")
    let browser = Browser(lobby)
    let page = try await browser.get("/way-in/\(link)")
    #expect(page.status == 200)
    #expect(page.body.contains("您的登录名是“wang”"))
    func choose(_ one: String, _ two: String) async throws -> Browser.Answer {
      try await browser.post("/way-in/\(link)", [("password", one), ("again", two)])
    }
    let short = try await choose("短", "短")
    #expect(short.status == 422)
    #expect(short.body.contains("密码须有10至200个字符"))
    #expect(try await choose(Lobby.password, Lobby.password + "x").body.contains("不一样"))
    let chosen = try await choose(Lobby.password, Lobby.password)
    #expect(chosen.status == 303)
    #expect(chosen.location == "/")
    #expect(try await browser.get("/").status == 200)
    #expect(try await choose(Lobby.password, Lobby.password).status == 404)
    #expect(try await browser.get("/way-in/\(link)").body.contains("用过或已过期"))
    let late = try await lobby.city.issueWayIn(login: "wang", at: lobby.now)
    lobby.pass(hours: 24)
    #expect(try await Browser(lobby).get("/way-in/\(late)").status == 404)
  }

  @Test func `a password may be typed in either composition`() async throws {
    let lobby = try await Lobby()
    let link = try await lobby.open("wang", post: "a-supervisor")
    let composed = "café ｆｕｌｌ width"
    _ = try await Browser(lobby).post(
      "/way-in/\(link)", [("password", composed), ("again", composed)])
    let answer = try await Browser(lobby).signIn("wang", "cafe\u{301} full width")
    #expect(answer.status == 303)
  }

  @Test func `a session ends after twelve idle hours`() async throws {
    let lobby = try await Lobby()
    try await lobby.settle("wang", post: "a-supervisor")
    let browser = Browser(lobby)
    try await browser.signIn("wang")
    lobby.pass(hours: 12)
    #expect(try await browser.get("/").location == "/sign-in?next=/")
  }

  @Test func `the pages speak the language that was chosen`() async throws {
    let lobby = try await Lobby()
    let browser = Browser(lobby)
    #expect(try await browser.get("/sign-in").body.contains("<h1>登录</h1>"))
    let chosen = try await browser.get("/settings?lang=en&next=/wall")
    #expect(chosen.location == "/wall")
    #expect(try await browser.get("/sign-in").body.contains("<h1>Sign in</h1>"))
    #expect(try await browser.get("/settings?lang=de").status == 422)
  }
}
