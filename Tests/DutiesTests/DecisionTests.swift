import City
import Duties
import Journal
import Kernel
import Organisation
import Store
import TestKit
import Testing

@Suite struct DecisionTests {
  /// A weekly meeting with one item.
  private func begun() async throws -> (chamber: Chamber, id: Int64) {
    let chamber = try await Chamber.open()
    let id = try await chamber.take(ConveneMeeting(series: "weekly"), at: "2022-09-05 10:00")
    try await chamber.take(AddAgendaItem(text: "防汛"), on: id, at: "2022-09-05 10:01")
    return (chamber, id)
  }

  private func decide(
    _ chamber: Chamber, _ id: Int64, item: Int64 = 1, owner: String = "a3-housing",
    due: String? = "2022-09-09 18:00", at time: String = "2022-09-05 10:10"
  ) async -> String? {
    await problemCode {
      try await chamber.take(
        RecordDecision(item: item, text: "清淤", owner: owner, due: try due.map(moment)), on: id,
        at: time)
    }
  }

  @Test func `a decision has an item, a known unit and a date in the future`() async throws {
    let (chamber, id) = try await begun()
    #expect(await decide(chamber, id, item: 2) == "meeting.item-unknown")
    #expect(await decide(chamber, id, owner: "a3-nobody") == "meeting.owner-unknown")
    #expect(await decide(chamber, id, due: nil) == "request.field-missing")
    #expect(await decide(chamber, id, due: "2022-09-05 10:10") == "meeting.due-past")
    #expect(await decide(chamber, id, at: "2022-09-05 09:00") == "meeting.backwards")
    #expect(await decide(chamber, id) == nil)
    let decision = try #require(try await chamber.meeting(id).decision(1))
    #expect(decision.owner == "a3-housing")
    #expect(decision.state == .open)
    #expect(try await chamber.figure("decision.made") == 1)
  }

  @Test func `the owner or the recorder completes it, nobody else, and once`() async throws {
    let (chamber, id) = try await begun()
    for _ in 1...2 { #expect(await decide(chamber, id) == nil) }
    func complete(_ number: Int64, _ actor: Actor) async -> String? {
      await problemCode {
        try await chamber.take(
          CompleteDecision(number: number, note: "已清"), on: id, by: actor,
          at: "2022-09-08 09:00")
      }
    }
    #expect(await complete(1, try chamber.owner("a3-health")) == "request.out-of-scope")
    #expect(await complete(1, try chamber.owner("a3-housing")) == nil)
    #expect(await complete(1, try chamber.owner("a3-housing")) == "meeting.decision-unknown")
    #expect(await complete(2, try chamber.convener("a3-office")) == nil)
    #expect(await complete(3, try chamber.convener("a3-office")) == "meeting.decision-unknown")
    #expect(try await chamber.figure("decision.done") == 2)
    #expect(try await chamber.figure("decision.late") == 0)
    #expect(try await chamber.meeting(id).decisions.allSatisfy { $0.state == .done })
  }

  @Test func `an overdue decision is late once, at its date, and never after it is done`()
    async throws
  {
    let (chamber, id) = try await begun()
    for _ in 1...3 { #expect(await decide(chamber, id) == nil) }
    try await chamber.take(
      CompleteDecision(number: 1, note: "已清"), on: id, at: "2022-09-09 18:00")
    // Done late, before the timers came to it.
    try await chamber.take(
      CompleteDecision(number: 2, note: "已清"), on: id, at: "2022-09-10 08:00")
    for _ in 1...2 { _ = try await chamber.city.runTimers(until: try moment("2022-09-12 08:00")) }
    let late = try await chamber.events(id).filter { $0.hasPrefix("meeting.decision-late") }
    #expect(
      late == ["meeting.decision-late 2022-09-10 08:00", "meeting.decision-late 2022-09-09 18:00"])
    #expect(try await chamber.figure("decision.late") == 2)
    #expect(try await chamber.meeting(id).decisions.map(\.isLate) == [false, true, true])
    let engine = chamber.city.meetings
    let now = try moment("2022-09-12 08:00")
    let scopes = [
      RowScope(try chamber.owner("a3-housing"), "meeting.read"),
      RowScope(try chamber.owner("a3-health"), "meeting.read"),
    ]
    let overdue = try await chamber.store.read { reader in
      try scopes.map {
        try MeetingReader(engine, $0).openDecisions(overdueAt: now, reader).map(\.name.number)
      }
    }
    #expect(overdue == [[3], []])
  }

  @Test func `open decisions are paged by their date`() async throws {
    let (chamber, id) = try await begun()
    for day in ["20", "18", "19"] {
      #expect(await decide(chamber, id, due: "2022-09-\(day)") == nil)
    }
    #expect(await decide(chamber, id, owner: "a3-health") == nil)
    let reader = MeetingReader(chamber.city.meetings, .everything)
    let numbers = try await chamber.store.read { store in
      var found: [Int64] = []
      var after: MeetingReader.Cursor?
      repeat {
        let page = try reader.openDecisions(of: "a3-housing", after: after, limit: 2, store)
        found += page.map(\.name.number)
        after = page.last?.cursor
      } while after != nil
      return found
    }
    #expect(numbers == [2, 3, 1])
  }

  @Test func `an item whose decision was dropped is undecided again`() async throws {
    let (chamber, id) = try await begun()
    #expect(await decide(chamber, id) == nil)
    try await chamber.take(DropDecision(number: 1, reason: "另定"), on: id, at: "2022-09-05 11:00")
    #expect(try await chamber.meeting(id).decision(1)?.note == "另定")
    try await chamber.take(CloseMeeting(), on: id, at: "2022-09-05 12:00")
    let waiting = try await chamber.waiting("weekly")
    #expect(waiting.map(\.source.sort) == [.item])
  }

  @Test func `a decision that stands is not replaced in silence`() async throws {
    let (chamber, id) = try await begun()
    #expect(await decide(chamber, id) == nil)
    try await chamber.take(CloseMeeting(), on: id, at: "2022-09-05 12:00")
    let next = try await chamber.take(ConveneMeeting(series: "weekly"), at: "2022-09-12 10:00")
    let due = "2022-09-30 18:00"
    let code = await decide(chamber, next, due: due, at: "2022-09-12 10:10")
    #expect(code == "meeting.decision-stands")
    try await chamber.take(DropDecision(number: 1, reason: "另定"), on: id, at: "2022-09-12 10:11")
    #expect(await decide(chamber, next, due: due, at: "2022-09-12 10:12") == nil)
    try await chamber.take(CloseMeeting(), on: next, at: "2022-09-12 11:00")
    let waiting = try await chamber.waiting("weekly")
    #expect(waiting.map(\.source) == [BusinessPart(meeting: next, sort: .decision, number: 1)])
  }
}
