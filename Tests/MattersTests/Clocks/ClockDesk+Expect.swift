import Journal
import Kernel
import Pack
import Testing

@testable import Matters

/// What a cell of the table says.
extension ClockDesk {
  /// The latest run of a clock runs and ends at a moment.
  func due(
    _ name: String, _ time: String, amber: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let clock = try await clock(name)
    #expect(clock.dueAt.minuteText(.china) == time, sourceLocation: sourceLocation)
    #expect(clock.isRunning, "stands still", sourceLocation: sourceLocation)
    guard let amber else { return }
    #expect(clock.amberAt?.minuteText(.china) == amber, sourceLocation: sourceLocation)
  }

  /// The six timers of the three clocks as they are set at receipt on 5 September.
  static let firstTimers = [
    "emergency/0/1/1 2022-09-07 21:40", "emergency/0/1/2 2022-09-08 09:40",
    "working/0/1/1 2022-09-13 08:30", "natural/0/1/1 2022-09-13 09:40",
    "working/0/1/2 2022-09-13 17:30", "natural/0/1/2 2022-09-15 09:40",
  ]

  func timers(
    are wanted: [String], of clocks: [String] = three,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let found = try await timers(of: clocks)
    #expect(found == wanted, sourceLocation: sourceLocation)
  }

  /// The light of one clock and of the matter.
  func light(
    _ name: String, _ light: Matter.Light, matter whole: Matter.Light? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let clock = try await clock(name)
    #expect(clock.light == light, sourceLocation: sourceLocation)
    guard let whole else { return }
    let matter = try await matter()
    #expect(matter.light == whole, sourceLocation: sourceLocation)
  }

  /// What the clocks do by themselves until a moment.
  func turns(
    until time: String, are wanted: [String], of clocks: [String] = three,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let found = try await run(until: time).turns(of: clocks)
    #expect(found == wanted, sourceLocation: sourceLocation)
  }

  /// The latest run of a clock stands still with so many minutes of its own kind of time left.
  func left(
    _ name: String, _ minutes: Int64, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let clock = try await clock(name)
    #expect(clock.remaining == minutes * 60_000, sourceLocation: sourceLocation)
    #expect(clock.stoppedAt == nil && !clock.isRunning, sourceLocation: sourceLocation)
  }

  /// A clock was stopped at a moment.
  func stopped(
    _ name: String, _ time: String, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let clock = try await clock(name)
    #expect(clock.stoppedAt?.minuteText(.china) == time, sourceLocation: sourceLocation)
  }

  /// Whether the latest reply was in time; nil where there is none.
  func isOnTime() async throws -> Bool? {
    try await events().compactMap { recorded -> Bool? in
      guard case .answered(let answer) = try MatterEvent(recorded.event) else { return nil }
      return answer.isOnTime
    }.last
  }
}
