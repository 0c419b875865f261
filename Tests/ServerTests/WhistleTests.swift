import City
import Foundation
import HTTPTypes
import Journal
import Kernel
@testable import Matters
import Organisation
import Store
import TestKit
import Testing

@testable import Server

/// Blowing the whistle in two steps, and the room in which it is watched.
struct WhistlePageTests {
  private static let first = [
    ("title", "夜市占道经营、油烟扰民"), ("demand", "请到夜市北口，联合整治路灯和占道"), ("area", "A3区"),
    ("sort", "joint-enforcement"), ("kind", "whistle"),
  ]

  private static func opened() async throws -> (
    browser: Browser, hidden: [(String, String)], lobby: Lobby
  ) {
    try await IntakeTests.opened("a3-housing-handler", "/whistle")
  }

  private static func whistles(_ lobby: Lobby) async throws -> [Matter] {
    let reader = WhistleReader(lobby.city.matters, .everything)
    return try await lobby.city.store.read { try reader.running($0) }.map(\.matter)
  }

  private static func send(
    _ browser: Browser, _ hidden: [(String, String)], _ step: String,
    _ more: [(String, String)] = []
  ) async throws -> Browser.Answer {
    try await browser.post("/whistle", hidden + first + more + [("step", step)])
  }

  @Test func `the first step tells by when, the second whom and why, and then it is blown`()
    async throws
  {
    let (browser, hidden, lobby) = try await Self.opened()
    let start = try await browser.get("/whistle")
    #expect(start.body.contains("应急处置哨：签收时限 10分钟"))
    let whom = try await Self.send(browser, hidden, "whom")
    #expect(whom.status == 200)
    #expect(whom.body.contains("value=\"a3-transport/transport\"") == false)
    #expect(whom.body.contains("将要发出") && whom.body.contains("到场时限"))
    // Who calls is not proposed, and nobody is called unasked.
    #expect(!whom.body.contains("value=\"a3-housing/"))
    #expect(try await Self.whistles(lobby).isEmpty)
    let units = [("units", "a3-transport/transport"), ("units", "a3-market/commerce-tourism")]
    let preview = try await Self.send(browser, hidden, "preview", units)
    #expect(preview.body.contains("吹哨，通知2个单位"))
    let shown = [("shown", "a3-transport/transport a3-market/commerce-tourism")]
    let blown = try await Self.send(browser, hidden, "blow", units + shown)
    #expect(blown.status == 303)
    let matter = try #require(try await Self.whistles(lobby).first)
    #expect(blown.location == "/whistles/\(matter.number)")
    #expect(matter.parts.tasks.map(\.unit) == ["a3-transport", "a3-market"])
    #expect(matter.area == "a3")
    // Pressing twice blows once.
    _ = try await Self.send(browser, hidden, "blow", units + shown)
    #expect(try await Self.whistles(lobby).count == 1)
  }

  @Test func `nobody is called whom the preview did not show`() async throws {
    let (browser, hidden, lobby) = try await Self.opened()
    let answer = try await Self.send(
      browser, hidden, "blow",
      [
        ("units", "a3-transport/transport"), ("units", "a3-market/commerce-tourism"),
        ("shown", "a3-transport/transport"),
      ])
    #expect(answer.status == 200)
    #expect(answer.body.contains("单位有变动") && answer.body.contains("通知2个单位"))
    #expect(try await Self.whistles(lobby).isEmpty)
  }

  @Test func `going back and searching keep every word and every unit`() async throws {
    let (browser, hidden, _) = try await Self.opened()
    let units = [("units", "a3-transport/transport")]
    let back = try await Self.send(browser, hidden, "what", units)
    #expect(back.body.contains("value=\"A3区\"") && back.body.contains("请到夜市北口"))
    #expect(back.body.contains("name=\"units\" value=\"a3-transport/transport\""))
    let found = try await Self.send(browser, hidden, "search", units + [("query", "公安")])
    #expect(found.body.contains("value=\"a3-security/justice\""))
    #expect(found.body.contains("在A3区负责"))
    #expect(found.body.contains("value=\"a3-transport/transport\" checked"))
    // Units of other places cannot be called there, and are not found.
    #expect(!found.body.contains("a7-security") && !found.body.contains("b1-security"))
    let byFunction = try await Self.send(browser, hidden, "search", [("held", "health")])
    #expect(byFunction.body.contains("value=\"a3-health/health\""))
    let nothing = try await Self.send(browser, hidden, "search", [("query", "火星")])
    #expect(nothing.body.contains("这里没有这样的单位可以召集"))
  }

