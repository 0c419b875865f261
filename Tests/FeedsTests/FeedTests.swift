import City
import Feeds
import Journal
import Kernel
import Matters
import Organisation
import Pack
import Store
import StoreSQLite
import TestKit
import Testing

/// The feeds of the example city.
struct FeedTests {
  private static let now = Instant("2026-05-28T10:00:00+08:00", offset: .china)!
  private static let origin = "https://city.example"

  private func city() async throws -> City {
    try await City.open(
      try PackLoader.load("example", from: repositoryFiles()), try temporaryStore(),
      random: fixedBytes
    ) { FeedTests.now }
  }

  private func receive(
    _ city: City, _ title: String, area: String = "a3", kind: String = "hotline"
  ) async throws -> Int64 {
    try await city.perform(
      Request(
        ReceiveMatter(
          kind: kind, title: title, text: "请处理。", caller: "王建国", channel: "phone", area: area,
          category: "urban-construction"),
        by: try city.actor(post: "a-call-taker"), at: FeedTests.now)
    ).subject
  }

  private func publish(
    _ city: City, _ id: Int64, _ text: String, at now: Instant = FeedTests.now
  ) async throws {
    _ = try await city.perform(
      Request(
        PublishMatter(text: text), on: id, by: try city.actor(post: "a-editor"), at: now))
  }

  // MARK: The wall

