import Kernel
import Matters
import Pack
import Store
import Synchronization

/// Keeps every pack revision that matters began under, so that their rules stay what they were.
final class PackShelf: Sendable {
  static let migrations = [
    Migration(
      "packs", 1,
      [
        """
        CREATE TABLE pack_file (
          revision TEXT NOT NULL,
          path TEXT NOT NULL,
          content {bytes} NOT NULL,
          PRIMARY KEY (revision, path)
        ) {strict}
        """
      ])
  ]

  private let engines: Mutex<[String: MatterEngine]>
  private let current: MatterEngine

  init(_ current: MatterEngine) {
    self.current = current
    engines = Mutex([current.pack.reference: current])
  }

  /// Writes a pack's files down under its revision, once.
  static func keep(_ pack: Pack, _ store: any Store) async throws {
    let reference = pack.reference
    let files = pack.sources.bytes
    try await store.write { writer in
      let known = try writer.row(
        "SELECT 1 FROM pack_file WHERE revision = ? LIMIT 1", [.text(reference)])
      guard known == nil else { return }
      for (path, content) in files {
        try writer.run(
          "INSERT INTO pack_file (revision, path, content) VALUES (?, ?, ?)",
          [.text(reference), .text(path), .blob(content)])
      }
    }
  }

  /// The engine under the revision that a matter began with, and the first moment at which its
  /// clocks do something by themselves; the current engine for a matter that is not there.
  func engine(ofMatter id: Int64, _ reader: any Reading) throws -> (
    engine: MatterEngine, turnAt: Instant?, receivedAt: Instant?
  ) {
    let row = try reader.row(
      """
      SELECT pack, due, received, suspended, (
        SELECT min(amber) FROM matter_clock
        WHERE matter = id AND stopped IS NULL AND remaining IS NULL AND light = 0)
      FROM matter WHERE id = ?
      """, [.integer(id)])
    guard let row else { return (current, nil, nil) }
    // A red light, the end of a suspension, an amber one.
    let turns = [1, 3, 4].compactMap { row.integerIfPresent($0) }
    return (
      try engine(row.text(0), reader), turns.min().map(Instant.init(milliseconds:)),
      Instant(milliseconds: row.integer(2))
    )
  }

  private func engine(_ reference: String, _ reader: any Reading) throws -> MatterEngine {
    if let known = engines.withLock({ $0[reference] }) { return known }
    let files = try reader.rows(
      "SELECT path, content FROM pack_file WHERE revision = ?", [.text(reference)])
    let name = String(reference.prefix { $0 != "@" })
    let pack = try PackLoader.load(
      name,
      from: PackFiles(Dictionary(uniqueKeysWithValues: files.map { ($0.text(0), $0.blob(1)) })))
    // Rules stay what they were; what is counted follows the pack in force, as a rebuild does, and
    // so do holidays, which are facts.
    let engine = City.engine(pack, current.figures, calendar: current.calendar)
    engines.withLock { $0[reference] = engine }
    return engine
  }
}
