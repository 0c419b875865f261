import City
import Journal
import Kernel
import Matters
import Pack
import Pages
import Store
import Testing

@testable import Server

/// The desk as people use it: what waits, marks on news, filters that are kept.
struct DeskPageTests {
  private let lobby: Lobby

  init() async throws { lobby = try await Lobby() }

  @discardableResult
  private func receive(_ title: String) async throws -> (id: Int64, number: String) {
    let outcome = try await act(
      "ReceiveMatter", nil,
      [
        "kind": "hotline", "title": .string(title), "text": "请处理。", "caller": "王建国",
        "channel": "phone",
      ], "supervisor")
    let engine = lobby.city.matters
    let number = try await lobby.city.store.read {
      try engine.load(outcome.subject, $0)?.number ?? ""
    }
    return (outcome.subject, number)
  }

  @discardableResult
  private func act(
    _ name: String, _ id: Int64?, _ input: JSON, _ post: String
  ) async throws -> Outcome {
    try await ActionCatalogue.all.perform(
      ActionCatalogue.Call(
        name, on: id, input, by: try lobby.city.actor(post: post), at: lobby.now), lobby.city)
  }

  private func browser(_ post: String) async throws -> Browser {
    let login = "user-" + post
    try await lobby.settle(login, post: post)
    let browser = Browser(lobby)
    try await browser.signIn(login)
    return browser
  }

