import Journal
import Kernel
import Testing

@testable import Matters

@Suite struct EventTests {
  private static let stand = MatterEvent.Stand(state: "办理中 \"x\"", phase: "open")
  private static let clocks = [
    MatterEvent.ClockStart(
      name: "a/b", limit: "5个工作日", dueAt: Instant(milliseconds: 1_662_000_000_123),
      amberAt: Instant(milliseconds: -5), until: "answer"),
    MatterEvent.ClockStart(
      name: "c", limit: "", dueAt: Instant(milliseconds: 0), amberAt: nil, until: "close"),
  ]

  private static func received(_ known: String?) -> MatterEvent {
    .received(
      MatterEvent.Received(
        number: "20220905-000001", kind: "hotline", pack: "example@1", title: "题\n目",
        text: "正\u{0}文😀", caller: "王建国", channel: "web", source: "", area: known,
        category: known, lead: known, rule: "r", reason: "", clocks: known == nil ? [] : clocks,
        stand: stand))
  }

  static let all: [MatterEvent] = [
    received("a3"), received(nil),
    .dispatched(lead: "u", rule: "hand: 因", area: nil, state: stand),
    .dispatched(lead: "u", rule: "", area: "a3", state: stand), .accepted(state: stand),
    .refused(ground: "outside-area", reason: "r", state: stand),
    .answered(
      .init(
        reply: "复", isOnTime: true, naturalMilliseconds: -1, workingThousandths: nil,
        stand: stand)),
    .answered(
      .init(
        reply: "", isOnTime: false, naturalMilliseconds: .max, workingThousandths: 7,
        stand: stand)),
    .closed(outcome: "solved", state: stand),
    .reopened(reason: "又", clocks: clocks, state: stand),
    .reopened(reason: "", clocks: [], state: stand), .rated(grade: 5, comment: ""),
    .promised(number: 2, text: "诺", dueAt: Instant(milliseconds: 9)), .promiseKept(number: 2),
    .promiseBroken(number: 3), .published(text: "公"), .withdrawn, .noted(text: "注"),
    .clockTurned(clock: "a/b", round: 2, light: .amber),
    .clockTurned(clock: "c", round: 1, light: .red),
  ]

  @Test(arguments: all)
  func `every event is read back as it was written`(happening: MatterEvent) throws {
    let event = happening.event
    let text = event.body.canonicalText
    let again = Event(event.name, try JSON(parsing: text))
    #expect(try MatterEvent(again) == happening)
    #expect(again.body.canonicalText == text)
  }

  @Test func `the list of events above names every event once at least`() {
    #expect(Set(EventTests.all.map(\.event.name)).count == 15)
  }

  @Test(arguments: all)
  func `a body without a member that it needs is refused`(happening: MatterEvent) throws {
    let event = happening.event
    // What may be missing: what is nothing, and lists that are empty.
    var optional: Set<String> = ["area", "category", "lead", "working", "clocks"]
    if event.name == "matter.dispatched" { optional.remove("lead") }
    for name in (event.body.object ?? [:]).keys where !optional.contains(name) {
      var members = event.body.object ?? [:]
      members[name] = nil
      let broken = Event(event.name, .object(members))
      #expect(throws: EventFault.self, "\(event.name) without \(name)") {
        try MatterEvent(broken)
      }
    }
    #expect(throws: EventFault.self) { try MatterEvent(Event("matter.vanished", event.body)) }
  }

  @Test func `a state with an unknown phase or an event before the first is refused`() throws {
    let engine = try MatterEngine.example()
    let odd = MatterEvent.accepted(state: .init(state: "x", phase: "limbo"))
    let at = Instant(milliseconds: 0)
    #expect(throws: EventFault.self) { try engine.apply(odd, at: at, to: nil) }
    let begun = try engine.apply(EventTests.received("a3"), at: at, to: nil)
    #expect(throws: EventFault.self) { try engine.apply(odd, at: at, to: begun) }
  }
}
