import Glibc
import Kernel
import Store
import TestKit
import Testing

@testable import StoreSQLite

/// Which files are opened, by whom, and what is refused.
@Suite struct OpeningTests {
  private func write(_ bytes: [UInt8], to path: String) throws {
    let file = try #require(fopen(path, "w"))
    defer { fclose(file) }
    #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
  }

  private func bytes(of path: String) throws -> [UInt8] {
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return Array(bytes.prefix(count))
  }

  /// A SQLite file that no program of ours made: its marks are set back, as after another program.
  private func foreignFile(in folder: Folder, applicationIdentifier: Int) async throws -> String {
    let path = folder.path + "/foreign.sqlite"
    do {
      let store = try SQLiteStore(path: path)
      try await store.write {
        try $0.run("CREATE TABLE theirs (a INTEGER)", [])
        try $0.run(Statement("PRAGMA application_id = \(applicationIdentifier)"), [])
      }
    }
    // The two bytes of the header that say whether the file is in WAL mode: 1 is not.
    var all = try bytes(of: path)
    all[18] = 1
    all[19] = 1
    unlink(path + "-wal")
    unlink(path + "-shm")
    try write(all, to: path)
    return path
  }

  @Test func `a second writer is refused while a reader is let in`() async throws {
    let place = try StoreKind.disk.open()
    try await place.migrate()
    let path = place.folder.path + "/store.sqlite"
    let code = await problemCode { _ = try SQLiteStore(path: path) }
    #expect(code == "store.locked")
    let reader = try SQLiteStore(path: path, readOnly: true)
    try await place.store.write { try Note.insert(1, $0) }
    let seen = try await reader.read { try $0.rows("SELECT number FROM note", []) }
    #expect(seen.count == 1)
    #expect(await isRefused { try await reader.write { try Note.insert(2, $0) } })
    #expect(try await place.numbers() == [1])
  }

  @Test func `a store that was let go of can be opened again at once and has everything`()
    async throws
  {
    let folder = try Folder()
    let path = folder.path + "/store.sqlite"
    for round in Int64(0)..<20 {
      let store = try SQLiteStore(path: path)
      try await store.migrate(Note.migrations)
      try await store.write { try Note.insert(round, $0) }
      let count = try await store.read { try $0.rows("SELECT number FROM note", []) }.count
      #expect(count == round + 1)
    }
  }

  @Test func `a child process that inherited the lock's descriptor does not keep the store locked`()
    async throws
  {
    let folder = try Folder()
    let path = folder.path + "/store.sqlite"
    var held: [Int32] = []
    var copies: [Int32] = []
    do {
      let store = try SQLiteStore(path: path)
      // What a fork does to every descriptor that is open at the time.
      for descriptor in Int32(3)..<20_000 {
        var name = [UInt8](repeating: 0, count: 4096)
        let length = readlink("/proc/self/fd/\(descriptor)", &name, name.count)
        guard length > 0 else { continue }
        if String(decoding: name.prefix(length), as: UTF8.self) == path + ".lock" {
          held.append(descriptor)
        }
      }
      withExtendedLifetime(store) { copies = held.map { dup($0) } }
    }
    #expect(copies.count == 1)
    let code = await problemCode { _ = try SQLiteStore(path: path) }
    #expect(code == nil)
    for copy in copies { close(copy) }
  }

  @Test(arguments: StoreKind.allCases)
  func `units that nobody waits for are done before the store goes`(kind: StoreKind) async throws {
    let answers = Answers()
    do {
      let place = try kind.open()
      try await place.migrate()
      for number in Int64(0)..<500 {
        place.store.submit({ try Note.insert(number, $0) }, completion: { answers.add(number, $0) })
      }
    }
    while answers.all.count < 500 { await Task.yield() }
    #expect(answers.all.allSatisfy { $0.failure == nil })
  }

  @Test(arguments: StoreKind.allCases)
  func `a completion may hold the last reference to its store`(kind: StoreKind) async throws {
    for _ in 0..<20 {
      let answered = Gate()
      var place: StoreInUse? = try kind.open()
      try await place?.migrate()
      if let held = place {
        held.store.submit(
          { try Note.insert(1, $0) },
          completion: { _ in
            withExtendedLifetime(held) { answered.open() }
          })
      }
      place = nil
      await answered.opened()
    }
  }

  @Test(arguments: [0, 7])
  func `another program's database is refused and not one byte of it is changed`(
    identifier: Int
  ) async throws {
    let folder = try Folder()
    let path = try await foreignFile(in: folder, applicationIdentifier: identifier)
    let before = try bytes(of: path)
    for readOnly in [false, true] {
      let code = await problemCode { _ = try SQLiteStore(path: path, readOnly: readOnly) }
      #expect(code == "store.foreign")
    }
    #expect(try bytes(of: path) == before)
  }

  @Test(arguments: [
    "a letter\n", "SQLite format 3 but not really, and long enough to be looked at",
  ])
  func `a file that is no database is refused and not changed`(text: String) async throws {
    let folder = try Folder()
    let path = folder.path + "/letter"
    let content = Array(String(repeating: text, count: 40).utf8)
    try write(content, to: path)
    let code = await problemCode { _ = try SQLiteStore(path: path) }
    #expect(code == "store.foreign")
    #expect(try bytes(of: path) == content)
  }