  @Test(arguments: [
    ("title", "", "field-title"), ("area", "火星", "field-area"), ("sort", "", "field-sort"),
    ("sort", "x", "field-sort"), ("kind", "hotline", "没有提交成功"),
  ])
  func `a first step that is not right comes back with every word`(
    name: String, value: String, mark: String
  ) async throws {
    let (browser, hidden, lobby) = try await Self.opened()
    let fields = Self.first.map { $0.0 == name ? (name, value) : $0 }
    for step in ["whom", "blow"] {
      let answer = try await browser.post(
        "/whistle", hidden + fields + [("step", step), ("units", "a3-transport/transport")])
      #expect((400..<500).contains(answer.status), "\(step)")
      #expect(answer.body.contains("请到夜市北口") && answer.body.contains("a3-transport/transport"))
      #expect(answer.body.contains(mark) || name == "kind")
    }
    #expect(try await Self.whistles(lobby).isEmpty)
  }

  @Test(arguments: ["nobody", "a3-housing/urban-construction", "a3-transport/health"])
  func `a unit that may not be called is refused in the second step`(unit: String) async throws {
    let (browser, hidden, lobby) = try await Self.opened()
    let answer = try await Self.send(browser, hidden, "blow", [("units", unit)])
    #expect((400..<500).contains(answer.status))
    #expect(answer.body.contains("请到夜市北口") && answer.body.contains("第二步"))
    #expect(try await Self.whistles(lobby).isEmpty)
  }

  // MARK: The room

  @Test func `the room shows each unit's lane, who may sign in does, and late ones stand first`()
    async throws
  {
    let (browser, hidden, lobby) = try await Self.opened()
    _ = try await Self.send(
      browser, hidden, "blow",
      [("units", "a3-transport/transport"), ("units", "a3-market/commerce-tourism")])
    let number = try #require(try await Self.whistles(lobby).first).number
    let room = try await browser.get("/whistles/\(number)")
    #expect(room.status == 200)
    #expect(room.body.contains("0/2") && room.body.contains("data-live=\"/live/matters?matter="))
    // The unit that calls cannot sign others in.
    #expect(!room.body.contains("/sign-ins"))
    lobby.pass(hours: 2)
    let late = try await browser.get("/whistles/\(number)")
    #expect(late.body.contains("lane-late") && late.body.contains("已超"))
    let list = try await browser.get("/whistles")
    #expect(
      list.body.contains("<b class=\"late\">") && list.body.contains("href=\"/whistles/\(number)\"")
    )
    let screen = try await browser.get("/whistles/\(number)?screen=1")
    #expect(screen.body.contains("class=\"theme-dark screen\"") && !screen.body.contains("<nav"))
    #expect(screen.headers[.init("Refresh")!] == "60")
  }

  @Test func `a unit signs in from the room, for itself only`() async throws {
    let lobby = try await Lobby()
    let city = lobby.city
    let outcome = try await ActionCatalogue.all.perform(
      ActionCatalogue.Call(
        "BlowWhistle", on: nil,
        [
          "kind": "whistle", "sort": "emergency", "title": "塌陷", "demand": "请到场", "area": "a3",
          "units": ["a3-housing/urban-construction", "a3-market/commerce-tourism"],
        ], by: try city.actor(role: "street-dispatcher", unit: "a3-office"), at: lobby.now), city)
    try await lobby.settle("sun", post: "a3-housing-handler")
    let browser = Browser(lobby)
    try await browser.signIn("sun")
    let engine = city.matters
    let matter = try #require(
      try await city.store.read { try engine.load(outcome.subject, $0) })
    let path = "/whistles/\(matter.number)"
    let room = try await browser.get(path)
    #expect(room.body.contains("替A3区住房和城乡建设局报到"))
    #expect(!room.body.contains("替A3区市场监督管理局报到"))
    let token = [("csrf", try #require(room.token))]
    let other = try await browser.post(path + "/sign-ins", token + [("task", "2")])
    #expect(other.status == 403)
    let own = try await browser.post(path + "/sign-ins", token + [("task", "1")])
    #expect(own.status == 303 && own.location == path)
    #expect(try await browser.get(path).body.contains("1/2"))
    let hotline = try await browser.get("/whistles/20260528-999999")
    #expect(hotline.status == 404)
  }

  @Test func `lists of whistles are read from their index`() async throws {
    let (_, _, lobby) = try await Self.opened()
    let plans = try await lobby.city.store.read { reader in
      try [
        """
        SELECT id, light, due \(WhistleReader.underWay(kinds: 1))
        ORDER BY light DESC, due, id LIMIT 30
        """,
        """
        SELECT id, light, due FROM matter WHERE jurisdiction = 990000 AND phase = 'arbitration'
        ORDER BY light DESC, due, id LIMIT 15
        """,
      ].map { sql in
        let asked = [SQLValue.integer(990_000), .text("whistle")].prefix(sql.count { $0 == "?" })
        return try reader.rows(Statement("EXPLAIN QUERY PLAN " + sql), Array(asked))
          .map { $0.text(3) }
          .joined(separator: "; ")
      }
    }
    #expect(plans[0].contains("matter_under_way") && !plans[0].contains("SCAN matter"), "\(plans)")
    #expect(plans[1].contains("matter_in_arbitration"), "\(plans)")
    #expect(!plans[1].contains("TEMP B-TREE"), "\(plans)")
  }
}

