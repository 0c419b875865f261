public import Kernel
public import Store

/// How the journal and what waits on it stand at a moment, for whoever watches the server.
public struct JournalFigures: Hashable, Sendable {
  public let position: Int64
  /// Deadlines that are past and have not fired, counted up to `countMax`.
  public let timersLate: Int
  /// When the oldest of them fell due.
  public let timerOldest: Instant?
  /// Messages that wait, counted up to `countMax`.
  public let messagesWaiting: Int
  public let messagesDead: Int
  /// Since when the oldest waiting message has been due; nil where none is.
  public let messageOldest: Instant?

  /// Most rows that are counted, so that watching costs no more on a bad day.
  public static let countMax = 10_000

  /// - Parameters:
  ///   - now: by which deadlines are late.
  ///   - clock: by which messages are due; another one where a day is replayed.
  public init(
    at now: Instant, clock: Instant, _ jurisdiction: Int64, _ reader: any Reading
  ) throws {
    position = try EventReader.lastPosition(reader)
    let timers = try reader.row(
      """
      SELECT count(*), min(due) FROM (
        SELECT due FROM timer WHERE jurisdiction = ? AND due <= ? ORDER BY due LIMIT ?) AS late
      """, [.integer(jurisdiction), .integer(now.milliseconds), .integer(Int64(Self.countMax))])
    timersLate = Int(timers?.integer(0) ?? 0)
    timerOldest = timers?.integerIfPresent(1).map { Instant(milliseconds: $0) }
    func count(_ state: String) throws -> Int {
      let row = try reader.row(
        "SELECT count(*) FROM (SELECT 1 FROM outbox WHERE state = ? LIMIT ?) AS found",
        [.text(state), .integer(Int64(Self.countMax))])
      return Int(row?.integer(0) ?? 0)
    }
    messagesWaiting = try count("waiting")
    messagesDead = try count("dead")
    let oldest = try reader.row(
      "SELECT min(due) FROM outbox WHERE state = 'waiting' AND due <= ?",
      [.integer(clock.milliseconds)])
    messageOldest = oldest?.integerIfPresent(0).map { Instant(milliseconds: $0) }
  }
}
