import TestKit
import City
import Figures
import Glibc
import Journal
import Kernel
import Matters
import Pack
import Store
import StoreSQLite

/// A city hall at work: a city on a store of its own, with the people who act in it.
final class Hall: Sendable {
  let city: City
  let store: any Store

  private init(_ city: City) {
    self.city = city
    store = city.store
  }

  static func open(_ pack: Pack? = nil, on store: (any Store)? = nil) async throws -> Hall {
    let city = try await City.open(
      try pack ?? TestPack.example(), try store ?? temporaryStore(), random: fixedBytes,
      clock: { Instant(milliseconds: 1_800_000_000_000) })
    return Hall(city)
  }

  /// May do everything everywhere, for every unit and every caller.
  static let almighty = Actor(
    id: "person:almighty", name: "almighty",
    grants: [
      Grant(
        role: "almighty", permissions: Set(PackRecord.permissions.map { Permission($0) }),
        unit: nil, areas: nil, onlyOwnUnit: false)
    ])

  /// The person who called about the lamp.
  static let wang = Actor(
    id: "resident:王建国", name: "王建国",
    grants: [
      Grant(
        role: "resident", permissions: ["matter.receive", "matter.reopen", "matter.rate"],
        unit: nil, areas: [], onlyOwnUnit: true)
    ])

  func handler(_ unit: String) throws -> Actor { try city.actor(role: "handler", unit: unit) }

  func perform<Performed: Action>(
    _ action: Performed, on id: Int64? = nil, by actor: Actor = almighty, at time: String
  ) async throws where Performed.Subject == MatterEngine {
    _ = try await city.perform(Request(action, on: id, by: actor, at: try moment(time)))
  }

  /// The code of the problem that an action ends in; nil where it succeeds.
  func refusal<Performed: Action>(
    _ action: Performed, on id: Int64? = nil, by actor: Actor = almighty, at time: String
  ) async -> String? where Performed.Subject == MatterEngine {
    await problemCode { try await self.perform(action, on: id, by: actor, at: time) }
  }

  /// A call about a street lamp of District A3, which a3-housing leads.
  static func call(
    title: String = "A3区云杉路的路灯不亮", text: String = "请修", caller: String = "王建国",
    channel: String = "phone", source: String = "", area: String? = nil, category: String? = nil
  ) -> ReceiveMatter {
    ReceiveMatter(
      kind: "hotline", title: title, text: text, caller: caller, channel: channel,
      source: source, area: area, category: category)
  }

  func receive(_ call: ReceiveMatter = call(), at time: String = "2022-09-05 09:40") async throws
    -> Int64
  {
    try await city.perform(Request(call, by: Hall.almighty, at: try moment(time))).subject
  }

  func matter(_ id: Int64) async throws -> Matter {
    let engine = city.matters
    guard let found = try await store.read({ try engine.loadWhole(id, $0) }) else {
      throw NoMatter(id: id)
    }
    return found
  }

  struct NoMatter: Error { let id: Int64 }

  func events(_ id: Int64) async throws -> [RecordedEvent] {
    let jurisdiction = city.pack.jurisdiction
    return try await store.read { try EventReader.events(of: id, jurisdiction, $0) }
  }

  /// Names of the timers that a matter has.
  func timers(_ id: Int64) async throws -> [String] {
    try await store.read {
      try $0.rows("SELECT name FROM timer WHERE subject = ? ORDER BY due, name", [.integer(id)])
        .map { $0.text(0) }
    }
  }

  /// When lights turned, as `amber 2022-09-09 17:30`.
  func turns(_ id: Int64) async throws -> [String] {
    try await events(id).compactMap { recorded in
      guard case .clockTurned(_, let light) = try MatterEvent(recorded.event) else {
        return nil
      }
      return "\(light) \(recorded.at.minuteText(.china))"
    }
  }

  func runTimers(until time: String) async throws {
    _ = try await city.runTimers(until: try moment(time))
  }

  func figure(_ name: String, _ period: String) async throws -> Int64 {
    guard let period = FigurePeriod(period) else { throw NoMoment(text: period) }
    let figures = city.figures
    return try await store.read {
      try figures.answer(FigureQuestion(figure: name, period: period), $0).first?.count ?? 0
    }
  }
}

struct NoMoment: Error { let text: String }

/// A moment of China's time, such as `2022-09-05 09:40`.
func moment(_ text: String) throws -> Instant {
  guard let found = Instant(text, offset: .china) else { throw NoMoment(text: text) }
  return found
}
