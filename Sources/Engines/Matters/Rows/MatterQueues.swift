public import Store

/// The index of what is under way of one kind, such as the whistles that are blown.
public enum MatterQueues {
  public static let migrations: [Migration] = [
    Migration(
      "matter-queues", 1,
      [
        """
        CREATE INDEX matter_under_way
        ON matter (jurisdiction, kind, light DESC, due {absentFirst}, id)
        WHERE phase = 'open'
        """
      ])
  ]
}
