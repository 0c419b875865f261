import City
import Duties
import Journal
import Kernel
import Matters
import Organisation
import Store
import TestKit
import Testing

@Suite struct MeetingTests {
  @Test func `late matters of the unit's area come onto the agenda, by deadline`() async throws {
    let chamber = try await Chamber.open()
    let second = try await chamber.receive(at: "2022-09-06 09:00")
    let first = try await chamber.receive()
    _ = try await chamber.receive("A7县")
    _ = try await chamber.city.runTimers(until: try moment("2022-11-01 08:00"))
    let weekly = try await chamber.take(
      ConveneMeeting(series: "weekly"), by: chamber.convener("a3-office"), at: "2022-11-07 09:00")
    let meeting = try await chamber.meeting(weekly)
    #expect(meeting.number == "weekly-1")
    #expect(meeting.items.map(\.matter?.id) == [first, second])
    #expect(meeting.items.map(\.cause) == [.late, .late])
    #expect(meeting.items.map(\.number) == [1, 2])
    #expect(meeting.leftOut == .nothing)
    // The series above does not ask for late matters.
    let above = try await chamber.take(
      ConveneMeeting(series: "fortnightly"), at: "2022-11-07 09:00")
    #expect(try await chamber.meeting(above).items.isEmpty)
  }

  @Test func `a matter that was reopened often enough comes onto the agenda`() async throws {
    let chamber = try await Chamber.open()
    let id = try await chamber.receive()
    func matter<Performed: Action>(_ action: Performed, _ time: String) async throws
    where Performed.Subject == MatterEngine {
      _ = try await chamber.city.perform(
        Request(action, on: id, by: Chamber.almighty, at: try moment(time)))
    }
    for day in ["06", "07"] {
      #expect(try await agenda(chamber, "2022-09-\(day) 07:00").isEmpty)
      try await matter(AcceptMatter(), "2022-09-\(day) 08:00")
      try await matter(AnswerMatter(reply: "已修"), "2022-09-\(day) 09:00")
      try await matter(ReopenMatter(reason: "没修"), "2022-09-\(day) 10:00")
    }
    let items = try await agenda(chamber, "2022-09-08 07:00")
    #expect(items.map(\.matter?.id) == [id])
    #expect(items.first?.cause == .repeated)
    #expect(items.first?.times == 2)
  }

  /// The agenda of a weekly meeting that is closed at once; what it leaves is settled.
  private func agenda(_ chamber: Chamber, _ time: String) async throws -> [AgendaItem] {
    let id = try await chamber.take(ConveneMeeting(series: "weekly"), at: time)
    let items = try await chamber.meeting(id).items
    try await chamber.take(CloseMeeting(), on: id, at: time)
    return items
  }

  @Test func `a matter that lower or higher series deal with is on no second agenda`() async throws
  {
    let text = Chamber.yaml.replacing("late: false\n    upward", with: "late: true\n    upward")
    let chamber = try await Chamber.open(try Chamber.pack(text.replacing("figures:\n", with: "")))
    let id = try await chamber.receive()
    _ = try await chamber.city.runTimers(until: try moment("2022-11-01 08:00"))
    let weekly = try await chamber.take(ConveneMeeting(series: "weekly"), at: "2022-11-07 09:00")
    #expect(try await chamber.meeting(weekly).items.map(\.matter?.id) == [id])
    let above = try await chamber.take(
      ConveneMeeting(series: "fortnightly"), at: "2022-11-07 10:00")
    #expect(try await chamber.meeting(above).items.isEmpty)
    try await chamber.take(CloseMeeting(), on: weekly, at: "2022-11-07 11:00")
    try await chamber.take(CloseMeeting(), on: above, at: "2022-11-07 11:00")
    let second = try await chamber.take(
      ConveneMeeting(series: "fortnightly"), at: "2022-11-08 10:00")
    #expect(try await chamber.meeting(second).items.isEmpty)
    let next = try await chamber.take(ConveneMeeting(series: "weekly"), at: "2022-11-14 09:00")
    #expect(try await chamber.meeting(next).items.map(\.cause) == [.carried])
  }

