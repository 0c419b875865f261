import City
import Journal
import Kernel
import Matters
import Settings
import Store
import Testing

@testable import Server

/// Residents and those who work for them, each in a browser without scripts.
struct PortalTests {
  private static let lamp = [
    ("text", "A3区云杉路的路灯连着三天不亮\n晚上很黑"), ("address", "云杉路3号"), ("name", "王建国"),
    ("telephone", "13800000000"),
  ]

  private static func first(_ pattern: Regex<(Substring, Substring)>, _ body: String) throws
    -> String
  {
    String(try #require(body.firstMatch(of: pattern)).1)
  }

  /// Files the lamp as a resident does; answers its number and code.
  private static func file(_ browser: Browser) async throws -> (number: String, code: String) {
    let check = try await browser.post("/report", lamp + [("step", "check")])
    #expect(check.status == 200)
    let key = try first(/name="key" value="([^"]+)"/, check.body)
    let sent = try await browser.post("/report", lamp + [("step", "send"), ("key", key)])
    #expect(sent.status == 200)
    let words = sent.body.matches(of: /<b class="number">([^<]+)<\/b>/).map { String($0.1) }
    try #require(words.count == 2)
    return (words[0], words[1])
  }

  @Test func `a resident reports, follows, sees the answer, rates, and it is reopened`()
    async throws
  {
    let lobby = try await Lobby()
    try await lobby.settle("sun", post: "a3-housing-handler")
    let resident = Browser(lobby)
    let (number, code) = try await PortalTests.file(resident)
    let opening = [("number", number), ("code", code)]
    let followed = try await resident.post("/track", opening)
    #expect(followed.status == 200)
    #expect(followed.body.contains("A3区云杉路的路灯连着三天不亮"))
    #expect(!followed.body.contains("action=\"/track/RateMatter\""), "nothing to rate yet")

    let handler = Browser(lobby)
    try await handler.signIn("sun")
    for (action, fields) in [("AcceptMatter", []), ("AnswerMatter", [("reply", "路灯已修复。")])] {
      let page = try await handler.get("/matters/\(number)")
      #expect(page.body.contains("/matters/\(number)/steps/\(action)"))
      let answer = try await handler.post(
        "/matters/\(number)/steps/\(action)", [("csrf", try #require(page.token))] + fields)
      #expect(answer.location == "/matters/\(number)")
    }
    let answered = try await resident.post("/track", opening)
    #expect(answered.body.contains("路灯已修复。"))
    let rated = try await resident.post("/track/RateMatter", opening + [("grade", "5")])
    #expect(rated.status == 200)
    #expect(!rated.body.contains("action=\"/track/RateMatter\""), "nobody rates twice")
    let again = try await resident.post(
      "/track/ReopenMatter", opening + [("reason", "又坏了")])
    #expect(again.status == 200)
    let reader = try await handler.get("/matters/\(number)")
    #expect(reader.body.contains("steps/AnswerMatter"))
  }

  @Test func `a form that is sent twice files one matter`() async throws {
    let lobby = try await Lobby()
    let resident = Browser(lobby)
    let check = try await resident.post("/report", PortalTests.lamp + [("step", "check")])
    let key = try PortalTests.first(/name="key" value="([^"]+)"/, check.body)
    for _ in 0..<2 {
      _ = try await resident.post("/report", PortalTests.lamp + [("step", "send"), ("key", key)])
    }
    let count = try await lobby.city.store.read {
      try $0.row("SELECT count(*) FROM matter", [])?.integer(0)
    }
    #expect(count == 1)
  }

  @Test func `what was written comes back with what is wrong, and nothing is filed`() async throws {
    let lobby = try await Lobby()
    let resident = Browser(lobby)
    let empty = try await resident.post(
      "/report", [("text", " "), ("address", "云杉路<3>"), ("name", "王"), ("step", "check")])
    #expect(empty.status == 422)
    #expect(empty.body.contains("云杉路&lt;3&gt;"))
    #expect(empty.body.contains("field-wrong"))
    let area = try await resident.post(
      "/report", PortalTests.lamp + [("area", "nowhere"), ("step", "send"), ("key", "k")])
    #expect(area.status == 422)
    let foreign = try await resident.post(
      "/report", PortalTests.lamp + [("step", "check")], origin: "https://evil.example")
    #expect(foreign.status == 403)
    let count = try await lobby.city.store.read {
      try $0.row("SELECT count(*) FROM matter", [])?.integer(0)
    }
    #expect(count == 0)
  }

  @Test func `similar open matters are shown without whoever reported them`() async throws {
    let lobby = try await Lobby()
    _ = try await PortalTests.file(Browser(lobby))
    let fields = PortalTests.lamp.map { $0.0 == "name" ? ("name", "李秀英") : $0 }
    let other = try await Browser(lobby).post("/report", fields + [("step", "check")])
    #expect(other.body.contains("附近已有相似的事项正在办理"))
    #expect(!other.body.contains("王建国"))
    let strange = try await Browser(lobby).post(
      "/report", [("text", "C1区公交车太少"), ("name", "李秀英"), ("step", "check")])
    #expect(!strange.body.contains("附近已有相似的事项正在办理"))
  }

  @Test func `a wrong code opens nothing and is counted`() async throws {
    let lobby = try await Lobby { $0.guessBurst = 3 }
    let (number, _) = try await PortalTests.file(Browser(lobby))
    let guesser = Browser(lobby)
    var statuses: [Int] = []
    for _ in 0..<5 {
      let answer = try await guesser.post("/track", [("number", number), ("code", "AAAAAAAA")])
      #expect(!answer.body.contains("云杉路"))
      statuses.append(answer.status)
    }
    #expect(statuses == [404, 404, 404, 429, 429])
  }

  @Test func `a step that is refused keeps what was filled in, and names the field`() async throws {
    let lobby = try await Lobby()
    try await lobby.settle("sun", post: "a3-housing-handler")
    let (number, _) = try await PortalTests.file(Browser(lobby))
    let handler = Browser(lobby)
    try await handler.signIn("sun")
    let page = try await handler.get("/matters/\(number)")
    let token = ("csrf", try #require(page.token))
    let refused = try await handler.post(
      "/matters/\(number)/steps/TransferMatter",
      [token, ("unit", "nobody"), ("reason", "不归<我们>管")])
    #expect(refused.status == 422)
    #expect(refused.body.contains("不归&lt;我们&gt;管"))
    #expect(refused.body.contains("href=\"#field-unit\""))
    let old = try await handler.post(
      "/matters/\(number)/steps/AcceptMatter", [token, ("_version", "0")])
    #expect(old.status == 409 || old.status == 412, "somebody else was faster")
    let unmarked = try await handler.post("/matters/\(number)/steps/AcceptMatter", [])
    #expect(unmarked.status == 403)
    let unknown = try await handler.post("/matters/\(number)/steps/DropTables", [token])
    #expect(unknown.status == 404)
  }
}
