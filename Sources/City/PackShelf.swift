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
      ]),
    Migration(
      "packs", 2,
      [
        """
        CREATE TABLE pack_start (
          number INTEGER NOT NULL PRIMARY KEY,
          revision TEXT NOT NULL CHECK (revision <> ''),
          started INTEGER NOT NULL
        ) {strict}
        """
      ]),
  ]

  private let engines: Mutex<[String: MatterEngine]>
  private let current: MatterEngine

  init(_ current: MatterEngine) {
    self.current = current
    engines = Mutex([current.pack.reference: current])
  }

  /// Keeps the pack with which the program was started at a moment, and notes the start where it
  /// was another one before.
  static func keep(_ pack: Pack, at now: Instant, _ store: any Store) async throws {
    try await store.write { writer in
      try keep(pack, writer)
      let last = try writer.row(
        "SELECT number, revision FROM pack_start ORDER BY number DESC LIMIT 1", [])
      if last?.text(1) == pack.reference { return }
      try writer.run(
        "INSERT INTO pack_start (number, revision, started) VALUES (?, ?, ?)",
        [
          .integer((last?.integer(0) ?? 0) + 1), .text(pack.reference),
          .integer(now.milliseconds),
        ])
    }
  }

  /// Writes a pack's files down under its revision, once.
  static func keep(_ pack: Pack, _ writer: any Writing) throws {
    let known = try writer.row(
      "SELECT 1 FROM pack_file WHERE revision = ? LIMIT 1", [.text(pack.reference)])
    guard known == nil else { return }
    for (path, content) in pack.sources.bytes {
      try writer.run(
        "INSERT INTO pack_file (revision, path, content) VALUES (?, ?, ?)",
        [.text(pack.reference), .text(path), .blob(content)])
    }
  }

  /// The files of a revision; none where it is not kept.
  static func files(_ reference: String, _ reader: any Reading) throws -> PackFiles {
    let rows = try reader.rows(
      "SELECT path, content FROM pack_file WHERE revision = ?", [.text(reference)])
    return PackFiles(Dictionary(rows.map { ($0.text(0), $0.blob(1)) }) { first, _ in first })
  }

  /// A matter with the engine under the revision that it began with; the current engine for a
  /// matter that is not there.
  func engine(ofMatter id: Int64, _ reader: any Reading) throws -> (
    engine: MatterEngine, matter: Matter?
  ) {
    guard let matter = try current.load(id, reader) else { return (current, nil) }
    return (try engine(matter.pack, reader), matter)
  }

  private func engine(_ reference: String, _ reader: any Reading) throws -> MatterEngine {
    if let known = engines.withLock({ $0[reference] }) { return known }
    let name = String(reference.prefix { $0 != "@" })
    let pack = try PackLoader.load(name, from: PackShelf.files(reference, reader))
    // Rules stay what they were; what is counted follows the pack in force, as a rebuild does, and
    // so do holidays, which are facts.
    let engine = City.engine(pack, current.figures, calendar: current.calendar)
    engines.withLock { $0[reference] = engine }
    return engine
  }
}
