import Cryptography
public import Kernel
public import Store

/// Where a restored journal ends: takes back what was written after a moment, or puts back what a
/// backup had not seen yet.
///
/// For the copy that a restore works on, before any program opens it. Nothing is decided anew:
/// events stay, go, or come back as they were acknowledged.
public enum JournalEnd {
  /// The last position before the first event that was recorded after a moment. A clock that was
  /// put back does not bring later events in.
  public static func position(at moment: Instant, _ reader: any Reading) throws -> Int64 {
    let later = try reader.row(
      "SELECT min(position) FROM event WHERE recorded > ?", [.integer(moment.milliseconds)])?
      .integerIfPresent(0)
    return try later.map { $0 - 1 } ?? EventReader.lastPosition(reader)
  }

  /// The position itself, or the last one before it at which no action is half done.
  public static func wholeActions(upTo position: Int64, _ reader: any Reading) throws -> Int64 {
    var end = position
    while let next = try event(end + 1, reader), let last = try event(end, reader),
      last.isOfSameAction(as: next)
    {
      end -= 1
    }
    return end
  }

  private static func event(_ position: Int64, _ reader: any Reading) throws -> ArchivedEvent? {
    var found: ArchivedEvent?
    try ArchivedEvent.forEach(position, position, reader) { found = $0 }
    return found
  }

  /// Takes back everything after a position: events, what their streams say, seals that reach
  /// beyond it, messages and answers to repeated requests that belong to them.
  public static func cut(after position: Int64, _ writer: any Writing) throws {
    let end = SQLValue.integer(position)
    try writer.run(
      """
      DELETE FROM stream WHERE EXISTS (
        SELECT 1 FROM event WHERE event.jurisdiction = stream.jurisdiction
          AND event.subject = stream.subject AND event.version = 1 AND event.position > ?)
      """, [end])
    try writer.run(
      """
      UPDATE stream SET
        head = (
          SELECT event.hash FROM event WHERE event.jurisdiction = stream.jurisdiction
            AND event.subject = stream.subject AND event.position <= ?
          ORDER BY event.version DESC LIMIT 1),
        version = (
          SELECT max(event.version) FROM event WHERE event.jurisdiction = stream.jurisdiction
            AND event.subject = stream.subject AND event.position <= ?)
      WHERE EXISTS (
        SELECT 1 FROM event WHERE event.jurisdiction = stream.jurisdiction
          AND event.subject = stream.subject AND event.version = stream.version
          AND event.position > ?)
      """, [end, end, end])
    for statement: Statement in [
      "DELETE FROM event WHERE position > ?", "DELETE FROM seal WHERE last > ?",
      "DELETE FROM outbox WHERE position > ?", "DELETE FROM request WHERE position > ?",
    ] { try writer.run(statement, [end]) }
  }

  /// Puts lines back behind the journal's end, each exactly as it was. Events that the journal has
  /// already are compared with it.
  /// - Throws: `journal.line-foreign` where a line does not follow what is there.
  public static func append(_ lines: [JournalLine], _ writer: any Writing) throws {
    var last = try EventReader.lastPosition(writer)
    for line in lines {
      switch line {
      case .event(let event) where event.position <= last:
        guard try self.event(event.position, writer)?.hash == event.hash else {
          throw Problem(.lineForeign, ["position": String(event.position)])
        }
      case .event(let event):
        guard event.position == last + 1 else {
          throw Problem(
            .lineMissing, ["expected": String(last + 1), "found": String(event.position)])
        }
        try append(event, writer)
        last = event.position
      case .seal(let seal): try append(seal, writer)
      }
    }
  }

  private static func append(_ event: ArchivedEvent, _ writer: any Writing) throws {
    let draft = event.draft
    let head = try StreamHead(draft.stream.id, draft.jurisdiction, writer)
    guard draft.version == (head?.version ?? 0) + 1,
      draft.hash(after: head?.hash ?? Digest.zero) == event.hash
    else { throw Problem(.lineForeign, ["position": String(event.position)]) }
    try draft.insert(hash: event.hash, writer)
    try StreamHead.save(
      draft.stream, draft.jurisdiction, version: draft.version, hash: event.hash,
      isNew: head == nil, writer)
  }

  private static func append(_ seal: Seal, _ writer: any Writing) throws {
    if let known = try Seal.seal(seal.number, writer) {
      guard known == seal else { throw Problem(.lineForeign, ["position": String(seal.first)]) }
    } else {
      try seal.insert(writer)
    }
  }
}

extension ArchivedEvent {
  /// Whether two events that follow one another were written by one action.
  public func isOfSameAction(as other: ArchivedEvent) -> Bool {
    draft.stream == other.draft.stream && draft.jurisdiction == other.draft.jurisdiction
      && draft.recorded == other.draft.recorded && draft.action == other.draft.action
      && draft.actor == other.draft.actor && draft.at == other.draft.at
  }
}

extension Problem.Kind {
  static let lineForeign = Problem.Kind(
    "journal.line-foreign", status: 409,
    zh: "归档中第{position}条与备份不是同一段历史；请换用与这个备份同一数据库的归档。",
    en: "Position {position} of the archive is not of the same history as the backup; name the "
      + "archive of the store from which the backup was made.")
  static let lineMissing = Problem.Kind(
    "journal.line-missing", status: 409,
    zh: "归档接不上：应为第{expected}条，遇到的是第{found}条；请补上缺少的归档文件。",
    en: "The archive does not join: position {expected} was expected, {found} was found; bring "
      + "the missing files of the archive back.")
}
