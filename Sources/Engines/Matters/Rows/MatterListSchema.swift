public import Store

/// The indexes of lists that people have before them all day: each holds what its conditions ask
/// for, so that only the rows of the page itself are fetched.
public enum MatterListSchema {
  public static let migrations: [Migration] = [
    Migration(
      "matter-lists", 1,
      [
        "DROP INDEX matter_at_work",
        """
        CREATE INDEX matter_at_work
        ON matter (jurisdiction, light DESC, due {absentFirst}, id, area, lead, against, phase)
        WHERE phase IN ('arbitration', 'pool', 'open')
        """,
        """
        CREATE INDEX matter_in_arbitration
        ON matter (jurisdiction, light DESC, due {absentFirst}, id, area, lead, against, phase)
        WHERE phase = 'arbitration'
        """,
        """
        CREATE INDEX matter_answered
        ON matter (jurisdiction, light DESC, due {absentFirst}, id, area, lead, against, phase)
        WHERE phase = 'answered'
        """,
        """
        CREATE INDEX matter_by_lead
        ON matter (jurisdiction, lead, light DESC, due {absentFirst}, id, kind, state, area,
          against, suspended, phase)
        WHERE phase = 'open'
        """,
      ])
  ]
}
