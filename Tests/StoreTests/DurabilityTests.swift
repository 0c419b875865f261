import Kernel
import Store
import Synchronization
import TestKit
import Testing

@testable import StoreSQLite

/// What a store promises about what it keeps.
@Suite struct DurabilityTests {
  @Test(arguments: StoreKind.allCases)
  func `every commit is flushed to the disk`(kind: StoreKind) async throws {
    let place = try kind.open()
    if let store = place.store as? SQLiteStore {
      #expect(try await store.synchronousSetting() == 2)
      let mode = try await store.read { try $0.rows("PRAGMA journal_mode", []) }
      #expect(mode.first?.text(0) == "wal")
    } else {
      let setting: Statement = "SELECT setting FROM pg_settings WHERE name = 'synchronous_commit'"
      let mode = try await place.store.write { try $0.rows(setting, []) }
      #expect(mode.first?.text(0) == "on")
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a column keeps its declared type, its checks and its references`(kind: StoreKind)
    async throws
  {
    let place = try kind.open()
    try await place.migrate()
    let refused: [(Statement, [SQLValue])] = [
      ("INSERT INTO note (number, text) VALUES (?, ?)", ["one", "a"]),
      ("INSERT INTO note (number, text) VALUES (?, ?)", [1, nil]),
      ("INSERT INTO note (number, text) VALUES (?, ?)", [1, ""]),
      ("INSERT INTO note (number, text) VALUES (?, ?)", [1, .blob([1])]),
      ("INSERT INTO note (number, text, bytes) VALUES (?, ?, ?)", [1, "a", "text"]),
      ("INSERT INTO note (number, text) VALUES (?, ?)", [.real(1.5), "a"]),
      ("INSERT INTO note_mark (note, name) VALUES (?, ?)", [7, "without a note"]),
    ]
    for (statement, arguments) in refused {
      // PostgreSQL writes bytes into a text as their digits.
      if kind == .postgres, arguments.contains(.blob([1])) { continue }
      #expect(
        await isRefused {
          try await place.store.write { try $0.run(statement, arguments) }
        }, "\(statement.sql) \(arguments)")
    }
    #expect(try await place.numbers().isEmpty)
  }

  @Test(arguments: StoreKind.allCases)
  func `a value is read as it was written`(kind: StoreKind) async throws {
    let place = try kind.open()
    try await place.migrate()
    let texts = [
      "a", "中\u{1F600}", "with \u{0} inside", "\u{10FFFF}\u{0}\u{10FFFE}\u{1}'\\\"?$1\u{0}",
      String(repeating: "长", count: 100_000),
    ]
    let blobs: [[UInt8]] = [[], [0], Array(0...255), Array(repeating: 7, count: 300_000), [1]]
    for (index, text) in texts.enumerated() {
      let number = index == 0 ? Int64.min : index == 1 ? .max : Int64(index)
      try await place.store.write {
        try $0.run(
          "INSERT INTO note (number, text, bytes) VALUES (?, ?, ?)",
          [.integer(number), .text(text), .blob(blobs[index])])
      }
      let row = try await place.store.read {
        try $0.row(
          "SELECT number, text, bytes, NULL, 0.5 FROM note WHERE number = ?", [.integer(number)])
      }
      #expect(
        row?.values == [.integer(number), .text(text), .blob(blobs[index]), .null, .real(0.5)])
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a unit that throws leaves nothing while its neighbours in the batch are kept`(
    kind: StoreKind
  ) async throws {
    let place = try kind.open()
    try await place.migrate()
    let before = place.store.commitCounts
    let gate = Gate()
    let answers = Answers()
    place.store.submit({ _ in gate.wait() }, completion: { _ in })
    for number in Int64(0)..<50 {
      place.store.submit(
        { writer in
          try Note.insert(number, writer)
          if number % 3 == 1 { throw Refusal() }
          if number % 3 == 2 { try Note.insert(0, writer) }
        },
        completion: { answers.add(number, $0) })
    }
    gate.open()
    try await place.store.write { _ in }
    #expect(try await place.numbers() == (0..<50).filter { $0 % 3 == 0 })
    let all = answers.all
    #expect(all.map(\.number) == Array(0..<50))
    for answer in all {
      switch answer.number % 3 {
      case 0: #expect(answer.failure == nil)
      case 1: #expect(answer.failure is Refusal)
      default: #expect(answer.failure is any PlainFailure)
      }
    }
    let after = place.store.commitCounts
    #expect(after.units - before.units == 17 + 2)
    #expect(after.commits - before.commits <= 4)
  }

  @Test(arguments: StoreKind.allCases)
  func `a unit is answered only when every reader can see it`(kind: StoreKind) async throws {
    let place = try kind.open()
    try await place.migrate()
    for number in Int64(0)..<20 {
      let answered = Gate()
      let goOn = Gate()
      place.store.submit(
        { try Note.insert(number, $0) },
        completion: { _ in
          answered.open()
          goOn.wait()
        })
      await answered.opened()
      let seen = try await place.numbers()
      goOn.open()
      #expect(seen == Array(0...number))
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a unit is not seen by readers before it is answered`(kind: StoreKind) async throws {
    let place = try kind.open()
    try await place.migrate()
    let inside = Gate()
    let goOn = Gate()
    let written = Task {
      try await place.store.write { writer in
        try Note.insert(1, writer)
        inside.open()
        goOn.wait()
      }
    }
    await inside.opened()
    #expect(try await place.numbers().isEmpty)
    goOn.open()
    try await written.value
    #expect(try await place.numbers() == [1])
  }

  @Test(arguments: StoreKind.allCases)
  func `units are run in the order in which they were submitted`(kind: StoreKind) async throws {
    let place = try kind.open()
    let order = Order()
    for number in 0..<3000 {
      place.store.submit(
        { _ in order.numbers.withLock { $0.append(number) } }, completion: { _ in })
    }
    try await place.store.write { _ in }
    #expect(order.numbers.withLock { $0 } == Array(0..<3000))
  }

  @Test(arguments: StoreKind.allCases)
  func `sixty-four callers share their commits`(kind: StoreKind) async throws {
    let place = try kind.open()
    try await place.migrate()
    let before = place.store.commitCounts
    let units = 5000
    try await withThrowingTaskGroup(of: Void.self) { group in
      for caller in 0..<64 {
        group.addTask {
          for number in stride(from: caller, to: units, by: 64) {
            try await place.store.write { try Note.insert(Int64(number), $0) }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await place.numbers() == (0..<Int64(units)).map { $0 })
    let after = place.store.commitCounts
    #expect(after.units - before.units == units)
    #expect(after.commits - before.commits < units / 2)
  }

  @Test(arguments: StoreKind.allCases)
  func `a full queue is refused and what was queued is done`(kind: StoreKind) async throws {
    let place = try kind.open(waitingMax: 20)
    try await place.migrate()
    let inside = Gate()
    let gate = Gate()
    place.store.submit(
      { _ in
        inside.open()
        gate.wait()
      }, completion: { _ in })
    await inside.opened()
    let answers = Answers()
    for number in Int64(0)..<25 {
      place.store.submit({ try Note.insert(number, $0) }, completion: { answers.add(number, $0) })
    }
    #expect(answers.all.map(\.number) == Array(20..<25))
    let codes = answers.all.map { ($0.failure as? Problem)?.kind.code }
    #expect(codes == Array(repeating: "store.busy", count: 5))
    gate.open()
    while answers.all.count < 25 { await Task.yield() }
    #expect(try await place.numbers() == Array(0..<20))
    try await place.store.write { try Note.insert(100, $0) }
  }
}

private struct Refusal: Error {}

private final class Order: Sendable {
  let numbers = Mutex<[Int]>([])
}
