import Glibc
import Kernel
import Store
import TestKit
import Testing

@testable import StorePostgres
@testable import StoreSQLite

/// The kinds of store that every test of this folder is run on.
enum StoreKind: String, CaseIterable, CustomTestStringConvertible {
  case disk, memory, postgres

  static let sqlite: [StoreKind] = [.disk, .memory]

  var testDescription: String { self == .postgres ? "PostgreSQL" : "SQLite, \(rawValue)" }

  /// A new store, which is gone when the test lets go of it.
  func open(waitingMax: Int = CommitQueue.waitingMax) throws -> StoreInUse {
    switch self {
    case .disk:
      let folder = try Folder()
      let store = try SQLiteStore(
        path: folder.path + "/store.sqlite", readOnly: false, waitingMax: waitingMax)
      return StoreInUse(store: store, folder: folder)
    case .memory:
      let folder = try Folder(in: "/dev/shm")
      let store = try SQLiteStore(temporaryIn: folder.path, waitingMax: waitingMax)
      return StoreInUse(store: store, folder: folder)
    case .postgres:
      let store = try PostgresStore(
        PostgresSettings(address: try PostgresServer.running().newDatabase()),
        incarnation: "test", waitingMax: waitingMax)
      return StoreInUse(store: store, folder: try Folder())
    }
  }
}

/// A store with the folder that goes with it.
struct StoreInUse: Sendable {
  let store: any Store
  let folder: Folder

  /// The numbers in `note`, in order.
  func numbers() async throws -> [Int64] {
    try await store.read { try $0.rows("SELECT number FROM note ORDER BY number", []) }
      .map { $0.integer(0) }
  }

  /// The names of the tables that migrations made.
  func tables() async throws -> [String] {
    let sqlite: Statement = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    let postgres: Statement = """
      SELECT tablename FROM pg_tables
      WHERE schemaname = 'public' AND tablename NOT LIKE 'baodao%' ORDER BY tablename
      """
    let query = store.dialect.name == "sqlite" ? sqlite : postgres
    return try await store.read { try $0.rows(query, []) }.map { $0.text(0) }
  }

  func migrate() async throws { try await store.migrate(Note.migrations) }
}

/// The one table that these tests write to.
enum Note {
  static let migrations = [
    Migration(
      "notes", 1,
      [
        """
        CREATE TABLE note (
          number INTEGER NOT NULL PRIMARY KEY, text TEXT NOT NULL CHECK (text <> ''), bytes {bytes}
        ) {strict}
        """,
        """
        CREATE TABLE note_mark (
          note INTEGER NOT NULL REFERENCES note (number), name TEXT NOT NULL UNIQUE,
          PRIMARY KEY (note, name)
        ) {clustered}
        """,
      ])
  ]

  static func insert(_ number: Int64, _ writer: any Writing) throws {
    try writer.run(
      "INSERT INTO note (number, text) VALUES (?, ?)", [.integer(number), .text("note \(number)")])
  }
}

/// A folder of its own for a test, removed with everything in it.
final class Folder: Sendable {
  let path: String

  init(in parent: String = "/tmp") throws {
    var template = Array("\(parent)/baodao-test-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw FolderFault(code: errno) }
    path = String(cString: made)
  }

  deinit {
    guard let entries = opendir(path) else { return }
    while let entry = readdir(entries) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { unlink(path + "/" + name) }
    }
    closedir(entries)
    rmdir(path)
  }
}

struct FolderFault: Error { let code: Int32 }

/// Whether a closure ends in the database's own refusal.
func isRefused(_ body: () async throws -> Void) async -> Bool {
  do {
    try await body()
    return false
  } catch {
    return error is any PlainFailure
  }
}
