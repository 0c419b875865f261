import Glibc
import Store
import Synchronization
import TestKit
import Testing

@testable import StorePostgres
@testable import StoreSQLite

/// What is left after the program is killed: everything that it acknowledged, and nothing broken.
@Suite(.serialized) struct CrashTests {
  @Test(arguments: [false, true], UInt64(1)...10)
  func `every acknowledged unit is there after kill -9`(isPostgres: Bool, seed: UInt64)
    async throws
  {
    let folder = try Folder()
    let path = folder.path
    let address = isPostgres ? try PostgresServer.running().newDatabase() : ""
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [path = path as String, seed = seed as UInt64, address = address as String] in
      try await CrashWriter.writeUntilKilled(in: path, address, seed: seed)
    }
    let acknowledged = try CrashWriter.acknowledged(in: path)
    #expect(!acknowledged.isEmpty)
    let store = try CrashWriter.store(in: path, address, start: "after")
    try await store.migrate(Note.migrations)
    if !isPostgres {
      let check = try await store.read { try $0.rows("PRAGMA integrity_check", []) }
      #expect(check.map { $0.text(0) } == ["ok"])
    }
    let kept = Set(
      try await store.read { try $0.rows("SELECT number FROM note", []) }.map { $0.integer(0) })
    #expect(acknowledged.allSatisfy { kept.contains($0) })
    // One unit writes a number and its double: never one without the other.
    #expect(kept.allSatisfy { kept.contains($0 ^ 1) })
  }
}

/// The program that is killed, in a process of its own.
enum CrashWriter {
  /// Writes from eight callers, notes each number once it is acknowledged, and is killed by a
  /// thread of its own at a moment drawn from the seed: after so many answers, and then anywhere
  /// inside the next ones.
  static func writeUntilKilled(in folder: String, _ address: String, seed: UInt64) async throws {
    let store = try store(in: folder, address, start: "before")
    try await store.migrate(Note.migrations)
    let notes = open(folder + "/acknowledged", O_WRONLY | O_CREAT | O_APPEND, 0o644)
    var random = Seeded(seed)
    let answersBefore = random.number(1...2000)
    let microseconds = UInt32(random.number(0...3000))
    let answers = Counter()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for caller in Int64(0)..<8 {
        group.addTask {
          for round in Int64(0)..<1_000_000 {
            let number = (round * 8 + caller) * 2
            try await store.write { writer in
              try Note.insert(number, writer)
              try Note.insert(number + 1, writer)
            }
            var line = Array("\(number)\n".utf8)
            write(notes, &line, line.count)
            if answers.next() == answersBefore { killSoon(microseconds) }
          }
        }
      }
      try await group.waitForAll()
    }
  }

  /// The store at an address, or where that is empty in a folder.
  static func store(in folder: String, _ address: String, start: String) throws -> any Store {
    if address.isEmpty { return try SQLiteStore(path: folder + "/store.sqlite") }
    return try PostgresStore(PostgresSettings(address: address), incarnation: start)
  }

  private static func killSoon(_ microseconds: UInt32) {
    var thread = pthread_t()
    let argument = UnsafeMutablePointer<UInt32>.allocate(capacity: 1)
    argument.pointee = microseconds
    pthread_create(
      &thread, nil,
      { argument in
        if let argument { usleep(argument.load(as: UInt32.self)) }
        kill(getpid(), SIGKILL)
        return nil
      }, argument)
  }

  /// The numbers whose lines are whole.
  static func acknowledged(in folder: String) throws -> [Int64] {
    let file = try #require(fopen(folder + "/acknowledged", "r"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 8 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    let text = String(decoding: bytes.prefix(count), as: UTF8.self)
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().compactMap {
      Int64($0)
    }
  }
}

private final class Counter: Sendable {
  private let count = Mutex(0)

  func next() -> Int {
    count.withLock {
      $0 += 1
      return $0
    }
  }
}
