import City
import Journal
import Kernel
import Pack
import Store
import Synchronization
import TestKit
import Testing

@testable import Matters

/// A city whose clock is set by hand, with one matter that has clocks of every kind of time.
final class ClockDesk: Sendable {
  /// The clock on the wall.
  final class Wall: Sendable {
    private let now: Mutex<Instant>

    init(_ now: Instant) { self.now = Mutex(now) }

    var reading: Instant { now.withLock { $0 } }

    func set(_ moment: Instant) { now.withLock { $0 = max($0, moment) } }
  }

  let city: City
  let wall: Wall
  let id: Int64

  private init(_ city: City, _ wall: Wall, _ id: Int64) {
    self.city = city
    self.wall = wall
    self.id = id
  }

  /// The names of the three clocks until the reply: 10天, 5个工作日, 72紧急工作时.
  static let three = ["natural", "working", "emergency"]

  /// A matter received on Monday 5 September 2022 at 09:40, or at another moment, and signed in to
  /// at once.
  static func received(_ time: String = "2022-09-05 09:40") async throws -> ClockDesk {
    try await unsigned(time).act("AcceptMatter", at: time)
  }

  /// The same, before anybody has signed in.
  static func unsigned(
    _ time: String = "2022-09-05 09:40", kind: String = "clocked"
  ) async throws -> ClockDesk {
    let wall = Wall(try moment(time))
    let city = try await City.open(
      try ClockPack.plain(), try temporaryStore(), random: fixedBytes,
      clock: { wall.reading })
    let desk = ClockDesk(city, wall, 0)
    return ClockDesk(city, wall, try await desk.receive(kind, at: time))
  }

  /// Another matter of the same sort.
  func receive(_ kind: String = "clocked", at time: String) async throws -> Int64 {
    let input: JSON = [
      "kind": .string(kind), "title": "一件事", "text": "请管", "caller": "王建国",
      "channel": "phone", "category": "urban-construction", "area": "a3",
    ]
    return try await perform("ReceiveMatter", input, on: nil, at: time)
  }

  /// The same store under another revision of the pack, opened at a moment.
  func reopened(_ pack: Pack, at time: String) async throws -> ClockDesk {
    let wall = wall
    wall.set(try moment(time))
    let city = try await City.open(
      pack, city.store, random: fixedBytes, clock: { wall.reading })
    return ClockDesk(city, wall, id)
  }

  /// The same desk with the eyes on another matter.
  func at(_ id: Int64) -> ClockDesk { ClockDesk(city, wall, id) }

  /// Somebody who may do everything.
  static func person(_ name: String) -> Actor {
    Actor(id: "person:" + name, name: name, grants: Hall.almighty.grants)
  }

  /// Somebody who may do everything for one unit.
  static func unit(_ unit: String) -> Actor {
    let permissions = Set(PackRecord.permissions.map { Permission($0) })
    return Actor(
      id: "unit:" + unit, name: unit,
      grants: [
        Grant(role: "all", permissions: permissions, unit: unit, areas: nil, onlyOwnUnit: false)
      ])
  }

  // MARK: - Acting

  @discardableResult
  func act(
    _ name: String, _ input: JSON = .object([:]), by actor: Actor = Hall.almighty, at time: String
  ) async throws -> ClockDesk {
    _ = try await perform(name, input, on: id, by: actor, at: time)
    return self
  }

  /// The code of the problem that an action ends in; nil where it succeeds.
  func refusal(
    _ name: String, _ input: JSON = .object([:]), by actor: Actor = Hall.almighty, at time: String
  ) async -> String? {
    await problemCode { try await act(name, input, by: actor, at: time) }
  }

  private func perform(
    _ name: String, _ input: JSON, on id: Int64?, by actor: Actor = Hall.almighty, at time: String
  ) async throws -> Int64 {
    wall.set(try moment(time))
    return try await ActionCatalogue.all.perform(
      ActionCatalogue.Call(name, on: id, input, by: actor, at: try moment(time)), city
    ).subject
  }

  @discardableResult
  func run(until time: String) async throws -> ClockDesk {
    wall.set(try moment(time))
    _ = try await city.runTimers(until: try moment(time))
    return self
  }

  // MARK: - Looking

  func matter() async throws -> Matter {
    let engine = city.matters
    let id = id
    return try #require(try await city.store.read { try engine.loadWhole(id, $0) })
  }

  /// The latest run of a clock.
  func clock(_ name: String) async throws -> MatterClock {
    try #require(try await matter().clocks.last { $0.name == name })
  }

  func events() async throws -> [RecordedEvent] {
    let jurisdiction = city.pack.jurisdiction
    let id = id
    return try await city.store.read { try EventReader.events(of: id, jurisdiction, $0) }
  }

  /// What the clocks did by themselves, as `working amber 2022-09-13 08:30`.
  func turns(of clocks: [String] = three) async throws -> [String] {
    try await events().compactMap { recorded in
      let time = recorded.at.minuteText(.china)
      switch try MatterEvent(recorded.event) {
      case .clockTurned(let name, let light) where clocks.contains(name.clock):
        return "\(name.clock) \(light) \(time)"
      case .rungClimbed(let name, let rung) where clocks.contains(name.clock):
        return "\(name.clock) \(rung) \(time)"
      default: return nil
      }
    }
  }

  /// The timers that wait for clocks, as `working/0/1/1 2022-09-13 08:30`, and for the end of a
  /// suspension.
  func timers(of clocks: [String] = three) async throws -> [String] {
    let id = id
    let rows = try await city.store.read {
      try $0.rows(
        "SELECT name, due FROM timer WHERE subject = ? ORDER BY due, name", [.integer(id)]
      ).map { ($0.text(0), $0.integer(1)) }
    }
    return rows.compactMap { name, due in
      let time = Instant(milliseconds: due).minuteText(.china)
      let parts = name.split(separator: "/")
      if parts.count == 1 { return "\(name) \(time)" }
      guard clocks.contains(String(parts[1])) else { return nil }
      return (parts[0] == "rung" ? name : parts.dropFirst().joined(separator: "/")) + " " + time
    }
  }
}
