import City
import Journal
import Kernel
import Matters
import Pack
import Pages
import Store
import Testing

@testable import Server

/// One step for several matters, tried before it is done.
struct BulkTests {
  private let lobby: Lobby

  init() async throws { lobby = try await Lobby() }

  @discardableResult
  private func act(
    _ name: String, _ id: Int64?, _ input: JSON, _ post: String
  ) async throws -> Outcome {
    try await ActionCatalogue.all.perform(
      ActionCatalogue.Call(
        name, on: id, input, by: try lobby.city.actor(post: post), at: lobby.now), lobby.city)
  }

  private func receive(_ count: Int) async throws -> [(id: Int64, number: String)] {
    let engine = lobby.city.matters
    var made: [(id: Int64, number: String)] = []
    for index in 0..<count {
      let outcome = try await act(
        "ReceiveMatter", nil,
        [
          "kind": "hotline", "title": .string("A3区第\(index)盏路灯不亮"), "text": "请处理。",
          "caller": "王建国", "channel": "phone",
        ], "supervisor")
      let number = try await lobby.city.store.read {
        try engine.load(outcome.subject, $0)?.number ?? ""
      }
      made.append((outcome.subject, number))
    }
    return made
  }

  private func handler() async throws -> Browser {
    try await lobby.settle("handler", post: "a3-housing-handler")
    let browser = Browser(lobby)
    try await browser.signIn("handler")
    return browser
  }

  private func state(_ id: Int64) async throws -> String {
    let engine = lobby.city.matters
    return try await lobby.city.store.read { try engine.load(id, $0)?.state ?? "" }
  }

  private func events() async throws -> Int64 {
    try await lobby.city.store.read { try EventReader.lastPosition($0) }
  }

  private func query(_ matters: [(id: Int64, number: String)]) -> String {
    "/bulk?" + matters.map { "matter=" + $0.number }.joined(separator: "&")
  }

  /// The hidden fields of the form that is sent to a path.
  private func hidden(_ body: String, to path: String) throws -> [(String, String)] {
    let start = try #require(body.firstRange(of: "method=\"post\" action=\"\(path)"))
    let form = body[start.upperBound...]
    let end = try #require(form.firstRange(of: "</form>"))
    return form[..<end.lowerBound].matches(of: /type="hidden" name="([^"]+)" value="([^"]*)"/)
      .map { (String($0.1), String($0.2)) }
  }

  @Test
  func `a step that asks nothing is previewed at once, done once, and each outcome is listed`()
    async throws
  {
    let matters = try await receive(3)
    let browser = try await handler()
    let choose = try await browser.get(query(matters)).body
    let link = String(
      try #require(choose.firstMatch(of: /href="(\/bulk\?[^"]*step=AcceptMatter)"/)).1)
    #expect(choose.contains("全部3件都可以办"))
    let before = try await events()
    let preview = try await browser.get(link.replacing("&amp;", with: "&")).body
    #expect(preview.matches(of: /class="light green"/).count == 3)
    #expect(try await events() == before, "a preview writes nothing")
    let fields = try hidden(preview, to: "/bulk")
    // Somebody is quicker with one of them, and another one is not what was seen any more.
    try await act("AcceptMatter", matters[1].id, [:], "a3-housing-handler")
    try await act("NoteMatter", matters[2].id, ["text": "请先等等"], "a3-dispatcher")
    let done = try await browser.post("/bulk", fields)
    #expect(done.status == 200)
    #expect(done.body.matches(of: /class="light green"/).count == 1)
    #expect(done.body.matches(of: /class="light red"/).count == 2)
    #expect(done.body.contains("这条记录已被别人更改"))
    #expect(try await state(matters[0].id) == "handling")
    #expect(
      try await state(matters[2].id) == "dispatched", "a page that is out of date does nothing")
    let after = try await events()
    let again = try await browser.post("/bulk", fields)
    #expect(again.body.matches(of: /class="light green"/).count == 1, "the same answer again")
    #expect(try await events() == after, "nothing is done twice")
  }

