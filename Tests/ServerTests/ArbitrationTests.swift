import City
import Journal
import Kernel
import Matters
import Organisation
import Pack
import Store
import Testing

@testable import Server

/// The queue of what nobody leads, as a dispatcher works it off.
struct ArbitrationTests {
  private let lobby: Lobby

  init() async throws { lobby = try await Lobby() }

  private func browser(_ post: String) async throws -> Browser {
    try await lobby.settle("user-" + post, post: post)
    let browser = Browser(lobby)
    try await browser.signIn("user-" + post)
    return browser
  }

  @discardableResult
  private func receive(_ title: String, text: String = "请处理。") async throws -> Int64 {
    try await ActionCatalogue.all.perform(
      ActionCatalogue.Call(
        "ReceiveMatter", on: nil,
        [
          "kind": "hotline", "title": .string(title), "text": .string(text), "caller": "王建国",
          "channel": "phone",
        ], by: try lobby.city.actor(post: "supervisor"), at: lobby.now), lobby.city
    ).subject
  }

  private func matter(_ id: Int64) async throws -> Matter {
    let engine = lobby.city.matters
    return try #require(try await lobby.city.store.read { try engine.load(id, $0) })
  }

  /// What one button of the page sends, found by its unit.
  private func fields(
    _ page: Browser.Answer, _ number: String, pressing unit: String
  ) throws -> [(String, String)] {
    let part = try #require(
      page.body.components("action=\"/arbitration/\(number)\"").dropFirst()
        .first { $0.contains("value=\"\(unit)\"") })
    let form = part.split(separator: "</form>").first ?? ""
    var fields = form.matches(of: /type="hidden" name="([^"]+)" value="([^"]*)"/).map {
      (String($0.1), String($0.2))
    }
    fields.append(("unit", unit))
    return fields
  }

  @Test func `a refused matter waits with what the unit said, and is decided by one button`()
    async throws
  {
    let id = try await receive("A3区路灯不亮")
    _ = try await ActionCatalogue.all.perform(
      ActionCatalogue.Call(
        "RefuseMatter", on: id, ["ground": "outside-mandate", "reason": "路灯由交通局管"],
        by: try lobby.city.actor(role: "handler", unit: "a3-housing"), at: lobby.now), lobby.city)
    lobby.pass(hours: 3)
    let browser = try await browser("a-supervisor")
    let page = try await browser.get("/arbitration")
    let number = try await matter(id).number
    for words in ["共1件待裁定", "承办单位退单", "路灯由交通局管", "不属本单位职权", "已等3小时", "退过单"] {
      #expect(page.body.contains(words), "\(words)")
    }
    // Whoever refused it is proposed last.
    let first = try #require(page.body.firstMatch(of: /name="unit" value="([^"]+)"/)).1
    #expect(first != "a3-housing")
    let answer = try await browser.post(
      "/arbitration/\(number)", fields(page, number, pressing: "a3-housing"))
    #expect(answer.status == 303 && answer.location == "/arbitration")
    #expect(try await matter(id).lead == "a3-housing")
    #expect(try await matter(id).rule.contains("按职权"))
    #expect(try await browser.get("/arbitration").body.contains("没有待裁定的事项"))
  }

  @Test func `a place that is open is settled with the unit`() async throws {
    let id = try await receive("A3区和B1区交界处路灯不亮")
    let browser = try await browser("supervisor")
    let page = try await browser.get("/arbitration")
    #expect(page.body.contains("如在B1区"))
    let number = try await matter(id).number
    let answer = try await browser.post(
      "/arbitration/\(number)", fields(page, number, pressing: "b1-housing"))
    #expect(answer.status == 303)
    let decided = try await matter(id)
    #expect(decided.lead == "b1-housing" && decided.area == "b1")
  }

  @Test func `another unit is named in words, and asked about where it may be several`()
    async throws
  {
    let id = try await receive("路灯不亮")
    let browser = try await browser("supervisor")
    let number = try await matter(id).number
    let page = try await browser.get("/arbitration")
    let hidden = [("csrf", try #require(page.token))]
    let several = try await browser.post(
      "/arbitration/\(number)", hidden + [("other", "住房和城乡"), ("reason", "来电人补充了地点")])
    #expect(several.status == 422)
    #expect(several.body.contains("来电人补充了地点") && several.body.contains("value=\"住房和城乡\""))
    #expect(several.body.contains("可能是6个单位"))
    let none = try await browser.post("/arbitration/\(number)", hidden + [("other", "火星局")])
    #expect(none.status == 422 && none.body.contains("没有叫“火星局”的单位"))
    let one = try await browser.post(
      "/arbitration/\(number)", hidden + [("other", "A3区住房和城乡建设局"), ("reason", "已问清")])
    #expect(one.status == 303)
    #expect(try await matter(id).lead == "a3-housing")
  }

  @Test func `the queue counts and tells only what its reader may dispatch`() async throws {
    for title in ["A3区医院排队太久怎么办B1区", "路灯不亮", "A3区路灯不亮"] { try await receive(title) }
    let scope = RowScope(try lobby.city.actor(post: "a3-dispatcher"), "matter.dispatch")
    let all = ArbitrationQueue(lobby.city.matters, .everything)
    let own = ArbitrationQueue(lobby.city.matters, scope)
    let (whole, part) = try await lobby.city.store.read {
      (try all.items($0), try own.items($0))
    }
    #expect(whole.count == 2 && part.count < whole.count)
    let browser = try await browser("a3-dispatcher")
    let page = try await browser.get("/arbitration")
    #expect(page.status == 200)
    #expect(!page.body.contains(whole[0].matter.number) || part.contains { $0.id == whole[0].id })
    let number = try #require(whole.last).matter.number
    let token = try #require(try await browser.get("/me").token)
    let outside = try await browser.post(
      "/arbitration/\(number)", [("csrf", token), ("unit", "a3-housing")])
    #expect(outside.status == 404)
  }

  @Test func `a decision about what has changed meanwhile is refused`() async throws {
    let id = try await receive("路灯不亮")
    let browser = try await browser("supervisor")
    let page = try await browser.get("/arbitration")
    let number = try await matter(id).number
    _ = try await ActionCatalogue.all.perform(
      ActionCatalogue.Call(
        "NoteMatter", on: id, ["text": "又来电"], by: try lobby.city.actor(post: "supervisor"),
        at: lobby.now), lobby.city)
    let version = try #require(page.body.firstMatch(of: /name="_version" value="([0-9]+)"/)).1
    let answer = try await browser.post(
      "/arbitration/\(number)",
      [
        ("csrf", try #require(page.token)), ("_version", String(version)),
        ("unit", "a3-housing"), ("reason", "这样定"),
      ])
    #expect(answer.status == 409)
    #expect(answer.body.contains("这样定"))
    #expect(try await matter(id).lead == nil)
  }

  @Test func `the queue is read from its index, page by page`() async throws {
    for number in 1...(ArbitrationQueue.pageMax + 2) { try await receive("路灯不亮\(number)") }
    let browser = try await browser("supervisor")
    let page = try await browser.get("/arbitration")
    let next = try #require(page.body.firstMatch(of: /href="(\/arbitration\?after=[^"]+)"/)).1
    let rest = try await browser.get(String(next))
    func numbers(_ answer: Browser.Answer) -> Set<String> {
      Set(answer.body.matches(of: /id="case-([0-9-]+)"/).map { String($0.1) })
    }
    #expect(numbers(page).count == ArbitrationQueue.pageMax && numbers(rest).count == 2)
    #expect(numbers(page).isDisjoint(with: numbers(rest)))
    #expect(page.body.utf8.count < 150_000)
    #expect(try await browser.get("/arbitration?after=x").status == 422)
  }

  @Test func `whoever takes in what nobody leads dispatches it at once, by a key`() async throws {
    let browser = try await browser("supervisor")
    let hidden = try await IntakeTests.hidden(browser, "/intake")
    let answer = try await browser.post(
      "/intake",
      hidden + [
        ("kind", "hotline"), ("title", "A3区和B1区交界路灯不亮"), ("text", "请处理"), ("caller", "王建国"),
        ("channel", "phone"),
      ])
    #expect(answer.status == 200)
    #expect(answer.body.contains("还没有单位承办") && answer.body.contains("aria-keyshortcuts=\"d\""))
    let number = try #require(answer.body.firstMatch(of: /<b class="number">([^<]+)<\/b>/)).1
    #expect(answer.body.contains("action=\"/matters/\(number)/steps/DispatchMatter\""))
    let page = try await browser.get("/matters/\(number)")
    #expect(page.body.contains("id=\"suggestion\"") && page.body.contains("data-key=\"d\""))
    let form = try #require(page.body.components("class=\"candidate\"").dropFirst().first)
    let fields = form.matches(of: /name="([^"]+)" value="([^"]*)"/).map {
      (String($0.1), String($0.2))
    }
    let unit = try #require(form.firstMatch(of: /name="unit" *value="([^"]+)"/)).1
    let done = try await browser.post(
      "/matters/\(number)/steps/DispatchMatter",
      fields.filter { $0.0 != "unit" } + [("unit", String(unit))])
    #expect(done.status == 303)
    #expect(!(try await browser.get("/matters/\(number)").body.contains("id=\"suggestion\"")))
  }
}

extension String {
  fileprivate func components(_ separator: String) -> [Substring] {
    var parts: [Substring] = []
    var rest = Substring(self)
    while let range = rest.firstRange(of: separator) {
      parts.append(rest[..<range.lowerBound])
      rest = rest[range.upperBound...]
    }
    return parts + [rest]
  }
}
