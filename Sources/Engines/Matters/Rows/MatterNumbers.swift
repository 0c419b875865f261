public import Store

/// The counter from which matters get their numbers, day by day.
public enum MatterNumbers {
  /// Lets the counter go on behind every number that a restored journal gave; numbers that were
  /// given and are gone with their matters are not given again.
  public static func goOn(_ writer: any Writing) throws {
    try writer.run(
      """
      INSERT INTO matter_number (jurisdiction, day, last)
      SELECT jurisdiction, CAST(substr(number, 1, 8) AS INTEGER),
        max(CAST(substr(number, 10, 6) AS INTEGER))
      FROM matter WHERE length(number) = 15
      GROUP BY jurisdiction, CAST(substr(number, 1, 8) AS INTEGER)
      ON CONFLICT (jurisdiction, day) DO UPDATE SET last =
        CASE WHEN excluded.last > matter_number.last THEN excluded.last ELSE matter_number.last END
      """, [])
  }
}