  @Test func `items are added by text or by matter, each matter once`() async throws {
    let chamber = try await Chamber.open()
    let matter = try await chamber.receive()
    let hidden = try await chamber.receive("B市")
    let recorder = try chamber.convener("a3-office")
    let id = try await chamber.take(
      ConveneMeeting(series: "weekly"), by: recorder, at: "2022-09-05 10:00")
    func add(_ action: AddAgendaItem) async -> String? {
      await problemCode {
        try await chamber.take(action, on: id, by: recorder, at: "2022-09-05 10:05")
      }
    }
    let name = Identifier<Matter>(rawValue: matter).text
    #expect(await add(AddAgendaItem(text: "防汛")) == nil)
    #expect(await add(AddAgendaItem(matter: name)) == nil)
    #expect(await add(AddAgendaItem(matter: name)) == "meeting.item-known")
    #expect(await add(AddAgendaItem()) == "request.field-missing")
    #expect(await add(AddAgendaItem(matter: "19990101-1")) == "request.not-found")
    let outside = Identifier<Matter>(rawValue: hidden).text
    #expect(await add(AddAgendaItem(matter: outside)) == "request.not-found")
    let items = try await chamber.meeting(id).items
    #expect(items.map(\.text) == ["防汛", "A3区云杉路的路灯不亮"])
    #expect(items[1].matter?.number.isEmpty == false)
  }

  @Test func `two meetings of a series cannot be open at once, and time goes forward`() async throws
  {
    let chamber = try await Chamber.open()
    let id = try await chamber.take(ConveneMeeting(series: "weekly"), at: "2022-09-05 10:00")
    func convene(_ series: String, _ time: String) async -> String? {
      await problemCode { try await chamber.take(ConveneMeeting(series: series), at: time) }
    }
    #expect(await convene("weekly", "2022-09-05 11:00") == "meeting.open")
    #expect(await convene("monthly", "2022-09-05 11:00") == "request.not-found")
    let early = await problemCode {
      try await chamber.take(CloseMeeting(), on: id, at: "2022-09-05 09:00")
    }
    #expect(early == "meeting.backwards")
    try await chamber.take(CloseMeeting(), on: id, at: "2022-09-05 12:00")
    #expect(await convene("weekly", "2022-09-05 11:00") == "meeting.backwards")
    #expect(await convene("weekly", "2022-09-05 12:00") == nil)
    let closed = await problemCode {
      try await chamber.take(AddAgendaItem(text: "x"), on: id, at: "2022-09-05 13:00")
    }
    #expect(closed == "meeting.closed")
  }

  @Test func `only posts that reach the unit convene, record and read`() async throws {
    let chamber = try await Chamber.open()
    let stranger = try chamber.convener("b-office")
    let code = await problemCode {
      try await chamber.take(
        ConveneMeeting(series: "weekly"), by: stranger, at: "2022-09-05 10:00")
    }
    #expect(code == "request.out-of-scope")
    let id = try await chamber.take(ConveneMeeting(series: "weekly"), at: "2022-09-05 10:00")
    for action in [AddAgendaItem(text: "x")] {
      let code = await problemCode {
        try await chamber.take(action, on: id, by: stranger, at: "2022-09-05 10:00")
      }
      #expect(code == "request.out-of-scope")
    }
    let engine = chamber.city.meetings
    let actors = [stranger, try chamber.convener("a3-office"), try chamber.convener("a-office")]
    let seen = try await chamber.store.read { reader in
      try actors.map {
        try MeetingReader(engine, RowScope($0, "meeting.read")).meeting(id, reader) != nil
      }
    }
    #expect(seen == [false, true, true])
    let lists = try await chamber.store.read { reader in
      try actors.map {
        try MeetingReader(engine, RowScope($0, "meeting.read")).meetings(of: "weekly", reader).count
      }
    }
    #expect(lists == [0, 1, 1])
  }
}
