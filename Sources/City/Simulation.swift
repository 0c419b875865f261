import Journal
public import Kernel
import Matters
import Organisation
import Pack
import Store

/// Residents and departments that act through a day as people do: a seeded rehearsal, for
/// demonstrations and load.
public struct Simulation {
  let city: City
  var random: SplitMix64
  /// Actions that were taken.
  public internal(set) var steps = 0

  public init(_ city: City, seed: UInt64) {
    self.city = city
    random = SplitMix64(seed: seed)
  }

  /// Minutes between two rounds.
  static let roundMinutes = 10
  /// Matters that are looked at in one round.
  static let openMax = 200

  /// Rounds between whistles.
  static let whistleRounds = 20
  /// Rounds between arrivals.
  static let arrivalRounds = 6

  /// Lives through a day from 08:00 to 18:00.
  /// - Parameter arrive: brings in what came by a moment; called every hour.
  public mutating func live(
    _ date: CivilDate, arrive: (Instant) async throws -> Void
  ) async throws {
    let morning = Instant(
      LocalTime(date: date, millisecondOfDay: 8 * Instant.millisecondsPerHour), city.pack.offset)
    for round in 0...(600 / Simulation.roundMinutes) {
      let now = morning.advanced(byMilliseconds: Int64(round * Simulation.roundMinutes) * 60_000)
      if round % Simulation.arrivalRounds == 0 { try await arrive(now) }
      _ = try await city.runTimers(until: now)
      try await departments(now)
      if round % Simulation.whistleRounds == Simulation.arrivalRounds { try await blow(now) }
      try await respond(now)
      try await residents(now)
    }
  }

  /// Dispatchers settle what waits, units sign in, answer, and some refuse.
  private mutating func departments(_ now: Instant) async throws {
    let reader = MatterReader(city.matters, .everything)
    let lines = try await city.store.read { try reader.atWork(limit: Simulation.openMax, $0) }
    for line in lines
    where city.pack.kinds[line.kind]?.record.whistle == nil && random.chance(percent: 6) {
      if line.lead == nil {
        try await dispatch(line, now)
      } else if let lead = line.lead {
        try await handle(line, lead, now)
      }
    }
  }

  private mutating func dispatch(_ line: MatterReader.Line, _ now: Instant) async throws {
    guard let area = line.area else { return }
    let date = now.local(city.pack.offset).date
    let owners = city.organisation.nearestOwners(of: "general", around: area, on: date)
    guard let unit = owners.first else { return }
    try await take(
      Request(
        DispatchMatter(unit: unit, reason: "由属地综合协调"), on: line.id,
        by: try city.actor(role: "dispatcher", unit: unit), at: now))
  }

  private mutating func handle(_ line: MatterReader.Line, _ lead: String, _ now: Instant)
    async throws
  {
    let handler = try city.actor(role: "handler", unit: lead)
    if line.state == "dispatched" {
      try await take(Request(AcceptMatter(), on: line.id, by: handler, at: now))
    } else if line.state == "rectifying" {
      try await rectify(line.id, handler, now)
    } else if random.chance(percent: 70) {
      let reply = Simulation.replies[random.below(Simulation.replies.count)]
      let isPromise = random.chance(percent: 25)
      let due = now.advanced(
        byMilliseconds: Int64(2 + random.below(10)) * Instant.millisecondsPerDay)
      try await take(
        Request(
          AnswerMatter(
            reply: reply, promise: isPromise ? "完成整改并反馈" : nil,
            promiseDue: isPromise ? due : nil), on: line.id, by: handler, at: now))
    }
  }

  /// Speaks with whoever rated poorly, and puts it right.
  private mutating func rectify(_ id: Int64, _ handler: Actor, _ now: Instant) async throws {
    for (name, input) in [
      ("ContactCaller", ["note": "已电话联系"] as JSON),
      ("RectifyMatter", ["reply": "已重新处理并反馈。"] as JSON),
    ] {
      let call = ActionCatalogue.Call(name, on: id, input, by: handler, at: now)
      _ = try await ActionCatalogue.all.perform(call, city)
      steps += 1
    }
  }

  /// People whose matters were answered rate them; a few say that it is not done.
  private mutating func residents(_ now: Instant) async throws {
    let rows = try await city.store.read {
      try $0.rows(
        """
        SELECT id, caller, grade FROM matter
        WHERE phase = 'answered' AND channel <> 'whistle' AND answered > ?
        ORDER BY answered DESC LIMIT 100
        """, [.integer(now.milliseconds - Instant.millisecondsPerDay)])
    }
    for row in rows where random.chance(percent: 4) {
      let resident = try city.resident(row.text(1))
      if row.integerIfPresent(2) == nil {
        let grade = [5, 5, 4, 4, 4, 3, 3, 2, 1][random.below(9)]
        try await take(
          Request(RateMatter(grade: Int64(grade)), on: row.integer(0), by: resident, at: now))
      } else if random.chance(percent: 10) {
        try await take(
          Request(ReopenMatter(reason: "问题没有解决"), on: row.integer(0), by: resident, at: now))
      }
    }
  }

  private mutating func take<Performed: Action>(_ request: Request<Performed>) async throws
  where Performed.Subject == MatterEngine {
    _ = try await city.perform(request)
    steps += 1
  }

  private static let replies = [
    "您好，您反映的问题已现场核查，相关单位正在处理，感谢监督。",
    "经核实，情况属实，已要求责任单位限期整改。",
    "您好，该事项已办理完毕，如仍有问题请随时联系我们。",
    "已安排专人跟进，处理结果将及时反馈。",
  ]
}

/// A small seeded generator of random numbers (Steele, Lea and Flood 2014).
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to, not including, `bound`.
  public mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  mutating func chance(percent: Int) -> Bool { below(100) < percent }
}
