import City
import Journal
import Kernel
@testable import Matters
import Store
import Testing

@testable import Server

/// The page of a matter as those at work on it read it, and what belongs to it.
struct CasePageTests {
  private let lobby: Lobby
  private let number: String
  private let id: Int64

  init() async throws {
    lobby = try await Lobby()
    try await lobby.settle("wang", post: "supervisor")
    try await lobby.settle("sun", post: "a3-housing-handler")
    let city = lobby.city
    let outcome = try await ActionCatalogue.all.perform(
      ActionCatalogue.Call(
        "ReceiveMatter", on: nil,
        [
          "kind": "hotline", "title": "A3区云杉路路灯不亮",
          "text": .string(
            ReportText("连着三天不亮。", [ReportText.Line(ReportText.address, "云杉路3号")]).text),
          "caller": "王建国", "channel": "phone",
        ], by: try city.actor(post: "a-call-taker"), at: lobby.now), city)
    id = outcome.subject
    let engine = city.matters
    number = try await city.store.read { try engine.load(outcome.subject, $0)?.number ?? "" }
  }

  private func signedIn(_ login: String) async throws -> Browser {
    let browser = Browser(lobby)
    try await browser.signIn(login)
    return browser
  }

  private func act(
    _ browser: Browser, _ action: String, _ fields: [(String, String)] = []
  ) async throws {
    let page = try await browser.get("/matters/\(number)")
    let answer = try await browser.post(
      "/matters/\(number)/steps/\(action)", [("csrf", try #require(page.token))] + fields)
    #expect(answer.status == 303, "\(action)")
  }

  @Test func `what changed is told from what to what, by people and not by codes`() async throws {
    let handler = try await signedIn("sun")
    try await act(handler, "AcceptMatter")
    let page = try await handler.get("/matters/\(number)").body
    #expect(page.contains("<del>待签收</del> → <ins>办理中</ins>"))
    #expect(page.contains("王芳 · A3区住建局承办人"))
    for code in ["person:sun", "post:a-call-taker", "AcceptMatter ·", "a3-housing<"] {
      #expect(!page.contains(code), "\(code)")
    }
    #expect(page.contains("<dt>地址</dt><dd>云杉路3号</dd>"))
    #expect(!page.contains("【表单填报】"), "what a form adds is told as facts")
    #expect(page.contains("<dd>A市 › A3区</dd>"))
    #expect(page.contains("href=\"#timeline\"") && page.contains("id=\"timeline\""))
  }

  @Test func `a long history is paged, the newest first, with its numbers`() async throws {
    let dispatcher = try await signedIn("wang")
    let city = lobby.city
    for index in 1...130 {
      _ = try await city.perform(
        Request(
          NoteMatter(text: "备注\(index)。"), on: id, by: try city.actor(post: "supervisor"),
          at: lobby.now.advanced(byMilliseconds: Int64(index))))
    }
    let page = try await dispatcher.get("/matters/\(number)").body
    #expect(page.contains("备注130。") && !page.contains("备注100。"))
    let whole = try await dispatcher.get("/matters/\(number)/timeline").body
    #expect(whole.contains("备注130。") && whole.contains("备注31。"))
    #expect(!whole.contains("备注30。") && whole.contains("记录第"))
    let next = try #require(whole.firstMatch(of: /timeline\?to=(\d+)/)).1
    let earlier = try await dispatcher.get("/matters/\(number)/timeline?to=\(next)").body
    #expect(earlier.contains("备注30。") && !earlier.contains("备注31。"))
    let wrong = try await dispatcher.get("/matters/\(number)/timeline?to=x")
    #expect(wrong.status == 422)
    #expect(page.utf8.count < 150_000 && whole.utf8.count < 150_000)
  }

  @Test func `the work order has what goes on paper, and nothing of the caller's`() async throws {
    let dispatcher = try await signedIn("wang")
    let sheet = try await dispatcher.get("/matters/\(number)/sheet")
    #expect(sheet.status == 200)
    for words in ["事项派单工单", "编号：\(number)", "云杉路3号", "答复来电人", "派单人（签字）", "由王芳打印"] {
      #expect(sheet.body.contains(words), "\(words)")
    }
    #expect(!sheet.body.contains("王建国"))
    #expect(try await Browser(lobby).get("/matters/\(number)/sheet").status == 303)
  }

  @Test func `a page about a refusal stands in the reader's own frame`() async throws {
    let dispatcher = try await signedIn("wang")
    for (path, status) in [("/matters/nowhere", 404), ("/nowhere", 404), ("/webhooks", 403)] {
      let answer = try await dispatcher.get(path)
      #expect(answer.status == status, "\(path)")
      #expect(answer.body.contains("示例省·A市") && answer.body.contains("href=\"/intake\""))
      #expect(answer.body.contains("action=\"/sign-out\""))
    }
    let stranger = try await Browser(lobby).get("/nowhere").body
    #expect(stranger.contains("href=\"/track\"") && !stranger.contains("href=\"/intake\""))
    #expect(stranger.contains("示例省·A市"))
  }

  @Test func `a resident finds an area by its name, and is asked where several are meant`()
    async throws
  {
    let resident = Browser(lobby)
    let words = [("text", "路灯不亮"), ("name", "王建国")]
    let check = try await resident.post("/report", words + [("step", "check")])
    #expect(check.status == 200 && check.body.contains("name=\"place\""))
    let found = try await resident.post(
      "/report", words + [("step", "find"), ("place", "A3")])
    #expect(found.body.contains("A市 › A3区"))
    #expect(found.body.contains("value=\"a3\" checked"))
    let none = try await resident.post(
      "/report", words + [("step", "find"), ("place", "月球背面")])
    #expect(none.status == 200 && none.body.contains("没有找到这个地名"))
    #expect(none.body.contains("value=\"\" checked"))
    let several = try await resident.post(
      "/report", [("text", "A3区和B1区的路灯不亮"), ("name", "王建国"), ("step", "check")])
    #expect(several.body.contains("A市 › A3区") && several.body.contains("B市 › B1区"))
    let key = try #require(found.body.firstMatch(of: /name="key" value="([^"]+)"/)).1
    let sent = try await resident.post(
      "/report", words + [("step", "send"), ("area", "a3"), ("key", String(key))])
    #expect(sent.status == 200)
    let area = try await lobby.city.store.read {
      try $0.row("SELECT area FROM matter ORDER BY id DESC LIMIT 1", [])?.text(0)
    }
    #expect(area == "a3")
  }

  @Test func `those that follow a matter are found without walking all matters`() async throws {
    let sql = "EXPLAIN QUERY PLAN " + MatterReader.followers(within: "1 = 1")
    let plan = try await lobby.city.store.read { reader in
      try reader.rows(
        Statement(sql), [.integer(990_000), .integer(990_000), .text("1"), .integer(50)]
      ).map { $0.text(3) }
    }
    #expect(plan.first?.contains("INTEGER PRIMARY KEY") == true, "\(plan)")
  }
}
