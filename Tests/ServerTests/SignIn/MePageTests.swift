import Accounts
import City
import HTTPTypes
import Journal
import Kernel
import Testing

@testable import Server

struct MePageTests {
  private func signedIn() async throws -> (Lobby, Browser, token: String) {
    let lobby = try await Lobby()
    try await lobby.settle("wang", post: "a-supervisor")
    let browser = Browser(lobby)
    browser.headers["User-Agent"] =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
    try await browser.signIn("wang")
    return (lobby, browser, try #require(try await browser.get("/me").token))
  }

  @Test func `the page shows who one is, the posts held, and where one is signed in`() async throws
  {
    let (lobby, browser, _) = try await signedIn()
    let body = try await browser.get("/me").body
    for part in ["王芳", "wang", "A市热线办值班长", "Firefox · Windows", "本次登录"] {
      #expect(body.contains(part), "\(part)")
    }
    #expect(!body.contains("退出其他全部"))
    #expect(!body.contains(try #require(browser.cookies["baodao"])))
    #expect(try await Browser(lobby).get("/me").location == "/sign-in?next=/me")
    try await lobby.city.make(keys: ["boss": "a-supervisor"], at: lobby.now)
    let program = try await Browser(lobby).get("/me", ["Authorization": "Bearer boss"])
    #expect(program.status == 403, "a post has no account")
  }

  @Test func `a session elsewhere is ended from the list`() async throws {
    let (lobby, browser, token) = try await signedIn()
    let there = Browser(lobby)
    there.headers["User-Agent"] = "Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile"
    try await there.signIn("wang")
    let body = try await browser.get("/me").body
    #expect(body.contains("Chrome · Android"))
    let name = try #require(body.firstMatch(of: /name="session" value="([0-9a-f]{64})"/)).1
    let ended = try await browser.post(
      "/me/sessions/end", [("csrf", token), ("session", String(name))])
    #expect(ended.location == "/me")
    #expect(try await there.get("/").status == 303)
    #expect(try await browser.get("/").status == 200)
    try await there.signIn("wang")
    _ = try await browser.post("/me/sessions/end", [("csrf", token)])
    #expect(try await there.get("/").status == 303)
    #expect(try await browser.get("/").status == 200)
  }

  @Test func `the password is changed by who knows the present one`() async throws {
    let (lobby, browser, token) = try await signedIn()
    let there = Browser(lobby)
    try await there.signIn("wang")
    func change(_ old: String, _ new: String, _ again: String) async throws -> Browser.Answer {
      try await browser.post(
        "/me/password", [("csrf", token), ("old", old), ("password", new), ("again", again)])
    }
    let new = "紫荆花开在四月的山坡"
    #expect(try await change("wrong", new, new).body.contains("现用密码不对"))
    #expect(try await change(Lobby.password, new, "x").body.contains("不一样"))
    let short = try await change(Lobby.password, "短", "短")
    #expect(short.status == 422)
    #expect(short.body.contains("密码须有"))
    #expect(try await there.get("/").status == 200)
    let done = try await change(Lobby.password, new + "!", new + "!")
    #expect(done.status == 200)
    #expect(done.body.contains("密码已更改"))
    #expect(try await there.get("/").status == 303)
    #expect(try await browser.get("/").status == 200)
    #expect(try await there.signIn("wang").status == 422)
    #expect(try await there.signIn("wang", new + "!").status == 303)
  }

  @Test func `an access key is shown once, acts for its person, and is revoked`() async throws {
    let (lobby, browser, token) = try await signedIn()
    let made = try await browser.post("/me/keys", [("csrf", token), ("label", "<b>脚本</b>")])
    let key = String(try #require(made.body.firstMatch(of: /<code>([^<]+)<\/code>/)).1)
    #expect(made.body.contains("&lt;b&gt;脚本"))
    #expect(try await !browser.get("/me").body.contains(key))
    let program = Browser(lobby)
    program.headers["Authorization"] = "Bearer " + key
    #expect(try await program.get("/api/v1/matters").status == 200)
    let id = try #require(
      try await browser.get("/me").body.firstMatch(of: /name="key" value="([0-9A-Z]{13})"/)
    ).1
    _ = try await browser.post("/me/keys/revoke", [("csrf", token), ("key", String(id))])
    #expect(try await program.get("/api/v1/matters").status == 401)
  }

  @Test(arguments: [
    ("", "—"), ("nonsense", "—"), ("curl/8.5.0", "curl"),
    ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/17.0 Safari/605", "Safari · macOS"),
    ("Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0", "Edge · Windows"),
    ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) MicroMessenger/8.0", "微信 · iOS"),
  ])
  func `a browser is named shortly`(header: String, name: String) {
    #expect(ClientName.short(header) == name)
  }

  @Test func `a calendar's address stays the same over sessions, and ends with the lock`()
    async throws
  {
    let (lobby, browser, _) = try await signedIn()
    func address() async throws -> String {
      let answer = try await browser.get("/feeds/calendar")
      return String(try #require(try JSON(parsing: answer.body)["url"]?.string))
    }
    let first = try await address()
    #expect(!first.contains("wang"))
    try await browser.signIn("wang")
    #expect(try await address() == first)
    let path = String(first.drop { $0 != "8" }.dropFirst(4))
    #expect(try await Browser(lobby).get(path).status == 200)
    _ = try await lobby.city.perform(
      Request(
        LockAccount(login: "wang", reason: "x"), on: lobby.city.accounts.id(of: "wang"),
        by: City.console, at: lobby.now))
    #expect(try await Browser(lobby).get(path).status == 404)
  }
}
