import City
import Duties
import Journal
import Kernel
import Store
import TestKit
import Testing

@Suite struct CarryTests {
  /// Convenes and closes a meeting; answers its agenda.
  private func hold(_ chamber: Chamber, _ series: String, _ date: String) async throws
    -> [AgendaItem]
  {
    let id = try await chamber.take(ConveneMeeting(series: series), at: date + " 09:00")
    let items = try await chamber.meeting(id).items
    try await chamber.take(CloseMeeting(), on: id, at: date + " 10:00")
    return items
  }

  private func first(_ chamber: Chamber, _ series: String, _ date: String) async throws -> Int64 {
    let id = try await chamber.take(ConveneMeeting(series: series), at: date + " 09:00")
    try await chamber.take(AddAgendaItem(text: "停车难"), on: id, at: date + " 09:01")
    return id
  }

  @Test func `what is unsolved twice goes up one level, and there it begins anew`() async throws {
    let chamber = try await Chamber.open()
    let id = try await first(chamber, "weekly", "2022-09-05")
    try await chamber.take(CloseMeeting(), on: id, at: "2022-09-05 10:00")
    let second = try await hold(chamber, "weekly", "2022-09-12")
    #expect(second.map(\.cause) == [.carried])
    #expect(second.map(\.times) == [1])
    #expect(try await hold(chamber, "weekly", "2022-09-19").isEmpty)
    for (date, cause, times) in [
      ("2022-09-20", AgendaItem.Cause.sentUp, Int64(2)), ("2022-10-04", .carried, 1),
      ("2022-10-18", .carried, 2),
    ] {
      let items = try await hold(chamber, "fortnightly", date)
      #expect(items.map(\.cause) == [cause])
      #expect(items.map(\.times) == [times])
      #expect(items.map(\.text) == ["停车难"])
    }
    #expect(try await hold(chamber, "fortnightly", "2022-11-01").isEmpty)
    // Nothing is above the top: it stays, and is marked.
    #expect(try await hold(chamber, "top", "2022-11-02").map(\.isStuck) == [false])
    for date in ["2022-11-03", "2022-11-04"] {
      #expect(try await hold(chamber, "top", date).map(\.isStuck) == [true])
    }
    #expect(try await chamber.figure("agenda.raised") == 2)
    #expect(try await chamber.figure("agenda.carried") == 6)
  }

  @Test func `a decision under way comes again without counting as unsolved`() async throws {
    let chamber = try await Chamber.open()
    let id = try await first(chamber, "weekly", "2022-09-05")
    try await chamber.take(
      RecordDecision(
        item: 1, text: "划线", owner: "a3-housing", due: try moment("2022-09-30 18:00")),
      on: id, at: "2022-09-05 09:30")
    try await chamber.take(CloseMeeting(), on: id, at: "2022-09-05 10:00")
    for date in ["2022-09-12", "2022-09-19", "2022-09-26"] {
      let items = try await hold(chamber, "weekly", date)
      #expect(items.map(\.text) == ["划线"])
      #expect(items.map(\.times) == [0])
      #expect(items.first?.decision == DecisionName(meeting: id, number: 1))
    }
    #expect(try await hold(chamber, "weekly", "2022-10-10").map(\.times) == [0])
    #expect(try await hold(chamber, "weekly", "2022-10-17").map(\.times) == [1])
    #expect(try await hold(chamber, "weekly", "2022-10-24").isEmpty)
    #expect(try await hold(chamber, "fortnightly", "2022-10-25").map(\.cause) == [.sentUp])
  }

  @Test func `what was done meanwhile is reported to the next meeting and goes no further`()
    async throws
  {
    let chamber = try await Chamber.open()
    let id = try await first(chamber, "weekly", "2022-09-05")
    try await chamber.take(
      RecordDecision(
        item: 1, text: "划线", owner: "a3-housing", due: try moment("2022-09-30 18:00")),
      on: id, at: "2022-09-05 09:30")
    try await chamber.take(CloseMeeting(), on: id, at: "2022-09-05 10:00")
    try await chamber.take(
      CompleteDecision(number: 1, note: "已划"), on: id, at: "2022-09-08 10:00")
    #expect(try await hold(chamber, "weekly", "2022-09-12").map(\.isSettled) == [true])
    #expect(try await hold(chamber, "weekly", "2022-09-19").isEmpty)
  }

  @Test func `an agenda is bounded, says what it left out, and the rest comes next`() async throws {
    let chamber = try await Chamber.open()
    let id = try await chamber.take(ConveneMeeting(series: "weekly"), at: "2022-09-05 09:00")
    for number in 1...MeetingEngine.itemsMax {
      try await chamber.take(AddAgendaItem(text: "第\(number)件"), on: id, at: "2022-09-05 09:01")
    }
    let full = await problemCode {
      try await chamber.take(AddAgendaItem(text: "再一件"), on: id, at: "2022-09-05 09:01")
    }
    #expect(full == "meeting.full")
    try await chamber.take(CloseMeeting(), on: id, at: "2022-09-05 10:00")
    _ = try await chamber.receive()
    _ = try await chamber.city.runTimers(until: try moment("2022-10-31 09:00"))
    var texts: [String] = []
    for (date, left, late) in [("2022-11-01", Int64(100), Int64(1)), ("2022-11-02", 0, 0)] {
      let next = try await chamber.take(ConveneMeeting(series: "weekly"), at: date + " 09:00")
      let meeting = try await chamber.meeting(next)
      #expect(meeting.leftOut == Meeting.LeftOut(carried: left, late: late, repeated: 0))
      texts += meeting.items.filter { $0.cause == .carried }.map(\.text)
      #expect(meeting.items.count { $0.cause == .late } == (late == 0 ? 1 : 0))
      // Nothing more is carried: each is decided.
      for item in meeting.items {
        try await chamber.take(
          RecordDecision(
            item: item.number, text: "办", owner: "a3-housing", due: try moment("2023-01-01")),
          on: next, at: date + " 09:30")
      }
      try await chamber.take(CloseMeeting(), on: next, at: date + " 10:00")
      for number in 1...Int64(meeting.items.count) {
        try await chamber.take(
          CompleteDecision(number: number, note: "已办"), on: next, at: date + " 10:30")
      }
      if left > 0 {
        _ = try await chamber.store.write {
          // The report of what was done would fill the second agenda; this test is about the rest.
          try $0.run("DELETE FROM agenda_carry WHERE sort = 'decision'", [])
        }
      }
    }
    #expect(texts == (1...MeetingEngine.itemsMax).map { "第\($0)件" })
  }
}
