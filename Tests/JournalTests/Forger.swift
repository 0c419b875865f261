import TestKit
import Kernel
import Store

@testable import Journal

/// Somebody with write access to the file who does not go through the program.
struct Forger {
  let store: any Store

  func run(_ sql: String, _ arguments: [SQLValue] = []) async throws {
    try await store.write { try $0.run(Statement(sql), arguments) }
  }

  /// Makes room for what the schema would refuse.
  func loosen() async throws { try await run("DROP INDEX event_by_subject") }

  func events() async throws -> [RecordedEvent] {
    try await store.read { reader in
      let rows = try reader.rows(
        """
        SELECT position, jurisdiction, subject, version, kind, name, at, recorded, actor, action,
          pack, body, hash
        FROM event ORDER BY position
        """, [])
      return try rows.map { row in
        RecordedEvent(
          position: row.integer(0), jurisdiction: row.integer(1),
          stream: StreamName(kind: row.text(4), id: row.integer(2)), version: row.integer(3),
          event: Event(row.text(5), try JSON(parsing: row.text(11))),
          at: Instant(milliseconds: row.integer(6)),
          recorded: Instant(milliseconds: row.integer(7)), actor: row.text(8),
          action: row.text(9), pack: row.text(10), hash: row.blob(12))
      }
    }
  }

  /// Writes a copy of an event elsewhere; the hash is computed anew where `previous` is given.
  func insert(
    like event: RecordedEvent, position: Int64, subject: Int64? = nil, version: Int64,
    after previous: [UInt8]? = nil
  ) async throws {
    let stream = StreamName(kind: event.stream.kind, id: subject ?? event.stream.id)
    let draft = RecordedEvent(
      position: position, jurisdiction: event.jurisdiction, stream: stream, version: version,
      event: event.event, at: event.at, recorded: event.recorded, actor: event.actor,
      action: event.action, pack: event.pack, hash: event.hash)
    let hash = previous.map { JournalFormat.hash(of: draft, after: $0) } ?? event.hash
    try await run(
      "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        .integer(position), .integer(event.jurisdiction), .integer(stream.id), .integer(version),
        .text(stream.kind), .text(event.event.name), .integer(event.at.milliseconds),
        .integer(event.recorded.milliseconds), .text(event.actor), .text(event.action),
        .text(event.pack), .text(event.event.body.canonicalText), .blob(hash),
      ])
  }
}

/// A store with a random history, what stands in it, and the random numbers to spoil it with.
struct CrimeScene {
  let bank: Bank
  let forger: Forger
  let events: [RecordedEvent]
  var random: Seeded

  /// - Parameter sealedEvery: how many actions are sealed together; nil for a journal without
  ///   seals.
  init(_ seed: UInt64, sealedEvery: Int? = nil) async throws {
    random = Seeded(seed)
    bank = try await Bank.open()
    for _ in 0..<(sealedEvery == nil ? 1 : 4) {
      try await bank.live(&random, actions: sealedEvery ?? 30)
      if sealedEvery != nil { try await Sealer.seal(bank.store, at: bank.clock.now) }
    }
    forger = Forger(store: bank.store)
    events = try await forger.events()
  }

  func report() async throws -> Verifier.Report { try await Verifier.verify(bank.store) }

  mutating func anyEvent() -> RecordedEvent {
    events[random.number(0...(events.count - 1))]
  }

  func lastEvents() -> [RecordedEvent] {
    var last: [Int64: RecordedEvent] = [:]
    for event in events { last[event.stream.id] = event }
    return last.values.sorted { $0.position < $1.position }
  }
}
