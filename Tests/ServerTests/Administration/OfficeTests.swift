import City
import Journal
import Kernel
import Organisation
import Pack
import Store
import Testing

@testable import Server

/// Units, posts and accounts, as an administrator goes through them.
struct OfficeTests {
  private func settled() async throws -> (Lobby, Browser, token: String) {
    let lobby = try await Lobby()
    try await lobby.settle("boss", post: "administrator")
    let browser = Browser(lobby)
    try await browser.signIn("boss")
    return (lobby, browser, try #require(try await browser.get("/me").token))
  }

  private func holders(_ post: String, _ lobby: Lobby) async throws -> [String] {
    let engine = lobby.city.posts
    return try await lobby.city.store.read {
      try engine.load(engine.id(of: post), $0)?.holders ?? []
    }
  }

  @Test func `units are found from the top and by their names, with mandates and posts`()
    async throws
  {
    let (_, browser, _) = try await settled()
    let top = try await browser.get("/administration/units").body
    #expect(top.contains("href=\"/administration/units/"))
    let found = try await browser.get("/administration/units?q=a3-housing").body
    #expect(found.contains("/administration/units/a3-housing\""))
    #expect(!found.contains("/administration/units/a-office\""))
    let unit = try await browser.get("/administration/units/a3-housing").body
    for part in ["A3区住建局承办人", "职能授权", "空缺", "有效"] {
      #expect(unit.contains(part), "\(part)")
    }
    #expect(try await browser.get("/administration/units/nowhere").status == 404)
    let none = try await browser.get("/administration/units?q=zzzz").body
    #expect(none.contains("没有找到"))
  }

  @Test func `long lists go on by key and end`() async throws {
    let (lobby, browser, _) = try await settled()
    var seen: Set<String> = []
    var path: String? = "/administration/posts"
    while let next = path {
      let body = try await browser.get(next).body
      #expect(body.utf8.count < 150_000)
      let codes = body.matches(of: /href="\/administration\/posts\/([a-z0-9-]+)"/).map {
        String($0.1)
      }
      #expect(Set(codes).isDisjoint(with: seen))
      seen.formUnion(codes)
      path = body.firstMatch(of: /href="(\/administration\/posts\?after=[^"]+)"/).map {
        String($0.1)
      }
    }
    #expect(seen == Set(lobby.city.pack.posts.map(\.id)))
  }

  @Test func `a post is given, handed over and left, each with its date and ground`() async throws {
    let (lobby, browser, token) = try await settled()
    try await lobby.settle("li.na")
    let path = "/administration/posts/a-editor"
    #expect(try await browser.get(path).body.contains("这个岗位现在没有人"))
    let given = try await browser.post(
      path + "/AppointHolder",
      [("csrf", token), ("person", "li.na"), ("from", "2026-05-20T08:30"), ("post", "supervisor")])
    #expect(given.location == path)
    #expect(try await holders("a-editor", lobby) == ["li.na"])
    #expect(try await holders("supervisor", lobby).isEmpty, "the address says which post")
    let page = try await browser.get(path).body
    #expect(page.contains("2026-05-20 08:30"))
    #expect(page.contains("王芳"))
    #expect(page.contains("任职"))
    _ = try await browser.post(
      path + "/HandOverPost", [("csrf", token), ("person", "li.na"), ("successor", "zhao")])
    #expect(try await holders("a-editor", lobby) == ["zhao"])
    _ = try await browser.post(
      path + "/VacatePost", [("csrf", token), ("person", "zhao"), ("reason", "调离，鲁人字〔2026〕7号")])
    #expect(try await holders("a-editor", lobby).isEmpty)
    #expect(try await browser.get(path).body.contains("鲁人字〔2026〕7号"))
  }

  @Test func `nobody gives a post to themselves, and a refused form keeps every word`()
    async throws
  {
    let (lobby, browser, token) = try await settled()
    let path = "/administration/posts/a-leader/AppointHolder"
    let own = try await browser.post(path, [("csrf", token), ("person", "boss")])
    #expect(own.status == 403)
    #expect(own.body.contains("不能给自己安排岗位"))
    #expect(try await holders("a-leader", lobby).isEmpty)
    let far = try await browser.post(
      path, [("csrf", token), ("person", "li.na"), ("from", "2029-01-01T08:00")])
    #expect(far.status == 422)
    #expect(far.body.contains("value=\"2029-01-01T08:00\""))
    #expect(far.body.contains("li.na"))
    let over = try await browser.post(
      "/administration/posts/administrator/HandOverPost",
      [("csrf", token), ("person", "boss"), ("successor", "boss")])
    #expect(over.body.contains("不能给自己安排岗位"))
  }

  @Test func `an account is opened, its way in is shown once, and it is locked with its sessions`()
    async throws
  {
    let (lobby, browser, token) = try await settled()
    let made = try await browser.post(
      "/administration/accounts", [("csrf", token), ("login", "chen.yu"), ("name", "陈雨")])
    #expect(made.location == "/administration/accounts/chen.yu")
    let page = "/administration/accounts/chen.yu"
    #expect(try await browser.get(page).body.contains("未设密码"))
    let key = "form-1"
    let issued = try await browser.post(
      page + "/IssueWayIn", [("csrf", token), ("_key", key)])
    let link = try #require(issued.body.firstMatch(of: /http:\/\/[^<"]+(\/way-in\/[^<"]+)/)).1
    let again = try await browser.post(page + "/IssueWayIn", [("csrf", token), ("_key", key)])
    #expect(!again.body.contains("/way-in/"), "a repeated request tells no secret")
    #expect(!(try await browser.get(page).body.contains("/way-in/")))
    let person = Browser(lobby)
    let chosen = try await person.post(
      String(link), [("password", Lobby.password), ("again", Lobby.password)])
    #expect(chosen.status == 303)
    #expect(try await person.get("/me").status == 200)
    let signedOut = try await browser.post(
      page + "/SignOutAccount", [("csrf", token), ("reason", "手机遗失")])
    #expect(signedOut.location == page)
    #expect(try await person.get("/me").status == 303)
    try await person.signIn("chen.yu")
    _ = try await browser.post(page + "/LockAccount", [("csrf", token), ("reason", "离职")])
    #expect(try await person.get("/me").status == 303)
    let body = try await browser.get(page).body
    for part in ["已停用", "离职", "手机遗失", "强制退出登录", "UnlockAccount"] {
      #expect(body.contains(part), "\(part)")
    }
    _ = try await browser.post(page + "/UnlockAccount", [("csrf", token)])
    try await person.signIn("chen.yu")
    #expect(try await person.get("/me").status == 200)
  }

  @Test func `accounts are found by login and by name; a refused one keeps its words`()
    async throws
  {
    let (lobby, browser, token) = try await settled()
    try await lobby.settle("zhou.tao")
    #expect(try await browser.get("/administration/accounts?q=zhou").body.contains("zhou.tao"))
    #expect(!(try await browser.get("/administration/accounts?q=zhou").body.contains(">boss<")))
    let name = LocalPath.escaped("王")
    #expect(try await browser.get("/administration/accounts?q=" + name).body.contains("zhou.tao"))
    let refused = try await browser.post(
      "/administration/accounts", [("csrf", token), ("login", "坏 名"), ("name", "陈雨")])
    #expect(refused.status == 422)
    #expect(refused.body.contains("value=\"陈雨\""))
    #expect(refused.body.contains("value=\"坏 名\""))
    let own = try await browser.post(
      "/administration/accounts/boss/LockAccount", [("csrf", token), ("reason", "试")])
    #expect(own.body.contains("不能停用自己的账号"))
  }
}
