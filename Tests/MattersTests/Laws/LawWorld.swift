import Figures
import Journal
import Kernel
import Organisation
import Pack
import Territory
import TestKit
import WorkCalendar

@testable import Matters

/// A few matters under a random pack, to which random people do random things at times that only
/// go forward. After each step the laws are looked at.
struct LawWorld {
  /// One matter with its history.
  struct Life {
    var matter: Matter
    var shadow: LawShadow
    var events: [(event: MatterEvent, at: Instant)]
    var steps = 0
  }

  /// Under the holiday lists that are in force.
  private(set) var engine: MatterEngine
  /// The same with other lists, which may come into force at any time.
  private var other: MatterEngine
  let laws: LawBook
  let kinds: [String]
  private(set) var random: Seeded
  private(set) var now: Instant
  private(set) var lives: [Int64: Life] = [:]
  private(set) var counts = LawCounts()
  /// The last steps, for whoever has to find out what went wrong.
  private(set) var log: [String] = []
  private(set) var broken: [String] = []
  private var last: Int64 = 0

  static let mattersMost = 5
  static let stepsOfOneMatter = 130
  static let logMost = 30

  init(_ engine: MatterEngine, kinds: [String], seed: UInt64) throws {
    self.engine = engine
    let calendar = engine.calendar
    other = MatterEngine(
      engine.pack, engine.territory, engine.organisation, engine.figures,
      calendar: try WorkCalendar(
        offset: calendar.offset, hours: calendar.hours, restDays: [7], holidays: calendar.holidays))
    self.kinds = kinds
    laws = LawBook(engine)
    random = Seeded(seed)
    now = try moment("2024-02-01 08:00")
  }

  static func engine(_ pack: Pack) -> MatterEngine {
    let territory = Territory(pack)
    return MatterEngine(pack, territory, Organisation(pack, territory), FigureBook(pack))
  }

  var ids: [Int64] { lives.keys.sorted() }

  /// Lives until a law is broken or the steps are used up.
  mutating func live(steps: Int) throws {
    while counts.steps < steps && broken.isEmpty {
      if random.chance(65) {
        let minutes = random.chance(2) ? 30_000 : 150
        now = now.advanced(byMilliseconds: Int64(random.number(0...minutes * 60)) * 1000)
      }
      if random.chance(15) {
        for id in ids { try fire(id, until: now.advanced(byMilliseconds: 1)) }
      }
      if lives.count < LawWorld.mattersMost || random.chance(3) {
        try begin()
      } else {
        try act()
      }
    }
  }

  private mutating func begin() throws {
    for id in ids where lives[id].map(isOld) == true { try bury(id) }
    last += 1
    let name = random.chance(25) ? "BlowWhistle" : "ReceiveMatter"
    let unit = random.pick(LawActors.units)
    let actor =
      random.chance(70)
      ? LawActors.worker(unit) : random.chance(50) ? LawActors.almighty : LawActors.resident("张伟")
    let input = input(nil).make(name, &random)
    try take(name, last, input, actor, at: now)
  }

  private func isOld(_ life: Life) -> Bool {
    life.steps > LawWorld.stepsOfOneMatter || lives.count > LawWorld.mattersMost
  }

  /// Lets go of a matter that nobody follows, once its whole history folds to what it is.
  private mutating func bury(_ id: Int64) throws {
    guard let life = lives[id],
      !lives.values.contains(where: { $0.matter.parts.merge?.into == id })
    else { return }
    var folded: Matter?
    for (event, at) in life.events { folded = try engine.apply(event, at: at, to: folded) }
    if folded != life.matter { broken.append("matter \(id) folds to something else") }
    lives[id] = nil
  }

  private func input(_ matter: Matter?) -> LawInput {
    LawInput(
      kinds: kinds,
      others: Dictionary(lives.values.map { ($0.matter.number, $0.matter) }) { first, _ in first },
      now: now, matter: matter, laws: laws)
  }

  private mutating func act() throws {
    let id = random.pick(ids)
    guard lives[id] != nil else { return }
    // What has passed turns the light before anything else, as in the city.
    try fire(id, until: now)
    guard broken.isEmpty, let matter = lives[id]?.matter else { return }
    let choice = LawChoice(pack: engine.pack, id: id, matter: matter)
    if random.chance(1) {
      swap(&engine, &other)
      for id in ids {
        try fire(id, until: now)
        try take("RecalculateClocks", id, .object([:]), LawActors.system, at: now)
      }
      return
    }
    let name = choice.action(&random)
    let isNew = LawDeed.byName[name]?.declaration.begins == .new
    if isNew { last += 1 }
    let input = input(matter).make(name, &random)
    let actor = choice.actor(name, input, &random)
    try take(name, isNew ? last : id, input, actor, at: now)
    if !isNew { lives[id]?.steps += 1 }
  }

