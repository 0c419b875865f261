public import Store

/// Indexes of the lists that show one phase only: what waits for an arbiter, and what of a kind is
/// under way.
public enum MatterQueues {
  public static let migrations: [Migration] = [
    Migration(
      "matter-queues", 1,
      [
        """
        CREATE INDEX matter_in_arbitration ON matter (jurisdiction, light DESC, due, id)
        WHERE phase = 'arbitration'
        """,
        """
        CREATE INDEX matter_under_way ON matter (jurisdiction, kind, light DESC, due, id)
        WHERE phase = 'open'
        """,
      ])
  ]
}
