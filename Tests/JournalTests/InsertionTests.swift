import Kernel
import Store
import TestKit
import Testing

@testable import Journal

/// Events that were never acknowledged are found where they stand.
@Suite struct InsertionTests {
  @Test(arguments: UInt64(1)...20)
  func `a copied event is found at the copy`(seed: UInt64) async throws {
    var scene = try await CrimeScene(seed)
    let event = scene.anyEvent()
    let end = Int64(scene.events.count) + 1
    try await scene.forger.loosen()
    try await scene.forger.insert(like: event, position: end, version: event.version)
    let report = try await scene.report()
    #expect(report.findings.first?.position == end)
    #expect([.inserted, .reordered].contains(report.findings.first?.kind))
  }

  @Test(arguments: UInt64(1)...20)
  func `a copy at the end of its stream is found though its version follows`(seed: UInt64)
    async throws
  {
    var scene = try await CrimeScene(seed)
    let event = scene.anyEvent()
    let last = try #require(scene.lastEvents().first { $0.stream == event.stream })
    let end = Int64(scene.events.count) + 1
    try await scene.forger.insert(like: event, position: end, version: last.version + 1)
    let report = try await scene.report()
    #expect(!report.isWhole && report.findings.allSatisfy { $0.position == end })
  }

  @Test(arguments: UInt64(1)...20)
  func `a copy between two events is found there or right after`(seed: UInt64) async throws {
    var scene = try await CrimeScene(seed)
    let event = scene.anyEvent()
    let place = Int64(scene.random.number(1...scene.events.count))
    try await scene.forger.loosen()
    try await scene.forger.run(
      "UPDATE event SET position = -position - 1 WHERE position >= \(place)")
    try await scene.forger.run("UPDATE event SET position = -position WHERE position < 0")
    try await scene.forger.insert(like: event, position: place, version: event.version)
    let report = try await scene.report()
    #expect(report.findings.contains { $0.position == place || $0.position == place + 1 })
  }

  @Test(arguments: UInt64(1)...20)
  func `a forged event with the right hash is found at the end of its stream`(
    seed: UInt64
  ) async throws {
    let scene = try await CrimeScene(seed)
    for last in scene.lastEvents().prefix(3) {
      let end = Int64(scene.events.count) + 1
      try await scene.forger.insert(
        like: last, position: end, version: last.version + 1, after: last.hash)
      let report = try await scene.report()
      #expect(report.findings.map(\.kind) == [.inserted])
      #expect(report.findings.first?.position == end)
      try await scene.forger.run("DELETE FROM event WHERE position = \(end)")
    }
  }

  @Test(arguments: UInt64(1)...20)
  func `a forged stream with right hashes is found, even beside one that was removed`(
    seed: UInt64
  ) async throws {
    var scene = try await CrimeScene(seed)
    let end = Int64(scene.events.count) + 1
    let model = scene.anyEvent()
    try await scene.forger.insert(
      like: model, position: end, subject: 99, version: 1,
      after: [UInt8](repeating: 0, count: 32))
    let first = try await scene.report()
    #expect(first.findings.map(\.kind) == [.inserted])
    #expect(first.findings.first?.position == end)
    try await scene.forger.run("DELETE FROM event WHERE subject = \(model.stream.id)")
    let second = try await scene.report()
    #expect(second.findings.contains { $0.kind == .inserted && $0.position == end })
  }

  @Test func `the same identifier in two jurisdictions is two streams`() async throws {
    let bank = try await Bank.open()
    let other = Bank(bank.store, jurisdiction: 371_500)
    let ensure = try bank.input(EnsureAccount.self, [:])
    for place in [bank, other, bank, bank, other] { _ = try await place.perform(ensure, on: 42) }
    let report = try await Verifier.verify(bank.store)
    #expect(report.findings.isEmpty)
    #expect(report.streams == 2)
  }

  @Test func `a stream's row that was changed is found`() async throws {
    for change in ["kind = 'matter'", "version = 9", "head = zeroblob(32)", "version = 1"] {
      let bank = try await Bank.open()
      let id = try await bank.open()
      _ = try await bank.perform(MoveMoney([1, 2]), on: id)
      try await Forger(store: bank.store).run("UPDATE stream SET \(change)")
      #expect(try await Verifier.verify(bank.store).findings.count == 1, "\(change)")
    }
  }

  @Test func `a journal that is wrong everywhere gives a bounded report`() async throws {
    let bank = try await Bank.open()
    let id = try await bank.open()
    for _ in 0..<600 { _ = try await bank.perform(MoveMoney([1, 1]), on: id) }
    try await Forger(store: bank.store).run("UPDATE event SET actor = 'nobody'")
    let report = try await Verifier.verify(bank.store)
    #expect(report.findings.count == Verifier.findingsMax)
    #expect(report.events == 1201)
  }
}