  @Test(arguments: [false, true], ["folder", "pipe", "link"])
  func `what is no file is refused at once and nothing is left beside it`(
    readOnly: Bool, what: String
  ) async throws {
    let folder = try Folder()
    let path = folder.path + "/store.sqlite"
    switch what {
    case "folder": #expect(mkdir(path, 0o755) == 0)
    case "pipe": #expect(mkfifo(path, 0o644) == 0)
    default: #expect(symlink("nowhere", path) == 0)
    }
    let code = await problemCode { _ = try SQLiteStore(path: path, readOnly: readOnly) }
    #expect(code == "store.unopenable")
    #expect(access(path + ".lock", F_OK) != 0)
    rmdir(path)
  }

  @Test func `an empty file beside a log that is not empty keeps its log`() async throws {
    let folder = try Folder()
    let path = folder.path + "/store.sqlite"
    let log = [UInt8](repeating: 7, count: 5_000)
    try write([], to: path)
    try write(log, to: path + "-wal")
    for readOnly in [false, true] {
      let code = await problemCode { _ = try SQLiteStore(path: path, readOnly: readOnly) }
      #expect(code == "store.damaged")
    }
    #expect(try bytes(of: path + "-wal") == log)
  }

  @Test func `a file has one lock by whatever name`() async throws {
    let place = try StoreKind.disk.open()
    let other = try Folder()
    let path = other.path + "/other-name.sqlite"
    #expect(symlink(place.folder.path + "/store.sqlite", path) == 0)
    let code = await problemCode { _ = try SQLiteStore(path: path) }
    #expect(code == "store.locked")
  }

  @Test func `whoever only reads says what schema is older or newer`() async throws {
    let place = try StoreKind.disk.open()
    try await place.migrate()
    let more = Note.migrations + [Migration("notes", 2, ["CREATE TABLE more (a INTEGER) {strict}"])]
    #expect(await problemCode { try await place.store.requireCurrent(more) } == "store.older")
    #expect(await problemCode { try await place.store.requireKnown(more) } == nil)
    let gone = Migration("notes", 2, kind: .contract, ["DROP TABLE note_mark"])
    try await place.store.migrate(Note.migrations + [gone])
    let (current, known) = (
      await problemCode { try await place.store.requireCurrent(Note.migrations) },
      await problemCode { try await place.store.requireKnown(Note.migrations) }
    )
    #expect(current == "store.newer" && known == "store.newer")
  }

  @Test(arguments: [
    (Int32(13), Int32(0), "store.full"), (10, ENOSPC, "store.full"), (10, EDQUOT, "store.full"),
    (10, EIO, "store.disk-fault"), (14, 0, "store.disk-fault"), (10, EROFS, "store.read-only"),
    (8, 0, "store.read-only"), (11, 0, "store.damaged"), (267, 0, "store.damaged"),
    (5, 0, "store.busy"), (1, 0, nil), (19, 0, nil),
  ])
  func `what SQLite answers is told as what it means`(
    code: Int32, systemCode: Int32, expected: String?
  ) {
    let failure = SQLiteFailure(code: code, message: "words", sql: "", systemCode: systemCode)
    #expect(failure.problem?.kind.code == expected)
  }

  @Test func `a folder that is not there is a problem, not a crash`() async {
    let code = await problemCode { _ = try SQLiteStore(path: "/nowhere/at/all/store.sqlite") }
    #expect(code == "store.unopenable")
  }

  @Test(arguments: StoreKind.sqlite)
  func `a backup taken while units are written is a whole store at one moment`(
    kind: StoreKind
  ) async throws {
    let place = try kind.open()
    try await place.migrate()
    let folder = try Folder()
    let stop = Gate()
    let writing = Task {
      var number: Int64 = 0
      while number < 200_000, number < 200 || !stop.isOpenNow {
        let first = number
        try await place.store.write { writer in
          // Two rows that belong together, so that half of a unit would show.
          try Note.insert(first, writer)
          try Note.insert(first + 1, writer)
        }
        number += 2
      }
      return number
    }
    var counts: [Int] = []
    for copy in 0..<5 {
      let path = folder.path + "/copy-\(copy).sqlite"
      try await place.store.backup(to: path)
      let store = try SQLiteStore(path: path)
      try await store.migrate(Note.migrations)
      let numbers = try await store.read {
        try $0.rows("SELECT number FROM note ORDER BY number", [])
      }
      .map { $0.integer(0) }
      #expect(numbers == (0..<Int64(numbers.count)).map { $0 })
      #expect(numbers.count.isMultiple(of: 2))
      let check = try await store.read { try $0.rows("PRAGMA integrity_check", []) }
      #expect(check.map { $0.text(0) } == ["ok"])
      counts.append(numbers.count)
    }
    stop.open()
    let written = try await writing.value
    #expect(counts == counts.sorted())
    #expect(try await place.numbers().count == Int(written))
  }
}
