import Cryptography
import Kernel
public import Store

/// Makes the state tables again from the journal alone.
public struct Rebuilder: Sendable {
  /// One engine's part in a rebuild, with its types hidden.
  public struct Part: Sendable {
    public let kind: String
    public let projections: [ProjectionTable]
    let replay: @Sendable ([RecordedEvent], any Writing) throws -> Void

    public init<Rebuilt: Engine>(_ engine: Rebuilt) {
      kind = Rebuilt.kind
      projections = engine.projections
      replay = { events, writer in
        var state: Rebuilt.State?
        for recorded in events {
          let happening = try Rebuilt.Happening(recorded.event)
          let after = try engine.apply(happening, at: recorded.at, to: state)
          let stamp = EventStamp(
            position: recorded.position, subject: recorded.stream.id, at: recorded.at)
          try engine.record(happening, stamp, before: state, after: after, writer)
          state = after
        }
        if let state, let id = events.first?.stream.id {
          try engine.save(id, before: nil, after: state, writer)
        }
      }
    }
  }

  /// How a rebuild went.
  public struct Report: Hashable, Sendable {
    public let events: Int
    /// Names of the tables that came out different; empty where all agree or nothing was compared.
    public let differing: [String]
  }

  private let parts: [Part]

  public init(_ parts: [Part]) { self.parts = parts }

  private var tables: [ProjectionTable] {
    var seen: Set<String> = []
    return (parts.flatMap(\.projections) + [Timers.projection]).filter {
      seen.insert($0.name).inserted
    }
  }

  /// Empties the state tables and fills them again, in one transaction.
  public func rebuild(
    _ store: any Store, progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> Int {
    let byKind = Dictionary(uniqueKeysWithValues: parts.map { ($0.kind, $0) })
    let tables = tables
    return try await store.write { writer in
      try writer.settle()
      for table in tables.reversed() {
        try writer.run(Statement("DELETE FROM \(table.name)"), [])
      }
      var count = 0
      var stream: [RecordedEvent] = []
      func finish() throws {
        guard let kind = stream.first?.stream.kind else { return }
        guard let part = byKind[kind] else {
          throw Problem(.notFound, ["what": "engine", "name": kind])
        }
        try part.replay(stream, writer)
      }
      let all = Statement(
        "SELECT \(EventReader.columns) FROM event ORDER BY jurisdiction, subject, version")
      try writer.forEachRow(all, []) { row in
        let event = try EventReader.event(row)
        if let last = stream.last,
          last.stream != event.stream || last.jurisdiction != event.jurisdiction
        {
          try finish()
          stream.removeAll(keepingCapacity: true)
        }
        stream.append(event)
        count += 1
        if count % 10_000 == 0 { progress(count) }
        return true
      }
      try finish()
      return count
    }
  }

  /// A digest of each state table's rows, in the order of their keys.
  public func digests(_ store: any Store) async throws -> [String: [UInt8]] {
    let tables = tables
    return try await store.read { reader in
      var digests: [String: [UInt8]] = [:]
      for table in tables {
        var digest = Digest.zero
        let all = Statement("SELECT * FROM \(table.name) ORDER BY \(table.key)")
        try reader.forEachRow(all, []) { row in
          digest = Digest.sha256(digest + Array("\(row.values)".utf8))
          return true
        }
        digests[table.name] = digest
      }
      return digests
    }
  }

  /// Rebuilds a copy of a store and compares the result with what the copy held, table by table.
  /// - Parameter copy: a copy, which this call writes to.
  public func check(
    copy: any Store,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> Report {
    let before = try await digests(copy)
    let events = try await rebuild(copy, progress: progress)
    let after = try await digests(copy)
    let differing = before.keys.filter { before[$0] != after[$0] }.sorted()
    return Report(events: events, differing: differing)
  }
}
