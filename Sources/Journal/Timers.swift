public import Kernel
public import Store

/// Deadlines as rows: a million open ones cost nothing until they fall due.
public enum Timers {
  /// One deadline of one subject.
  public struct Timer: Hashable, Sendable {
    public let due: Instant
    public let subject: Int64
    public let name: String
    public let kind: String

    public init(due: Instant, subject: Int64, name: String, kind: String) {
      self.due = due
      self.subject = subject
      self.name = name
      self.kind = kind
    }
  }

  /// Most deadlines taken in one round.
  public static let roundMax = 256

  public static let projection = ProjectionTable("timer", key: "jurisdiction, due, subject, name")

  public static func set(_ timer: Timer, _ jurisdiction: Int64, _ writer: any Writing) throws {
    try writer.run(
      "INSERT INTO timer (jurisdiction, due, subject, name, kind) VALUES (?, ?, ?, ?, ?)",
      [
        .integer(jurisdiction), .integer(timer.due.milliseconds), .integer(timer.subject),
        .text(timer.name), .text(timer.kind),
      ])
  }

  public static func cancel(_ timer: Timer, _ jurisdiction: Int64, _ writer: any Writing) throws {
    try writer.run(
      "DELETE FROM timer WHERE jurisdiction = ? AND due = ? AND subject = ? AND name = ?",
      [
        .integer(jurisdiction), .integer(timer.due.milliseconds), .integer(timer.subject),
        .text(timer.name),
      ])
  }

  /// The deadlines that have fallen due by a moment, earliest first.
  /// - Parameter after: the last one of the round before.
  public static func due(
    by now: Instant, _ jurisdiction: Int64, after: Timer? = nil, _ reader: any Reading
  ) throws -> [Timer] {
    try reader.rows(
      Statement(
        """
        SELECT due, subject, name, kind FROM timer
        WHERE jurisdiction = ? AND due <= ? AND (due, subject, name) > (?, ?, ?)
        ORDER BY due, subject, name LIMIT \(roundMax)
        """),
      [
        .integer(jurisdiction), .integer(now.milliseconds),
        .integer(after?.due.milliseconds ?? .min), .integer(after?.subject ?? .min),
        .text(after?.name ?? ""),
      ]
    ).map {
      Timer(
        due: Instant(milliseconds: $0.integer(0)), subject: $0.integer(1), name: $0.text(2),
        kind: $0.text(3))
    }
  }

  /// How many deadlines are already past at a moment, counting at most `roundMax`.
  public static func late(at now: Instant, _ jurisdiction: Int64, _ reader: any Reading) throws
    -> Int
  {
    try due(by: now, jurisdiction, reader).count
  }
}