  @Test func `the wall's feed has what stands on it, and an identity that stays`() async throws {
    let city = try await city()
    let id = try await receive(city, "路灯")
    #expect(
      try await !WallFeed.make(city, origin: FeedTests.origin, .chinese).text.contains("<entry>"))
    try await publish(city, id, "路灯白天亮着")
    let first = try await WallFeed.make(city, origin: FeedTests.origin, .chinese)
    let identity =
      "<id>tag:example.baodao.invalid,2026:wall/\(Identifier<Matter>(rawValue: id).text)/call</id>"
    #expect(first.text.contains(identity))
    #expect(first.text.contains("<content type=\"text\">路灯白天亮着</content>"))
    #expect(!first.text.contains("建国"))
    let same = try await WallFeed.make(city, origin: FeedTests.origin, .chinese)
    #expect(same.tag == first.tag)
    try await publish(city, id, "路灯白天亮着，浪费电", at: FeedTests.now.advanced(byMilliseconds: 1))
    let second = try await WallFeed.make(city, origin: FeedTests.origin, .chinese)
    #expect(second.text.contains(identity))
    #expect(second.tag != first.tag)
    #expect(second.updatedAt > first.updatedAt)
    #expect(!second.text.contains("路灯白天亮着</content>"))
  }

  @Test func `what is withdrawn leaves the feed, and the tag tells`() async throws {
    let city = try await city()
    let (one, two) = (try await receive(city, "路灯"), try await receive(city, "井盖"))
    try await publish(city, one, "路灯白天亮着")
    try await publish(city, two, "井盖破损", at: FeedTests.now.advanced(byMilliseconds: 1))
    let before = try await WallFeed.make(city, origin: FeedTests.origin, .chinese)
    _ = try await city.perform(
      Request(
        WithdrawMatter(), on: one, by: try city.actor(post: "a-editor"), at: FeedTests.now))
    let after = try await WallFeed.make(city, origin: FeedTests.origin, .chinese)
    #expect(!after.text.contains("路灯白天亮着"))
    #expect(after.updatedAt == before.updatedAt)
    #expect(after.tag != before.tag)
  }

  @Test func `the newest stand first`() async throws {
    let city = try await city()
    for number in 0..<3 {
      let id = try await receive(city, "路灯\(number)号")
      try await publish(
        city, id, "文字\(number)", at: FeedTests.now.advanced(byMilliseconds: Int64(number)))
    }
    let text = try await WallFeed.make(city, origin: FeedTests.origin, .english).text
    let places = (0..<3).compactMap { text.firstRange(of: "文字\($0)</content>")?.lowerBound }
    #expect(places.count == 3)
    #expect(places == places.sorted(by: >))
    #expect(text.contains("xml:lang=\"en\""))
  }

  // MARK: The calendar

  private func calendar(_ city: City, _ actor: Actor) async throws -> String {
    try await PersonalCalendar(
      city, of: actor, origin: FeedTests.origin, .chinese, at: FeedTests.now
    ).text().replacing("\r\n ", with: "")
  }

  @Test func `a calendar has the clocks of the person's units and no others`() async throws {
    let city = try await city()
    let id = try await receive(city, "路灯白天亮着，我是王建国")
    let engine = city.matters
    let matter = try #require(try await city.store.read { try engine.load(id, $0) })
    let lead = try #require(matter.lead)
    let own = try await calendar(city, try city.actor(role: "handler", unit: lead))
    let due = try #require(matter.clocks.first { $0.name == "answer" }).dueAt
    #expect(own.contains("UID:clock-\(Identifier<Matter>(rawValue: id).text)-answer-0-1@example"))
    #expect(own.contains("URL:https://city.example/matters/\(matter.number)\r\n"))
    #expect(own.contains(matter.number))
    #expect(own.contains("DTSTART:\(due.text(.utc).filter { !"-:".contains($0) })"))
    #expect(!own.contains("建国"))
    let other = try #require(city.organisation.allUnits.first { $0.id != lead && $0.area == "b" })
    let strange = try await calendar(city, try city.actor(role: "handler", unit: other.id))
    #expect(!strange.contains("BEGIN:VEVENT"))
    // Whoever may read all of it does not have to do all of it.
    let boss = try await calendar(city, try city.actor(post: "a-supervisor"))
    #expect(!boss.contains("UID:clock-"))
    let nobody = try await calendar(city, Actor(id: "x", name: "x", grants: []))
    #expect(!nobody.contains("BEGIN:VEVENT"))
  }

  @Test func `an answered matter leaves the calendar`() async throws {
    let city = try await city()
    let id = try await receive(city, "路灯")
    let engine = city.matters
    let lead = try #require(try await city.store.read { try engine.load(id, $0) }?.lead)
    let handler = try city.actor(role: "handler", unit: lead)
    _ = try await ActionCatalogue.all.perform(
      ActionCatalogue.Call(
        "AnswerMatter", on: id, ["reply": "已修复。"], by: handler, at: FeedTests.now), city)
    #expect(try await !calendar(city, handler).contains("-answer-0-1@"))
  }

  @Test func `series that a post may read of are in its calendar`() async throws {
    let city = try await city()
    let series = try #require(city.pack.meetings.first { $0.every != nil })
    let unit = try #require(city.organisation.unit(series.unit))
    let grant = Grant(
      role: "clerk", permissions: ["meeting.read"], unit: unit.id, areas: [unit.area],
      onlyOwnUnit: false)
    let text = try await calendar(city, Actor(id: "post:clerk", name: "专员", grants: [grant]))
    #expect(text.contains("UID:meeting-\(series.id)-2026-"))
    #expect(text.contains("DTSTART;VALUE=DATE:2026"))
    let blind = Actor(
      id: "post:blind", name: "盲",
      grants: [
        Grant(
          role: "clerk", permissions: ["matter.read"], unit: unit.id, areas: [unit.area],
          onlyOwnUnit: false)
      ])
    #expect(try await !calendar(city, blind).contains("UID:meeting-"))
  }

  // MARK: Secret addresses

  @Test func `a feed's word follows from the sign-in and the city, and leads back to neither`()
    async throws
  {
    let city = try await city()
    let token = try await city.feedToken(of: "secret-one")
    #expect(token.count == 64)
    #expect(!token.contains("secret"))
    #expect(try await city.feedToken(of: "secret-one") == token)
    #expect(try await city.feedToken(of: "secret-two") != token)
    let known = ["secret-two", "secret-one"]
    #expect(try await city.signIn(ofFeedToken: token, among: known) == "secret-one")
    for wrong in ["", "secret-one", String(token.dropLast()), token.uppercased(), token + "0"] {
      #expect(try await city.signIn(ofFeedToken: wrong, among: known) == nil)
    }
    let other = try await City.open(
      try PackLoader.load("example", from: repositoryFiles()), try temporaryStore(),
      random: { [UInt8](repeating: 9, count: $0) }
    ) { FeedTests.now }
    #expect(try await other.feedToken(of: "secret-one") != token)
  }
}
