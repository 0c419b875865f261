import Testing

/// One cell of the table in `docs/concepts/clocks.md`: its id, and what must hold.
struct ClockCell: Sendable, CustomTestStringConvertible {
  let id: String
  let check: @Sendable () async throws -> Void

  var testDescription: String { id }
}

/// All cells that are tested.
enum ClockTable {
  typealias Scene = @Sendable () async throws -> ClockDesk
  typealias Check = @Sendable (ClockDesk) async throws -> Void

  static let cells =
    receipts + handOvers + categories + extensions + suspensions + merges + endings + beginnings
    + lateness + calendars + hours

  /// The cells of one row, each tried on a scene of its own.
  static func row(
    _ id: String, _ scene: @escaping Scene, _ checks: KeyValuePairs<String, Check>
  ) -> [ClockCell] {
    checks.map { column, check in
      ClockCell(id: id + "-" + column) { try await check(try await scene()) }
    }
  }
}
