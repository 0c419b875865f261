import City
import Figures
import Intake
import Journal
import Kernel
import Matters
import Organisation
import Pack
import Store
import Testing

/// Replies come at their own times, with the deadlines between them in their order.
@Suite struct ReplyTests {
  /// 15 working days from the day after, with the holidays of May between: the pack's limit for the
  /// web.
  static let due = moment("2019-05-16 17:30")

  @Test func `a reply before its deadline is in time though it is imported years later`()
    async throws
  {
    let town = try await Town.open()
    try await town.take(
      replied([
        message("1", "已修", "2019/5/16 17:29:59"),
        message("2", at: "2026/3/2 9:00:00", "已修", "2026/3/3 9:00:00"),
      ]))
    let matter = try #require(try await town.matter("1"))
    #expect(matter.clocks.map(\.dueAt) == [ReplyTests.due])
    #expect(matter.answeredAt == moment("2019-05-16 17:29:59"))
    #expect(matter.clocks.map(\.light) == [.amber])
    #expect(try await town.figure("answered-in-time", "2019-05")?.count == 1)
    #expect(
      try await town.events("1").map(\.event.name)
        == ["matter.received", "matter.clock-turned", "matter.answered"])
  }

  @Test func `a reply at the very moment of the deadline is in time and no light turns red`()
    async throws
  {
    let town = try await Town.open()
    try await town.take(replied([message("1", "已修", "2019/5/16 17:30:00")]))
    #expect(try await town.figure("answered-in-time", "2019-05")?.count == 1)
    #expect(try await town.matter("1")?.clocks.map(\.light) == [.amber])
    #expect(try await town.figure("overdue", "2019-05")?.count ?? 0 == 0)
  }

  @Test func `a reply after its deadline comes after the red light`() async throws {
    let town = try await Town.open()
    try await town.take(replied([message("1", "已修", "2019/5/16 17:30:01")]))
    #expect(try await town.figure("answered-in-time", "2019-05") == nil)
    let events = try await town.events("1")
    #expect(events.map(\.at).sorted() == events.map(\.at))
    #expect(events.dropFirst(2).first?.at == ReplyTests.due)
    #expect(events.last?.event.name == "matter.answered")
    #expect(try await town.matter("1")?.clocks.map(\.light) == [.red])
  }

  @Test func `a matter without a reply turns red at its very deadline`() async throws {
    let town = try await Town.open()
    // The file's last moment decides how far deadlines are run.
    let rows = [message("1", "", ""), message("2", at: "2019/5/16 17:30:00", "", "")]
    let report = try await town.take(replied(rows))
    #expect(report.timers == 2)
    #expect(try await town.matter("1")?.light == .red)
    #expect(try await town.matter("2")?.light == .green)
    #expect(try await town.events("1").last?.at == ReplyTests.due)
    #expect(try await town.figure("overdue", "2019-05")?.count == 1)
    let early = try await Town.open()
    try await early.take(
      replied([rows[0], message("2", at: "2019/5/16 17:29:59", "", "")]))
    #expect(try await early.matter("1")?.light == .amber)
  }

  @Test func `a row in the middle that is refused lets no deadline fall due`() async throws {
    let town = try await Town.open()
    let report = try await town.take(
      replied([message("1", "", ""), message("2", at: "2031/1/1", "", "")]))
    #expect(report.timers == 0)
    #expect(try await town.matter("1")?.light == .green)
  }

  @Test func `the rows of a file are taken in by their times, not by their places`() async throws {
    let town = try await Town.open()
    try await town.take(Village.replied)
    let store = town.city.store
    let times = try await store.read {
      try $0.rows("SELECT at FROM event WHERE action <> 'TurnLight' ORDER BY position", [])
    }.map { $0.integer(0) }
    #expect(times.count == 11)
    #expect(times == times.sorted())
    #expect(try await town.matter("M5")?.number == "20181228-000001")
  }

  @Test func `two messages of one moment keep their order in the file`() async throws {
    let town = try await Town.open()
    let rows = (1...20).map { message(String($0), "立即答复", "2019/4/24 15:40:04") }
    try await town.take(replied(rows))
    for number in 1...20 {
      let matter = try #require(try await town.matter(String(number)))
      #expect(matter.number == "20190424-" + padded(number, 6))
      #expect(matter.phase == .answered)
    }
  }

  @Test func `a reply to a matter in arbitration is kept as a note`() async throws {
    let town = try await Town.open()
    let table = replied([message("1", title: "A1区和A2区交界处的路灯", "请问哪一段", "2019/4/30 8:00:00")])
    let report = try await town.take(table)
    #expect(report.counts == [0, 1, 0, 0] && report.replies == 1)
    let matter = try #require(try await town.matter("1"))
    #expect(matter.phase == .arbitration && matter.answeredAt == nil && matter.lead == nil)
    #expect(matter.reason == "place.ambiguous: A1区、A2区")
    let note = try #require(try await town.events("1").last)
    #expect(note.event.name == "matter.noted" && note.at == moment("2019-04-30 08:00"))
    #expect(note.event.body["text"] == "来源文件中的答复:请问哪一段")
    #expect(try await town.figure("answered", "2019") == nil)
    #expect(try await town.take(table).replies == 0)
  }

  @Test func `a note that somebody else wrote does not stand for the reply`() async throws {
    let town = try await Town.open()
    let title = "A1区和A2区交界处的路灯"
    try await town.take(replied([message("1", title: title, "", "")]))
    try await town.act(on: "1", NoteMatter(text: "已电话联系"), at: "2019-04-25")
    let report = try await town.take(
      replied([message("1", title: title, "请问哪一段", "2019/4/30 8:00:00")]))
    #expect(report.replies == 1)
    #expect(try await town.events("1").count { $0.event.name == "matter.noted" } == 2)
  }

  @Test func `a matter that was dispatched by hand does not get its noted reply again`()
    async throws
  {
    let town = try await Town.open()
    let table = replied([message("1", title: "A1区和A2区交界处的路灯", "请问哪一段", "2019/4/30 8:00:00")])
    try await town.take(table)
    try await town.act(on: "1", DispatchMatter(unit: "a-office", reason: "牵头"), at: "2019-05-05")
    let position = try await town.position()
    #expect(try await town.take(table).counts == [0, 0, 0, 1])
    #expect(try await town.position() == position)
  }

  @Test func `a matter that was reopened does not get its old reply again`() async throws {
    let town = try await Town.open()
    let table = replied([message("1", "已修", "2019/4/26 9:00:00")])
    try await town.take(table)
    try await town.act(on: "1", ReopenMatter(reason: "又坏了"), at: "2019-04-27 9:00")
    let position = try await town.position()
    let again = try await town.take(table)
    #expect(again.counts == [0, 0, 0, 1] && again.replies == 0)
    #expect(try await town.position() == position)
    #expect(try await town.matter("1")?.phase == .open)
  }
}

extension Town {
  /// Somebody whose posts reach every matter, those without a place too.
  private static let judge = Actor(
    id: "post:judge", name: "judge",
    grants: [
      Grant(
        role: "dispatcher", permissions: ["matter.dispatch", "matter.note", "matter.reopen"],
        unit: nil,
        areas: nil, onlyOwnUnit: false)
    ])

  func act<Performed: Action>(on number: String, _ action: Performed, at: String) async throws
  where Performed.Subject == MatterEngine {
    let reader = MatterReader(city.matters, .everything)
    let id = try await city.store.read { try reader.matter(source: "message/" + number, $0)?.id }
    _ = try await city.perform(Request(action, on: id, by: Town.judge, at: moment(at)))
  }
}