/// The room over real sockets.
struct WhistleRoomLiveTests {
  private static var hasCurl: Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/curl")
    }
  }

  private static func perform(
    _ town: SocketTown, _ name: String, on id: Int64? = nil, _ input: JSON, _ role: String,
    _ unit: String
  ) async throws -> Int64 {
    try await ActionCatalogue.all.perform(
      ActionCatalogue.Call(
        name, on: id, input, by: try town.city.actor(role: role, unit: unit),
        at: SocketTown.now), town.city
    ).subject
  }

  private static func page(_ town: SocketTown, _ path: String) async throws -> String {
    let asked = try ChildProcess(
      "curl", ["-s", "-H", "Authorization: Bearer handler", town.base + path])
    _ = try await asked.end()
    return asked.output
  }

  private static func waited(for words: String, _ listener: ChildProcess) async throws -> Bool {
    try await listener.output { $0.contains(words) }.contains(words)
  }

  @Test(.timeLimit(.minutes(10)), .enabled(if: hasCurl, "curl is not on this machine"))
  func `whoever opens the room hears all that has happened since the page was made`()
    async throws
  {
    let town = try await SocketTown()
    let id = try await Self.perform(
      town, "BlowWhistle",
      [
        "kind": "whistle", "sort": "emergency", "title": "塌陷", "demand": "请到场", "area": "a3",
        "units": ["a3-housing/urban-construction", "a3-market/commerce-tourism"],
      ], "street-dispatcher", "a3-office")
    let engine = town.city.matters
    let number = try #require(
      try await town.city.store.read { try engine.load(id, $0)?.number })
    let room = try await Self.page(town, "/whistles/\(number)")
    #expect(room.contains("0/2"))
    let live = String(
      try #require(room.firstMatch(of: /data-live="([^"]+)"/)).1.replacing("&amp;", with: "&"))
    // Between the page and the ear a unit signs in: that is heard too.
    _ = try await Self.perform(
      town, "SignInToTask", on: id, ["task": 1], "responder", "a3-housing")
    let listener = try ChildProcess(
      "curl", ["-sN", "-H", "Authorization: Bearer handler", town.base + live])
    #expect(try await Self.waited(for: "matter.signed-in", listener))
    _ = try await Self.perform(
      town, "ArriveAtTask", on: id, ["task": 1, "place": "北口"], "responder", "a3-housing")
    #expect(try await Self.waited(for: "matter.arrived", listener))
    #expect(try await Self.page(town, "/whistles/\(number)").contains("1/2"))
    // After a break the listener goes on after what it has heard, and misses nothing.
    let position = try #require(
      listener.output.split(separator: "\n").last { $0.hasPrefix("id: ") }?.dropFirst(4))
    listener.terminate()
    _ = try await Self.perform(
      town, "ReportTask", on: id, ["task": 1, "report": "已处置"], "responder", "a3-housing")
    let again = try ChildProcess(
      "curl",
      [
        "-sN", "-H", "Authorization: Bearer handler", "-H", "Last-Event-ID: \(position)",
        town.base + live,
      ])
    #expect(try await Self.waited(for: "matter.reported", again))
    #expect(!again.output.contains("matter.arrived"))
    let kinds = try ChildProcess(
      "curl",
      [
        "-sN", "-H", "Authorization: Bearer handler",
        town.base + "/live/matters?after=0&kind=whistle",
      ])
    #expect(try await Self.waited(for: "matter.reported", kinds))
  }
}
