import City
import Duties
import Journal
import Kernel
import Pack
import Store
import TestKit
import Testing

/// Random meetings of three series, one above the other.
private struct Season {
  let chamber: Chamber
  private var random: Seeded
  private(set) var now: Instant
  private(set) var ids: [Int64] = []
  private(set) var refused = 0
  private(set) var faults: [String] = []

  init(_ chamber: Chamber, seed: UInt64) throws {
    self.chamber = chamber
    random = Seeded(seed)
    now = try moment("2022-09-05 08:00")
  }

  private mutating func pick<Element>(_ list: [Element]) -> Element {
    list[random.number(0...list.count - 1)]
  }

  private mutating func take<Performed: Action>(_ action: Performed, _ id: Int64?) async
  where Performed.Subject == MeetingEngine {
    do {
      let subject = try await chamber.city.perform(
        Request(action, on: id, by: Chamber.almighty, at: now)
      ).subject
      if !ids.contains(subject) { ids.append(subject) }
    } catch is Problem {
      refused += 1
    } catch {
      faults.append("\(error)")
    }
  }

  mutating func live(steps: Int) async throws {
    for _ in 0..<steps {
      now = now.advanced(byMilliseconds: Int64(random.number(0...20)) * 3_600_000)
      if random.number(1...8) == 1 { _ = try await chamber.city.runTimers(until: now) }
      if random.number(1...12) == 1 { _ = try await lamp() }
      let id =
        ids.isEmpty ? nil : Optional(random.number(1...3) == 1 ? pick(ids) : ids[ids.count - 1])
      let number = Int64(random.number(1...4))
      switch random.number(1...20) {
      case 1...6: await take(ConveneMeeting(series: pick(["weekly", "fortnightly", "top"])), nil)
      case 7...9: await take(AddAgendaItem(text: "议题\(random.number(1...99))"), id)
      case 10...12:
        let due = now.advanced(byMilliseconds: Int64(random.number(-1...500)) * 3_600_000)
        await take(
          RecordDecision(
            item: number, text: "办", owner: pick(["a3-housing", "a3-health", "?"]), due: due), id)
      case 13...14: await take(CompleteDecision(number: number, note: "已办"), id)
      case 15: await take(DropDecision(number: number, reason: "不办了"), id)
      default: await take(CloseMeeting(), id)
      }
    }
  }

  private func lamp() async throws -> Int64 {
    try await chamber.receive(at: now.minuteText(.china))
  }
}

@Suite struct CarryLawTests {
  @Test(arguments: UInt64(1)...40)
  func `nothing open is dropped: it comes to one next meeting, once`(seed: UInt64) async throws {
    let chamber = try await Chamber.open()
    var season = try Season(chamber, seed: seed)
    try await season.live(steps: 150)
    #expect(season.faults.isEmpty, "\(season.faults)")
    #expect(season.ids.count > 5)
    #expect(season.refused > 10)
    let jurisdiction = chamber.city.pack.jurisdiction
    let ids = season.ids
    let events = try await chamber.store.read { reader in
      try ids.map { try EventReader.events(of: $0, jurisdiction, reader) }
    }
    try await expectLaw(chamber, events.flatMap { $0 }.sorted { $0.position < $1.position })
    let differing = try await chamber.differing(spoil: [
      "UPDATE meeting_decision SET text = 'spoilt'", "UPDATE agenda_carry SET taken = NULL",
      "UPDATE agenda_item SET text = 'spoilt'", "UPDATE meeting SET left_late = 9",
    ])
    #expect(differing == [])
    #expect(try await Verifier.verify(chamber.store).isWhole)
  }

  /// Reads the journal once, without the engine's rules, and looks where everything open went.
  private func expectLaw(_ chamber: Chamber, _ events: [RecordedEvent]) async throws {
    let upward = ["weekly": "fortnightly", "fortnightly": "top"]
    var series: [Int64: String] = [:]
    var items: [Int64: [AgendaItem]] = [:]
    var decisions: [DecisionName: (item: Int64, isOpen: Bool, isDropped: Bool)] = [:]
    /// What was left open, with the series that may take it.
    var left: [BusinessPart: Set<String>] = [:]
    var taken: [BusinessPart: Int] = [:]
    for recorded in events {
      let id = recorded.stream.id
      switch try MeetingEvent(recorded.event) {
      case .convened(let convened):
        series[id] = convened.series
        items[id] = convened.items
        let sources = convened.items.compactMap(\.source)
        for source in sources {
          taken[source, default: 0] += 1
          #expect(left[source]?.contains(convened.series) == true)
        }
        for item in convened.items {
          let isOpen = item.decision.map { decisions[$0]?.isOpen == true }
          #expect(item.isSettled == (isOpen == false))
        }
        // All that waited for this series has come, and nothing else waits.
        for (part, places) in left where places == [convened.series] && sources.count < 200 {
          #expect(taken[part] == 1)
        }
      case .itemAdded(let item): items[id, default: []].append(item)
      case .decided(let ruling):
        decisions[DecisionName(meeting: id, number: ruling.number)] = (ruling.item, true, false)
      case .decisionDone(let number, _):
        decisions[DecisionName(meeting: id, number: number)]?.isOpen = false
      case .decisionDropped(let number, _):
        decisions[DecisionName(meeting: id, number: number)]?.isOpen = false
        decisions[DecisionName(meeting: id, number: number)]?.isDropped = true
      case .decisionLate: break
      case .closed(let carries):
        let own = decisions.filter { $0.key.meeting == id }
        let name = try #require(series[id])
        var open: Set<BusinessPart> = []
        for (decision, fact) in own where fact.isOpen {
          open.insert(BusinessPart(meeting: id, sort: .decision, number: decision.number))
        }
        for item in items[id] ?? [] {
          let isUndecided =
            item.decision.map { decisions[$0]?.isOpen == true }
            ?? !own.values.contains { $0.item == item.number && !$0.isDropped }
          if isUndecided {
            open.insert(BusinessPart(meeting: id, sort: .item, number: item.number))
          }
        }
        let carried = carries.map { BusinessPart(meeting: id, sort: $0.sort, number: $0.number) }
        #expect(Set(carried) == open)
        #expect(carried.count == open.count)
        for carry in carries {
          let part = BusinessPart(meeting: id, sort: carry.sort, number: carry.number)
          left[part] = [carry.series]
          #expect(carry.series == (carry.isRaised ? upward[name] : name))
          #expect(!carry.isStuck || upward[name] == nil)
        }
      }
    }
    var waiting: Set<BusinessPart> = []
    for name in ["weekly", "fortnightly", "top"] {
      for line in try await chamber.waiting(name) {
        #expect(waiting.insert(line.source).inserted)
        #expect(left[line.source] == [name])
      }
    }
    for part in left.keys { #expect((taken[part] ?? 0) + (waiting.contains(part) ? 1 : 0) == 1) }
  }
}