  @Test func `a form is filled in once, and what it lacks is said with every word kept`()
    async throws
  {
    let matters = try await receive(2)
    let browser = try await handler()
    let page = try await browser.get(query(matters) + "&step=RefuseMatter").body
    let fields = try hidden(page, to: "/bulk/preview")
    let lacking = try await browser.post(
      "/bulk/preview", fields + [("ground", ""), ("reason", "不属于我局职权")])
    #expect(lacking.status == 422)
    #expect(lacking.body.contains("不属于我局职权") && lacking.body.contains("field-ground"))
    let wrong = try await browser.post(
      "/bulk/preview", fields + [("ground", "lazy"), ("reason", "不属于我局职权")])
    #expect(wrong.status == 422 && wrong.body.contains("不属于我局职权"))
    let preview = try await browser.post(
      "/bulk/preview", fields + [("ground", "outside-mandate"), ("reason", "不属于\"我局\"职权")])
    #expect(preview.status == 200)
    #expect(preview.body.matches(of: /class="light green"/).count == 2)
    let back = try hidden(preview.body, to: "/bulk/preview")
    let edit = try await browser.post(
      "/bulk/preview", back.map { ($0.0, unescaped($0.1)) } + [("_edit", "true")])
    #expect(edit.body.contains("不属于&quot;我局&quot;职权"))
    let go = try hidden(preview.body, to: "/bulk").map { ($0.0, unescaped($0.1)) }
    #expect(try await browser.post("/bulk", go).status == 200)
    for matter in matters { #expect(try await state(matter.id) == "arbitration") }
  }

  private func unescaped(_ text: String) -> String { text.replacing("&quot;", with: "\"") }

  @Test func `a step that is possible on some leads on with those`() async throws {
    let matters = try await receive(3)
    let browser = try await handler()
    try await act("AcceptMatter", matters[0].id, [:], "a3-housing-handler")
    let choose = try await browser.get(query(matters)).body
    #expect(choose.contains("只有2件可以办，其余1件不选"))
    let link = String(
      try #require(choose.firstMatch(of: /href="(\/bulk\?[^"]*step=AcceptMatter)"/)).1)
    #expect(!link.contains(matters[0].number) && link.contains(matters[1].number))
    let all = try await browser.get(query(matters) + "&step=AcceptMatter").body
    #expect(all.matches(of: /class="light red"/).count == 1, "the preview says which is refused")
    let go = try hidden(all, to: "/bulk")
    #expect(go.contains { $0.0 == "_matters" && !$0.1.contains(matters[0].number) })
  }

  @Test func `what a matter settles itself is its own in each of them`() async throws {
    var whistles: [Int64] = []
    let street = try lobby.city.actor(role: "street-dispatcher", unit: "a3-office")
    for units in [["a3-housing"], ["a3-ecology/environment", "a3-housing"]] {
      let outcome = try await ActionCatalogue.all.perform(
        ActionCatalogue.Call(
          "BlowWhistle", on: nil,
          [
            "kind": "whistle", "sort": "joint-enforcement", "title": "夜市占道", "demand": "到北口",
            "area": "a3", "units": .array(units.map(JSON.string)),
            "category": "urban-construction",
          ], by: street, at: lobby.now), lobby.city)
      whistles.append(outcome.subject)
    }
    let (engine, ids) = (lobby.city.matters, whistles)
    let loaded = try await lobby.city.store.read { store in
      try ids.compactMap { id in try engine.load(id, store).map { (id: id, matter: $0) } }
    }
    let actor = try lobby.city.actor(post: "a3-housing-handler")
    let steps = lobby.city.sharedSteps(on: loaded, by: actor, at: lobby.now)
    let signIn = try #require(steps.first { $0.name == "SignInToTask" })
    #expect(signIn.each.count == 2)
    for (id, matter) in loaded {
      let own = matter.parts.tasks.first { $0.unit == "a3-housing" }
      #expect(signIn.each[id]?["task"]?.integer == own?.number)
    }
    #expect(Set(loaded.compactMap { signIn.each[$0.id]?["task"]?.integer }) == [1, 2])
  }

  @Test func `too many, none, strange and forged requests are answered in words`() async throws {
    let matters = try await receive(1)
    let browser = try await handler()
    let many = (0...BulkPage.most).map { (id: Int64(0), number: "20260101-\($0)") }
    #expect(try await browser.get(query(many)).status == 422)
    let none = try await browser.get("/bulk")
    #expect(none.status == 200 && none.body.contains("class=\"empty\""))
    let gone = try await browser.get(query(matters + [(0, "20200101-000009")])).body
    #expect(gone.contains("有1件已不在您的范围之内"))
    #expect(try await browser.get(query(matters) + "&step=CloseMatter.solved").status == 409)
    #expect(try await browser.get(query(matters) + "&step=Nonsense").status == 409)
    let page = try await browser.get(query(matters) + "&step=AcceptMatter").body
    let fields = try hidden(page, to: "/bulk")
    #expect(try await browser.post("/bulk", fields.filter { $0.0 != "csrf" }).status == 403)
    #expect(try await browser.post("/bulk", fields.filter { $0.0 != "_key" }).status == 422)
    #expect(try await browser.post("/bulk", fields.filter { $0.0 != "_matters" }).status == 422)
    #expect(try await state(matters[0].id) == "dispatched")
  }
}
