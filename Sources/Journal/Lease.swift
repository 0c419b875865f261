public import Kernel
public import Store

/// The right of one node to do, for a while, what only one at a time may do: fire deadlines,
/// deliver messages, seal. A node that falls silent loses it.
public struct Lease: Sendable {
  public let duty: String
  /// Names one start of one node.
  public let holder: String
  let jurisdiction: Int64

  /// Milliseconds after which a silent node has lost it; more than clocks of nodes differ by.
  public static let milliseconds: Int64 = 30_000

  public init(_ duty: String, holder: String, _ jurisdiction: Int64) {
    self.duty = duty
    self.holder = holder
    self.jurisdiction = jurisdiction
  }

  /// Takes it where nobody has it, and makes it last where half of its time is over.
  /// - Parameter now: by the machine's clock.
  /// - Returns: whether the node has it.
  public func take(at now: Instant, _ store: any Store) async throws -> Bool {
    let known = try await store.read { try state($0) }
    if let known, known.until > now.milliseconds {
      guard known.holder == holder else { return false }
      if known.until - now.milliseconds > Lease.milliseconds / 2 { return true }
    }
    return try await store.write { writer in
      // Another node may have taken it since.
      if let known = try state(writer), known.until > now.milliseconds, known.holder != holder {
        return false
      }
      try writer.run(
        """
        INSERT INTO lease (jurisdiction, duty, holder, until) VALUES (?, ?, ?, ?)
        ON CONFLICT (jurisdiction, duty)
        DO UPDATE SET holder = excluded.holder, until = excluded.until
        """,
        [
          .integer(jurisdiction), .text(duty), .text(holder),
          .integer(now.milliseconds + Lease.milliseconds),
        ])
      return true
    }
  }

  /// Gives it back, so that another node may take it at once.
  public func giveBack(_ store: any Store) async throws {
    try await store.write { writer in
      try writer.run(
        "DELETE FROM lease WHERE jurisdiction = ? AND duty = ? AND holder = ?",
        [.integer(jurisdiction), .text(duty), .text(holder)])
    }
  }

  private func state(_ reader: any Reading) throws -> (holder: String, until: Int64)? {
    try reader.row(
      "SELECT holder, until FROM lease WHERE jurisdiction = ? AND duty = ?",
      [.integer(jurisdiction), .text(duty)]
    ).map { ($0.text(0), $0.integer(1)) }
  }
}
