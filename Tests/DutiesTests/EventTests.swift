import Kernel
import Testing

@testable import Duties

@Suite struct EventTests {
  private static let item = AgendaItem(
    number: 1, cause: .carried, matter: AgendaItem.MatterName(id: 7, number: "20220905-000001"),
    text: "路灯", times: 2, source: BusinessPart(meeting: 5, sort: .decision, number: 3),
    decision: DecisionName(meeting: 5, number: 3), isSettled: true, isStuck: true)

  private static let meetings: [MeetingEvent] = [
    .convened(
      MeetingEvent.Convened(
        series: "weekly", ordinal: 3, unit: "a3-office", area: "a3", items: [item],
        leftOut: Meeting.LeftOut(carried: 1, late: 2, repeated: 3))),
    .itemAdded(AgendaItem(number: 2, cause: .added, matter: nil, text: "防汛")),
    .decided(
      MeetingEvent.Ruling(
        number: 1, item: 2, text: "清淤", owner: "a3-housing", dueAt: Instant(milliseconds: 9))),
    .decisionDone(number: 1, note: "已清"), .decisionDropped(number: 1, reason: "另定"),
    .decisionLate(number: 1),
    .closed([
      Meeting.Carry(
        sort: .item, number: 2, series: "top", times: 2, isRaised: true, isStuck: false)
    ]),
  ]

  private static let visits: [OutreachEvent] = [
    .opened(
      OutreachEvent.Opening(
        program: "firms", code: "f-1", name: "企业", unit: "a-office", area: "a3",
        date: CivilDate(dayNumber: 19_000))),
    .assigned(visitor: "wang"), .handedOver(from: "wang", to: "li"),
    .visited(
      OutreachEvent.Visit(
        number: 1, date: CivilDate(dayNumber: 19_001), visitor: "li", note: "用工",
        topics: ["labour"], met: 2, materials: 3)),
  ]

  @Test func `every event is read as it was written`() throws {
    for event in EventTests.meetings {
      let body = try JSON(parsing: event.event.body.canonicalText)
      #expect(try MeetingEvent(Event(event.event.name, body)) == event)
    }
    for event in EventTests.visits {
      let body = try JSON(parsing: event.event.body.canonicalText)
      #expect(try OutreachEvent(Event(event.event.name, body)) == event)
    }
  }

  @Test func `an event without one of its members is not read`() {
    for event in EventTests.meetings.map(\.event) + EventTests.visits.map(\.event) {
      for member in event.body.object?.keys.sorted() ?? []
      where !["matter", "source", "decision"].contains(member) {
        var members = event.body.object ?? [:]
        members[member] = nil
        let broken = Event(event.name, .object(members))
        #expect(throws: EventFault.self, "\(event.name) \(member)") {
          if event.name.hasPrefix("meeting") {
            _ = try MeetingEvent(broken)
          } else {
            _ = try OutreachEvent(broken)
          }
        }
      }
    }
    #expect(throws: EventFault.self) { try MeetingEvent(Event("meeting.unheard-of", .object([:]))) }
    #expect(throws: EventFault.self) { try OutreachEvent(Event("outreach.other", .object([:]))) }
  }
}