  /// What a page shows of a group: `3`.
  private func count(_ group: WaitingGroup, _ body: String) -> String? {
    let heap = body.firstRange(of: "href=\"/?group=\(group.rawValue)\"")
    return heap.flatMap { range in
      body[range.upperBound...].firstMatch(of: /heap-count">([^<]*)</).map { String($0.1) }
    }
  }

  // MARK: Groups

  @Test func `a matter moves from desk to desk as it goes on`() async throws {
    let (id, number) = try await receive("A3区云杉路路灯不亮")
    let handler = try await browser("a3-housing-handler")
    let first = try await handler.get("/").body
    #expect(count(.accept, first) == "1" && count(.lead, first) == "1")
    #expect(first.contains("/matters/\(number)"))
    #expect(count(.requests, first) == nil, "who may not approve has no such group")
    try await act("AcceptMatter", id, [:], "a3-housing-handler")
    try await act(
      "RequestExtension", id, ["clock": "answer", "limit": "2个工作日", "reason": "配件未到"],
      "a3-housing-handler")
    let second = try await handler.get("/").body
    #expect(count(.accept, second) == "0" && count(.lead, second) == "1")
    let dispatcher = try await browser("a3-dispatcher")
    let desk = try await dispatcher.get("/").body
    #expect(count(.requests, desk) == "1" && desk.contains(number))
    #expect(count(.accept, desk) == nil && count(.answered, desk) == "0")
    try await act(
      "DecideRequest", id, ["number": 1, "approved": true, "decision": "同意"], "a3-dispatcher")
    try await act("AnswerMatter", id, ["reply": "已修好。"], "a3-housing-handler")
    let last = try await dispatcher.get("/").body
    #expect(count(.requests, last) == "0" && count(.answered, last) == "1")
  }

  @Test func `what is empty teaches, and nonsense in the address is named`() async throws {
    let leader = try await browser("a-leader")
    let page = try await leader.get("/?group=escalations")
    #expect(page.status == 200 && page.body.contains("class=\"empty\""))
    #expect(page.body.contains("href=\"/?group=all\""))
    for query in ["group=heap", "light=pink", "order=size", "after=1.2", "after=x"] {
      let refused = try await leader.get("/?" + query)
      #expect(refused.status == 422, "\(query)")
    }
    // A group that one's posts do not have is not there, and no error either.
    let other = try await leader.get("/?group=accept")
    #expect(other.status == 200 && count(.accept, other.body) == nil)
  }

  @Test(arguments: [
    ("a-editor", "/drafts"), ("administrator", "/administration"), ("a-contact-office", nil),
  ])
  func `who reads no matters is led to their first section`(post: String, path: String?)
    async throws
  {
    let answer = try await browser(post).get("/")
    if let path {
      #expect(answer.status == 303 && answer.location == path)
    } else {
      #expect(answer.status == 200)
    }
  }

  // MARK: News

  @Test func `a line is marked once somebody else has changed it, until it is opened`()
    async throws
  {
    let (id, number) = try await receive("A3区云杉路路灯不亮")
    let handler = try await browser("a3-housing-handler")
    func marks() async throws -> Int {
      // What was noted in the background is there after a write of one's own.
      try await lobby.city.store.write { _ in }
      return try await handler.get("/?group=lead").body.matches(of: /news-mark/).count
    }
    #expect(try await marks() == 0, "what happened before the first look is no news")
    #expect(try await marks() == 0)
    try await act("NoteMatter", id, ["text": "请尽快"], "a3-dispatcher")
    #expect(try await marks() == 1)
    #expect(try await handler.get("/matters/\(number)").status == 200)
    #expect(try await marks() == 0, "opening it marks it as seen")
    let page = try await handler.get("/matters/\(number)")
    let version = try #require(page.body.firstMatch(of: /name="_version" value="(\d+)"/)).1
    let own = try await handler.post(
      "/matters/\(number)/steps/AcceptMatter",
      [("csrf", try #require(page.token)), ("_version", String(version)), ("_key", "k1")])
    #expect(own.status == 303)
    #expect(try await marks() == 0, "one's own steps are no news")
    try await act("NoteMatter", id, ["text": "收到"], "a3-dispatcher")
    #expect(try await marks() == 1)
    let desk = try await handler.get("/")
    let read = try await handler.post("/desk/read", [("csrf", try #require(desk.token))])
    #expect(read.status == 303 && read.location == "/")
    #expect(try await marks() == 0)
    try await act("NoteMatter", id, ["text": "又来电"], "a3-dispatcher")
    #expect(try await marks() == 1)
    let dispatcher = try await browser("a3-dispatcher")
    #expect(!(try await dispatcher.get("/").body.contains("news-mark")), "marks are one's own")
  }

  @Test func `marks are not made from another site`() async throws {
    let handler = try await browser("a3-housing-handler")
    #expect(try await handler.post("/desk/read", []).status == 403)
    #expect(try await Browser(lobby).post("/desk/read", []).status == 401)
  }

  // MARK: Filters

  @Test func `a number opens its matter, words find titles, and each stays in its scope`()
    async throws
  {
    let (_, lamp) = try await receive("A3区云杉路路灯不亮")
    let (_, water) = try await receive("C2区自来水发黄100%")
    let boss = try await browser("supervisor")
    #expect(try await boss.get("/matters?words=%20\(lamp)").location == "/matters/\(lamp)")
    let found = try await boss.get("/matters?words=%E8%B7%AF%E7%81%AF").body
    #expect(found.contains(lamp) && !found.contains("/matters/\(water)"))
    let percent = try await boss.get("/matters?words=%25").body
    #expect(percent.contains(water) && !percent.contains("/matters/\(lamp)"), "% is a sign")
    let all = try await boss.get("/matters?area=c2&words=+").body
    #expect(all.contains(water) && !all.contains("/matters/\(lamp)"))
    let handler = try await browser("a3-housing-handler")
    let none = try await handler.get("/matters?words=\(water)")
    #expect(none.status == 200 && !none.body.contains("/matters/\(water)\""))
  }

  @Test(arguments: [
    "phase=limbo", "light=pink", "kind=gossip", "area=atlantis", "category=none", "lead=nobody",
    "from=yesterday", "to=2026-02-30", "words=" + String(repeating: "x", count: 61),
  ])
  func `a filter that says nothing is named at its field and keeps every word`(query: String)
    async throws
  {
    let boss = try await browser("supervisor")
    let answer = try await boss.get("/matters?state=handling&channel=abc&" + query)
    #expect(answer.status == 422 || answer.status == 404)
    let name = query.prefix { $0 != "=" }
    #expect(answer.body.contains("id=\"field-\(name)-error\""), "\(query)")
    #expect(answer.body.contains("value=\"abc\"") && answer.body.contains("role=\"alert\""))
  }

  @Test func `a filter is kept, shown with its number, renamed and taken away`() async throws {
    try await receive("A3区云杉路路灯不亮")
    let boss = try await browser("supervisor")
    let page = try await boss.get("/matters?phase=open&words=%E7%81%AF")
    let token = [("csrf", try #require(page.token))]
    let query = "phase=open&words=%E7%81%AF"
    let kept = try await boss.post("/views", token + [("query", query), ("name", "路灯")])
    #expect(kept.status == 303 && kept.location == "/matters?view=1&" + query)
    let desk = try await boss.get("/").body
    #expect(desk.contains("路灯 <span class=\"count\">1</span>"))
    let unnamed = try await boss.post("/views", token + [("query", query), ("name", " ")])
    #expect(unnamed.status == 422 && unnamed.body.contains("id=\"field-name-error\""))
    #expect(
      try await boss.post("/views", token + [("query", "light=pink"), ("name", "x")]).status == 422)
    #expect(try await boss.post("/views/1/name", token + [("name", "灯")]).status == 303)
    #expect(try await boss.get("/views").body.contains("value=\"灯\""))
    #expect(try await boss.post("/views/9/name", token + [("name", "灯")]).status == 404)
    #expect(try await boss.post("/views/1/removal", token).status == 303)
    #expect(!(try await boss.get("/").body.contains(">灯 <span")))
  }
}
