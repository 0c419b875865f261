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

  private static let at = Instant(milliseconds: 1_662_000_000_999)
  private static let clock = MatterClock.Name(clock: "a/b", task: 3, round: 2)
  private static let date = MatterEvent.ClockDate(clock: clock, dueAt: at, amberAt: nil)
  private static let rating = Rating(
    number: 1, grade: 2, comment: "差", unit: "u", isPoor: true, device: "d", delay: 5, at: at)
  private static let handOver = HandOver(
    number: 1, from: "u", to: "v", state: "s", reason: "因", returned: "退")
  private static let merge = Merge(
    number: 1, into: .max, intoNumber: "20220905-000001", state: "s", phase: "open")

  private static let main: [MatterEvent] = [
    received("a3"), received(nil),
    .dispatched(lead: "u", rule: "hand: 因", area: nil, state: stand),
    .dispatched(lead: "u", rule: "", area: "a3", state: stand), .accepted(state: stand),
    .refused(
      Refusal(number: 1, unit: "u", ground: "g", reason: "r", isOverruled: true), state: stand),
    .transferred(handOver, state: stand), .returned(handOver, lead: nil, state: stand),
    .returned(handOver, lead: "u", state: stand), .offered(reason: "r", state: stand),
    .claimed(lead: "u", state: stand), .categorised(category: "c", area: nil),
    .answered(
      .init(
        reply: "复", isOnTime: true, naturalMilliseconds: -1, workingThousandths: nil,
        stand: stand)),
    .answered(
      .init(
        reply: "", isOnTime: false, naturalMilliseconds: .max, workingThousandths: 7,
        stand: stand)),
    .rectified(reply: "改", state: stand), .settled(state: stand),
    .closed(outcome: "solved", state: stand),
    .reopened(reason: "又", clocks: clocks, state: stand),
    .reopened(reason: "", clocks: [], state: stand), .rated(rating, state: nil),
    .rated(rating, state: stand),
    .reviewed(
      Review(number: 1, of: "u", reason: "不服", at: at), lead: "v", rule: "r", reason: "",
      state: stand),
    .promised(number: 2, text: "诺", dueAt: Instant(milliseconds: 9)), .promiseKept(number: 2),
    .promiseBroken(number: 3), .noted(text: "注"), .merged(merge), .unmerged(merge),
    .answerShared(merge, lead: "u", reply: "复", state: stand),
  ]

  private static let ofClocks: [MatterEvent] = [
    .clocksStarted(clocks), .clockTurned(clock, light: .amber), .clockTurned(clock, light: .red),
    .clocksPaused([.init(clock: clock, remaining: 7)], until: at, reason: "因"),
    .clocksPaused([], until: nil, reason: ""), .clocksResumed([date]),
    .clocksDated(
      [
        .init(
          clock: clock, dueAt: at, amberAt: at, limit: "3天", extended: "1天", paused: 9,
          isProvisional: true)
      ], reason: "category"), .overtimeExcused(clock, reason: "因"),
    .rungClimbed(clock, rung: "district"),
  ]

  /// A part of each kind.
  private static func part(_ kind: String) -> PartValue? {
    let all: [PartValue] = [
      .task(
        MatterTask(
          number: 1, round: 1, unit: "u", function: "f", demand: "d", isOnSite: true,
          caller: "v", summonedAt: at)),
      .request(
        MatterRequest(
          number: 1, about: .suspension, unit: "u", clock: clock, words: "", until: at,
          ground: "g", reason: "r", by: "b", at: at)),
      .check(
        MatterCheck(
          number: 1, purpose: .closing, round: 2, worker: "w", condition: "c", orderedAt: at)),
      .photograph(
        MatterPhotograph(
          number: 1, purpose: .after, round: 1, digest: "d", mediaType: "image/png", at: at)),
      .callBack(
        CallBackNote(
          number: 1, isReached: true, isSolved: false, isSatisfied: nil, note: "", at: at)),
      .rating(rating), .selection(Selection(number: 1, by: "b", at: at)),
      .publication(
        Publication(number: 1, column: .echo, issue: "一", text: "公", at: at)),
      .supervision(Supervision(number: 1, level: 2, unit: "u", ground: "g", at: at)),
      .escalation(
        Escalation(number: 1, tier: "t", unit: "u", reason: "r", isByItself: false, at: at)),
    ]
    return all.first { $0.kind == kind }
  }

  static let all: [MatterEvent] =
    main + ofClocks
    + PartEvent.allCases.compactMap { change in
      part(change.part).map { .changed(change, $0) }
    }

  @Test(arguments: all)
  func `every event is read back as it was written`(happening: MatterEvent) throws {
    let event = happening.event
    let text = event.body.canonicalText
    let again = Event(event.name, try JSON(parsing: text))
    #expect(try MatterEvent(again) == happening)
    #expect(again.body.canonicalText == text)
  }

  @Test func `the list of events above names every event once at least`() {
    let names = Set(EventTests.all.map(\.event.name))
    #expect(names.count == 30 + PartEvent.allCases.count)
  }

  @Test(arguments: all)
  func `a body without a member that it needs is refused`(happening: MatterEvent) throws {
    let event = happening.event
    // What may be missing: what is nothing, and lists that are empty.
    var optional: Set<String> = [
      "area", "category", "lead", "working", "until", "signedIn", "arrived", "reported",
      "released", "lawful", "grade", "holds", "solved", "satisfied", "contacted", "rectified",
      "withdrawn", "ended", "due", "decided", "approvedBy",
    ]
    if ["matter.dispatched", "matter.claimed", "matter.answer-shared"].contains(event.name) {
      optional.remove("lead")
    }
    if ["matter.categorised"].contains(event.name) { optional.remove("category") }
    if ["matter.promised"].contains(event.name) { optional.remove("due") }
    if event.name.hasPrefix("matter.rated") || event.name == "matter.contacted"
      || event.name == "matter.rating-set-aside"
    {
      optional.formUnion(["to"])
      optional.remove("grade")
    }
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
