import City
import Drafts
import Kernel
import Matters
import Store
import Testing

@testable import Server

/// Intake as a call taker uses it.
struct IntakeTests {
  static func opened(
    _ post: String, _ path: String = "/intake"
  ) async throws -> (browser: Browser, hidden: [(String, String)], lobby: Lobby) {
    let lobby = try await Lobby()
    try await lobby.settle("worker", post: post)
    let browser = Browser(lobby)
    try await browser.signIn("worker")
    return (browser, try await hidden(browser, path), lobby)
  }

  /// The hidden fields of a form.
  static func hidden(_ browser: Browser, _ path: String) async throws -> [(String, String)] {
    let page = try await browser.get(path)
    #expect(page.status == 200)
    let key = try #require(page.body.firstMatch(of: /name="_key" value="([^"]+)"/)).1
    return [("csrf", try #require(page.token)), ("_key", String(key))]
  }

  private static let call = [
    ("kind", "hotline"), ("title", "A3区路灯不亮"), ("text", "三天了，请处理。"), ("caller", "王建国"),
    ("channel", "phone"),
  ]

  private static func count(_ lobby: Lobby, _ table: String) async throws -> Int64? {
    try await lobby.city.store.read {
      try $0.row(Statement("SELECT count(*) FROM \(table)"), [])?.integer(0)
    }
  }

  @Test func `a call taker takes a call in once, and tells the caller number and code`()
    async throws
  {
    let (browser, hidden, lobby) = try await Self.opened("a-call-taker")
    var told: Set<String> = []
    for _ in 0..<2 {
      let answer = try await browser.post("/intake", hidden + Self.call)
      #expect(answer.status == 200)
      #expect(answer.body.contains("已派给A3区住房和城乡建设局"))
      let words = answer.body.matches(of: /<b class="number">([^<]+)<\/b>/).map { String($0.1) }
      #expect(words.count == 2)
      told.insert(words.joined(separator: " "))
    }
    #expect(told.count == 1, "the same form is filed once")
    #expect(try await Self.count(lobby, "matter") == 1)
  }

  @Test func `a form that lacks something comes back with every word`() async throws {
    let (browser, hidden, lobby) = try await Self.opened("a-call-taker")
    let fields = Self.call.map { $0.0 == "caller" ? ("caller", " ") : $0 }
    let answer = try await browser.post("/intake", hidden + fields + [("source", "热线第七号")])
    #expect(answer.status == 422)
    #expect(answer.body.contains("三天了，请处理。") && answer.body.contains("热线第七号"))
    #expect(answer.body.contains("href=\"#field-caller\""))
    #expect(answer.body.contains("name=\"_key\" value=\"\(hidden[1].1)\""))
    #expect(try await Self.count(lobby, "matter") == 0)
  }

  @Test func `only those who may begin something are shown its form`() async throws {
    let lobby = try await Lobby()
    try await lobby.settle("editor", post: "a-editor")
    let browser = Browser(lobby)
    try await browser.signIn("editor")
    #expect(try await browser.get("/intake").status == 403)
    #expect(try await browser.get("/whistle").status == 403)
    #expect(try await browser.get("/arbitration").status == 403)
    #expect(try await browser.get("/whistles").status == 403)
    #expect(!(try await browser.get("/wall").body.contains("href=\"/intake\"")))
  }

  // MARK: Drafts

  @Test func `a draft is saved as it is, continued, and gone once it is filed`() async throws {
    let (browser, hidden, lobby) = try await Self.opened("a-call-taker")
    let begun = [
      ("kind", "hotline"), ("title", " 路灯“不亮” "), ("text", "第一行\r\n第二行"), ("step", "save"),
    ]
    let saved = try await browser.post("/intake", hidden + begun)
    #expect(saved.status == 303)
    let path = try #require(saved.location)
    let page = try await browser.get(path)
    #expect(page.body.contains("value=\" 路灯“不亮” \""))
    #expect(page.body.contains("第一行\n第二行</textarea>"))
    #expect(page.body.contains("name=\"_key\" value=\"\(hidden[1].1)\""))
    #expect(try await browser.get("/intake").body.contains("href=\"\(path)\""))
    let filed = try await browser.post("/intake", hidden + Self.call)
    #expect(filed.status == 200)
    #expect(try await Self.count(lobby, "draft") == 0)
    #expect(try await browser.get(path).status == 404)
  }

  @Test func `what is saved while somebody writes answers when, and too late is too late`()
    async throws
  {
    let (browser, hidden, lobby) = try await Self.opened("a-call-taker")
    let answer = try await browser.post("/intake/drafts", hidden + [("text", "灯")])
    #expect(answer.status == 200)
    #expect(answer.body.contains("\"saved\":\"2026-05-28 10:00\""))
    #expect(try await Self.count(lobby, "draft") == 1)
    _ = try await browser.post("/intake", hidden + Self.call)
    let late = try await browser.post("/intake/drafts", hidden + [("text", "灯")])
    #expect(late.status == 409)
    #expect(try await Self.count(lobby, "draft") == 0)
  }

  @Test func `a draft is its writer's alone, and discarded by them alone`() async throws {
    let (browser, hidden, lobby) = try await Self.opened("a-call-taker")
    _ = try await browser.post("/intake", hidden + [("text", "王女士来电"), ("step", "save")])
    try await lobby.settle("other", post: "a-call-taker")
    let other = Browser(lobby)
    try await other.signIn("other")
    let name = hidden[1].1
    #expect(try await other.get("/intake?draft=\(name)").status == 404)
    let token = try #require(try await other.get("/intake").token)
    #expect(!(try await other.get("/intake").body.contains("王女士来电")))
    _ = try await other.post("/intake/drafts/\(name)/removal", [("csrf", token)])
    #expect(try await Self.count(lobby, "draft") == 1)
    let gone = try await browser.post("/intake/drafts/\(name)/removal", [hidden[0]])
    #expect(gone.status == 303)
    #expect(try await Self.count(lobby, "draft") == 0)
  }

  @Test func `what cannot be saved is refused, and every word is still on the page`()
    async throws
  {
    let (browser, hidden, lobby) = try await Self.opened("a-call-taker")
    for number in 0..<DraftShelf.draftsMax {
      let answer = try await browser.post(
        "/intake/drafts", [hidden[0], ("_key", "form-\(number)"), ("text", "灯")])
      #expect(answer.status == 200)
    }
    let answer = try await browser.post(
      "/intake", hidden + [("text", "第三十一份"), ("step", "save")])
    #expect(answer.status == 409)
    #expect(answer.body.contains("第三十一份</textarea>"))
    #expect(try await Self.count(lobby, "draft") == Int64(DraftShelf.draftsMax))
  }

  @Test func `a draft without the session's token is not saved`() async throws {
    let (browser, hidden, lobby) = try await Self.opened("a-call-taker")
    let answer = try await browser.post(
      "/intake/drafts", [("csrf", "x"), hidden[1], ("text", "灯")])
    #expect(answer.status == 403)
    #expect(try await Self.count(lobby, "draft") == 0)
  }

  // MARK: Advice

  @Test func `what is written is answered with place, category, unit and the reason of each`()
    async throws
  {
    let (browser, hidden, _) = try await Self.opened("a-call-taker")
    let answer = try await browser.post("/intake/advice", hidden + Self.call)
    #expect(answer.status == 200)
    #expect(!answer.body.contains("<html"))
    for words in ["将派给A3区住房和城乡建设局", "A3区<small>文字里提到", "“路灯”", "A3区住房和城乡建设局在A3区负责"] {
      #expect(answer.body.replacing("A3区 <small>", with: "A3区<small>").contains(words), "\(words)")
    }
    let checked = try await browser.post("/intake", hidden + Self.call + [("step", "check")])
    #expect(checked.status == 200)
    #expect(checked.body.contains("将派给A3区住房和城乡建设局"))
    #expect(checked.body.contains("三天了，请处理。</textarea>"))
  }

  @Test func `a place is understood by its name, and what names none goes to arbitration`()
    async throws
  {
    let (browser, hidden, _) = try await Self.opened("a-call-taker")
    let call = [
      ("kind", "hotline"), ("title", "路灯不亮"), ("text", "请处理"), ("caller", "王建国"),
      ("channel", "phone"),
    ]
    let open = try await browser.post("/intake/advice", hidden + call)
    #expect(open.body.contains("将转裁定：没有写明地点"))
    let placed = try await browser.post("/intake/advice", hidden + call + [("area", "A7县")])
    #expect(placed.body.contains("将派给A7县住房和城乡建设局"))
    let filed = try await browser.post("/intake", hidden + call + [("area", " A7县 ")])
    #expect(filed.body.contains("已派给A7县住房和城乡建设局"))
  }

  @Test func `similar matters are told within the reader's scope only`() async throws {
    let (browser, hidden, lobby) = try await Self.opened("a3-dispatcher")
    for area in ["A3区", "B1区"] {
      _ = try await ActionCatalogue.all.perform(
        ActionCatalogue.Call(
          "ReceiveMatter", on: nil,
          [
            "kind": "hotline", "title": .string(area + "云杉路路灯不亮已经三天"), "text": "请处理。",
            "caller": "李", "channel": "phone",
          ], by: try lobby.city.actor(post: "supervisor"), at: lobby.now), lobby.city)
    }
    let answer = try await browser.post(
      "/intake/advice",
      hidden + [("kind", "hotline"), ("title", "云杉路路灯不亮已经三天"), ("text", "请处理")])
    #expect(answer.body.contains("A3区云杉路路灯不亮"))
    #expect(!answer.body.contains("B1区云杉路"))
  }
}