  /// Fires the deadlines of a matter before a moment, the earliest first.
  private mutating func fire(_ id: Int64, until end: Instant) throws {
    for _ in 0..<60 {
      guard broken.isEmpty, let life = lives[id] else { return }
      let due = engine.timers(id, life.matter).filter { $0.due < end }
      guard let timer = due.min(by: { ($0.due, $0.name) < ($1.due, $1.name) }) else { return }
      let before = life.matter
      try take(
        "TurnLight", id, ["timer": .string(timer.name)], LawActors.system, at: timer.due)
      if lives[id]?.matter == before {
        broken.append("the timer \(timer.name) of \(id) fires in vain")
        return
      }
    }
    broken.append("matter \(id) has timers without end")
  }

  private var facts: LawFacts {
    var facts = LawFacts()
    for (id, life) in lives {
      let followers = lives.values.count {
        $0.matter.parts.merge?.into == id && $0.matter.phase == .merged
      }
      facts.others[life.matter.number] = MergeMatter.Other(
        id: id, other: life.matter, followers: Int64(followers))
      for check in life.matter.parts.checks where check.isOpen {
        facts.checks[check.worker, default: 0] += 1
      }
    }
    for digest in LawInput.digests.dropFirst() { facts.photographs[digest] = "image/jpeg" }
    return facts
  }

  private mutating func take(
    _ name: String, _ id: Int64, _ input: JSON, _ actor: Actor, at: Instant
  ) throws {
    guard let deed = LawDeed.byName[name] else { return }
    let isNew = deed.declaration.begins == .new
    let before = isNew ? nil : lives[id]?.matter
    var facts = facts
    facts.number = "20240101-\(id)"
    facts.text = before?.body?.text ?? ""
    counts.steps += 1
    let line = "\(at.minuteText(.china)) \(id) \(before?.state ?? "-") \(actor.id) \(name) "
    log.append(line + input.canonicalText)
    if log.count > LawWorld.logMost { log.removeFirst() }
    let context = ActionContext(id: id, actor: actor, now: at)
    let isOffered = before.flatMap { LawOffer.isOffered(deed, $0, input, engine, context) }
    do {
      let events = try deed.run(engine, before, input, facts, context)
      if isOffered == false { broken.append("\(name) succeeds and was not offered") }
      log[log.count - 1] += " → " + events.map(\.event.name).joined(separator: " ")
      try accept(
        LawStep(
          id: id, name: name, actor: actor, now: at, input: input, before: before,
          events: events, permission: deed.declaration.permission))
    } catch let problem as Problem {
      log[log.count - 1] += " ✗ " + problem.kind.code
      counts.refuse(name, problem.kind.code)
      if isOffered == true, LawOffer.isInVain(name, problem) {
        broken.append("\(name) was offered and is refused: \(problem.kind.code)")
      }
      broken += laws.faults(of: problem, name, input, before, actor, at, id)
    }
  }

  /// Folds what happened and looks at the laws.
  private mutating func accept(_ step: LawStep) throws {
    var matter = step.before
    for event in step.events {
      let text = event.event.body.canonicalText
      let read = try MatterEvent(Event(event.event.name, try JSON(parsing: text)))
      if read != event { broken.append("\(event.event.name) is read as another: \(text)") }
      matter = try engine.apply(read, at: step.now, to: matter)
      counts.happen(event.event.name)
    }
    guard let after = matter else { return }
    counts.succeed(step.name)
    var shadow = lives[step.id]?.shadow ?? LawShadow()
    broken += laws.faults(step, after, shadow)
    shadow.follow(step, after, engine.pack)
    let events = step.events.map { (event: $0, at: step.now) }
    lives[step.id] = Life(
      matter: after, shadow: shadow, events: (lives[step.id]?.events ?? []) + events,
      steps: lives[step.id]?.steps ?? 0)
    broken += laws.mergeFaults(lives.mapValues(\.matter))
    if step.events.contains(where: \.isConcluding) { try share(step.id, after, at: step.now) }
  }

  /// Whoever brought up the same thing gets the same answer, as in the city.
  private mutating func share(_ id: Int64, _ matter: Matter, at: Instant) throws {
    guard let lead = matter.lead else { return }
    let reply = matter.body?.reply ?? ""
    for follower in ids {
      guard let other = lives[follower]?.matter, other.phase == .merged,
        other.parts.merge?.into == id
      else { continue }
      try fire(follower, until: at)
      try take(
        "ShareAnswer", follower, ["reply": .string(reply), "lead": .string(lead)],
        LawActors.system, at: at)
    }
  }
}

extension MatterEvent {
  /// Whether a matter is at its end with it, so that nobody may wait for it any longer.
  var isConcluding: Bool {
    switch self {
    case .answered, .rectified, .closed, .answerShared: true
    default: false
    }
  }
}
