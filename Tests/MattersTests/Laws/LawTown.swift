import City
import Journal
import Kernel
import Pack
import Store
import TestKit

@testable import Matters

/// The same random steps taken in a real city on a store, by the actions' names.
struct LawTown {
  let hall: Hall
  let laws: LawBook
  let kinds: [String]
  private var random: Seeded
  private(set) var now: Instant
  private(set) var ids: [Int64] = []
  private(set) var counts = LawCounts()
  private(set) var broken: [String] = []
  private(set) var log: [String] = []
  private var shadows: [Int64: LawShadow] = [:]

  init(_ hall: Hall, kinds: [String], seed: UInt64) throws {
    self.hall = hall
    self.kinds = kinds
    laws = LawBook(hall.city.matters)
    random = Seeded(seed)
    now = try moment("2024-02-01 08:00")
  }

  mutating func live(steps: Int) async throws {
    while counts.steps < steps && broken.isEmpty {
      if random.chance(65) {
        let minutes = random.chance(4) ? 30_000 : 200
        now = now.advanced(byMilliseconds: Int64(random.number(0...minutes * 60)) * 1000)
      }
      if random.chance(5) { _ = try await hall.city.runTimers(until: now) }
      try await step()
    }
    // What was left to timers happens at last.
    _ = try await hall.city.runTimers(until: now)
    _ = try await hall.city.runTimers(until: now)
  }

  private mutating func step() async throws {
    let isNew = ids.count < 6 || random.chance(4)
    let recent = ids.suffix(8)
    let id = isNew ? nil : random.pick(Array(recent))
    var others: [String: Matter] = [:]
    for other in recent {
      let matter = try await hall.matter(other)
      others[matter.number] = matter
    }
    let before = try await id.asyncMap { try await hall.matter($0) }
    let input = LawInput(kinds: kinds, others: others, now: now, matter: before, laws: laws)
    guard let id, let before else {
      let name = random.chance(25) ? "BlowWhistle" : "ReceiveMatter"
      let actor = LawActors.worker(random.pick(LawActors.units))
      try await take(name, nil, nil, input.make(name, &random), actor)
      return
    }
    let choice = LawChoice(pack: hall.city.pack, id: id, matter: before)
    let name = choice.action(&random)
    if LawDeed.byName[name]?.declaration.begins == .new { return }
    let made = input.make(name, &random)
    try await take(name, id, before, made, choice.actor(name, made, &random))
  }

  private mutating func take(
    _ name: String, _ id: Int64?, _ before: Matter?, _ input: JSON, _ actor: Actor
  ) async throws {
    counts.steps += 1
    log.append("\(now.minuteText(.china)) \(id ?? 0) \(actor.id) \(name) \(input.canonicalText)")
    if log.count > LawWorld.logMost { log.removeFirst() }
    do {
      let outcome = try await ActionCatalogue.all.perform(
        ActionCatalogue.Call(name, on: id, input, by: actor, at: now), hall.city)
      counts.succeed(name)
      if id == nil { ids.append(outcome.subject) }
      try await look(outcome.subject, name, before, input, actor)
    } catch let problem as Problem {
      counts.refuse(name, problem.kind.code)
      broken += laws.faults(of: problem, name, input, before, actor, now, id ?? 0)
      if let id, try await hall.matter(id) != before {
        broken.append("\(name) was refused and changed the matter")
      }
    }
  }

  /// Folds what was added and looks at the laws of the step itself, after its passed deadlines.
  private mutating func look(
    _ id: Int64, _ name: String, _ before: Matter?, _ input: JSON, _ actor: Actor
  ) async throws {
    let engine = hall.city.matters
    let recorded = try await hall.events(id)
    var folded: Matter?
    var prior: Matter?
    var own: [MatterEvent] = []
    let first = recorded.lastIndex { $0.action != name || $0.at != now }.map { $0 + 1 } ?? 0
    for (index, line) in recorded.enumerated() {
      if index == first { prior = folded }
      let event = try MatterEvent(line.event)
      if index >= first { own.append(event) }
      folded = try engine.apply(event, at: line.at, to: folded)
    }
    guard let after = folded else { return }
    if after != (try await hall.matter(id)) {
      broken.append("the rows of \(id) are not its events")
    }
    let permission = LawDeed.byName[name]?.declaration.permission ?? "-"
    let step = LawStep(
      id: id, name: name, actor: actor, now: now, input: input, before: prior, events: own,
      permission: permission)
    for event in own { counts.happen(event.event.name) }
    // One action may be taken twice in one moment: then the two cannot be told apart.
    if own.count <= 6 { try await judge(step, after) }
  }

  private mutating func judge(_ step: LawStep, _ after: Matter) async throws {
    var faults = laws.leadFaults(step, after) + laws.phaseFaults(step, after)
    faults += laws.timerFaults(step, after) + laws.closingFaults(step, after)
    for clock in after.clocks where clock.stoppedAt == nil && clock.remaining == nil {
      if clock.dueAt < now && clock.light != .red && after.phase != .merged {
        faults.append("\(clock.id) has passed and is \(clock.light)")
      }
    }
    let names = try await hall.timers(step.id)
    if Set(names) != Set(hall.city.matters.timers(step.id, after).map(\.name)) {
      faults.append("the timers' rows are \(names)")
    }
    for id in ids.suffix(8) {
      let matter = try await hall.matter(id)
      guard matter.phase == .merged, let into = matter.parts.merge?.into else { continue }
      let other = try await hall.matter(into)
      if other.phase == .answered || other.phase == .closed {
        faults.append("\(id) follows \(into), which is \(other.phase)")
      }
    }
    broken += faults.map { "\(step.name): \($0)" }
  }
}

extension Optional {
  fileprivate func asyncMap<Result>(_ body: (Wrapped) async throws -> Result) async rethrows
    -> Result?
  {
    guard let value = self else { return nil }
    return try await body(value)
  }
}
