import City
import Journal
import Kernel
import Matters
import Organisation
import Pack
import Store
import Testing

@testable import Pages

/// The pages of intake, arbitration and whistles, as they were committed.
@Suite struct DispatchPageTests {
  private static let now = "2022-09-14 08:00"
  private static let hostile = "\"><script>alert('x')</script>"

  private func entry(_ name: String) throws -> ActionCatalogue.Entry {
    try #require(ActionCatalogue.all.entries.first { $0.declaration.name == name })
  }

  private func arbitration(_ quarter: Quarter, _ language: Language) async throws -> String {
    let queue = ArbitrationQueue(quarter.city.matters, .everything)
    let (items, count) = try await quarter.city.store.read {
      (try queue.items($0), try queue.count($0))
    }
    return ArbitrationPage(
      items, count: count, next: nil, isFirst: true, guardToken: "TOKEN", key: "form-1",
      now: moment(Self.now), city: quarter.city, language: language
    ).content.source
  }

  private func intake(
    _ quarter: Quarter, _ values: [String: JSON], _ language: Language
  ) async throws -> String {
    let actor = try quarter.city.actor(post: "a-call-taker")
    let advice = try await quarter.city.advice(on: values, by: actor, at: moment(Self.now))
    return IntakePage(
      try entry("ReceiveMatter"), IntakePage.Answers(values), advice: advice, drafts: [],
      key: "form-1", owner: 7, guardToken: FormToken("TOKEN"), city: quarter.city,
      language: language
    ).content.source
  }

  private static let call: [String: JSON] = [
    "kind": "hotline", "title": "A1区滨海步道台阶长满青苔", "text": "昨天又有人滑倒，没有人清理。",
    "channel": "phone",
  ]

  private func blown(_ quarter: Quarter) async throws -> Matter {
    let outcome = try await ActionCatalogue.all.perform(
      ActionCatalogue.Call(
        "BlowWhistle", on: nil,
        [
          "kind": "whistle", "sort": "emergency", "title": "路面塌陷", "demand": "请到场",
          "area": "a3", "units": ["a3-housing/urban-construction", "a3-health/health"],
        ], by: try quarter.city.actor(role: "street-dispatcher", unit: "a3-office"),
        at: moment("2022-09-14 07:00")), quarter.city)
    let engine = quarter.city.matters
    _ = try await ActionCatalogue.all.perform(
      ActionCatalogue.Call(
        "ArriveAtTask", on: outcome.subject, ["task": 1, "place": "北口"],
        by: try quarter.city.actor(role: "responder", unit: "a3-housing"),
        at: moment("2022-09-14 07:05")), quarter.city)
    let found = try await quarter.city.store.read { try engine.load(outcome.subject, $0) }
    return try #require(found)
  }

  private func room(
    _ quarter: Quarter, _ matter: Matter, _ language: Language
  ) throws -> String {
    WhistleRoomPage(
      matter, [], look: .page, live: "/live/matters?matter=\(matter.number)&after=1",
      guardToken: FormToken("TOKEN"), now: moment(Self.now), city: quarter.city,
      language: language
    ).content.source
  }

  @Test(arguments: Language.allCases)
  func `the pages are those that were committed`(language: Language) async throws {
    let quarter = try await Quarter.story()
    try expectSnapshot(
      try await arbitration(quarter, language), "arbitration.\(language.rawValue).html")
    try expectSnapshot(
      try await intake(quarter, Self.call, language), "intake.\(language.rawValue).html")
    let matter = try await blown(quarter)
    try expectSnapshot(
      try room(quarter, matter, language), "whistle-room.\(language.rawValue).html")
  }

  @Test func `a lane tells what was done in time, what is late and what is still to come`()
    async throws
  {
    let quarter = try await Quarter.story()
    let page = try room(quarter, try await blown(quarter), .chinese)
    let lanes = page.components("<li class=\"lane ").dropFirst()
    // The one that is late stands first.
    #expect(lanes.first?.hasPrefix("lane-late") == true)
    #expect(lanes.first?.contains("A3区卫生健康局") == true)
    #expect(lanes.first?.contains("07:10前") == true && lanes.first?.contains("已超50分钟") == true)
    #expect(lanes.last?.contains("07:05") == true)
    #expect(lanes.last?.contains("lane-late") == false)
  }

  @Test func `what is similar is told with how alike it is and who has it`() async throws {
    let page = try await intake(try await Quarter.story(), Self.call, .chinese)
    #expect(page.contains("A1区滨海步道台阶长满青苔</a>") == false)
    #expect(page.contains("20220905-000002") && page.contains("相似"))
    let little = try await intake(try await Quarter.open(), ["kind": "hotline"], .chinese)
    #expect(little.contains("写下标题和内容后"))
  }

  @Test func `hostile words never stand unescaped in these pages`() async throws {
    let quarter = try await Quarter.open()
    _ = try await quarter.receive(
      "路灯" + Self.hostile, Self.hostile, Self.hostile, at: "2022-09-05 09:10")
    let call: [String: JSON] = [
      "kind": "hotline", "title": .string("路灯" + Self.hostile), "text": .string(Self.hostile),
      "caller": .string(Self.hostile), "area": .string(Self.hostile),
    ]
    let draft = WhistleDraft(
      [
        "kind": "whistle", "title": .string(Self.hostile), "demand": .string(Self.hostile),
        "area": "a3", "units": [.string(Self.hostile)],
      ], query: Self.hostile, function: Self.hostile)
    let whistle = WhistlePage(
      try entry("BlowWhistle"), draft, tokens: ActionForm.Tokens(key: "form-1"),
      city: quarter.city, language: .chinese)
    let proposals = WhistlePage.Proposals(proposed: [], chosen: [], found: [], limits: [])
    let pages = [
      try await arbitration(quarter, .chinese), try await intake(quarter, call, .english),
      whistle.what([:]).source, whistle.whom(proposals, now: moment(Self.now)).source,
    ]
    for page in pages {
      #expect(page.contains("&lt;script&gt;"))
      #expect(!page.contains("<script>") && !page.contains("\"><script>alert"))
      for word in ["http:", "https:", " style=", " onclick"] { #expect(!page.contains(word)) }
    }
  }

  @Test func `every element that these pages open is closed`() async throws {
    let quarter = try await Quarter.story()
    let matter = try await blown(quarter)
    for page in [
      try await arbitration(quarter, .english), try await intake(quarter, Self.call, .english),
      try room(quarter, matter, .english),
    ] {
      for name in [
        "article", "section", "div", "form", "fieldset", "label", "ul", "ol", "li", "dl", "dd",
        "p", "h1", "h2", "h3", "a", "span", "details", "summary", "aside", "button", "script",
        "time", "small", "b",
      ] {
        let opened = page.components("<\(name)>").count + page.components("<\(name) ").count - 2
        #expect(opened == page.components("</\(name)>").count - 1, "\(name)")
      }
    }
  }
}
