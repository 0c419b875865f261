import Kernel
import Store
import TestKit
import Testing

@testable import Journal

/// Whatever is done to an event behind the program's back is found, at its position.
@Suite struct TamperingTests {
  @Test(arguments: UInt64(1)...20)
  func `an untouched journal is whole, with and without seals`(seed: UInt64) async throws {
    for sealedEvery in [nil, 8] {
      let scene = try await CrimeScene(seed, sealedEvery: sealedEvery)
      let report = try await scene.report()
      #expect(report.findings.isEmpty)
      #expect(report.events == scene.events.count)
      #expect(report.streams == Set(scene.events.map(\.stream)).count)
      #expect(report.seals == (sealedEvery == nil ? 0 : 4))
      #expect(report.anchor.count == (sealedEvery == nil ? 0 : 64))
    }
  }

  @Test(arguments: UInt64(1)...20)
  func `a change to any column of one event is found at that event and blames no other`(
    seed: UInt64
  ) async throws {
    var scene = try await CrimeScene(seed)
    let changes: [(column: String, value: String)] = [
      ("jurisdiction", "jurisdiction + 1"), ("subject", "subject + 1"),
      ("version", "version + 1000"),
      ("kind", "kind || 'x'"), ("name", "name || 'x'"), ("at", "at + 1"),
      ("recorded", "recorded - 1"),
      ("actor", "'person:wang'"), ("action", "action || ' '"), ("pack", "''"),
      ("body", "body || ' '"), ("hash", "zeroblob(32)"),
    ]
    for change in changes {
      let event = scene.anyEvent()
      let where_ = " WHERE position = \(event.position)"
      let kept = try await scene.bank.store.read {
        try $0.rows(Statement("SELECT \(change.column) FROM event" + where_), [])
      }
      try await scene.forger.run("UPDATE event SET \(change.column) = \(change.value)" + where_)
      let report = try await scene.report()
      let comment: Comment = "\(change.column) of \(event.position): \(report.findings)"
      #expect(report.findings.first?.position == event.position, comment)
      if !["jurisdiction", "subject", "version"].contains(change.column) {
        #expect(Set(report.findings.map(\.position)) == [event.position], comment)
        #expect(report.findings.first?.kind == .changed, comment)
      }
      try await scene.forger.run(
        "UPDATE event SET \(change.column) = ?" + where_, kept[0].values)
      #expect(try await scene.report().isWhole, comment)
    }
  }

  @Test(arguments: UInt64(1)...20)
  func `one bit changed anywhere in a body or a hash is found`(seed: UInt64) async throws {
    var scene = try await CrimeScene(seed)
    let event = scene.anyEvent()
    var body = Array(event.event.body.canonicalText.utf8)
    let place = scene.random.number(0...(body.count - 1))
    body[place] = body[place] == 0x20 ? 0x21 : 0x20
    var hash = event.hash
    hash[scene.random.number(0...31)] ^= UInt8(1 << scene.random.number(0...7))
    for (column, value) in [
      ("body", SQLValue.text(String(decoding: body, as: UTF8.self))), ("hash", .blob(hash)),
    ] {
      let other = try await CrimeScene(seed)
      try await other.forger.run(
        "UPDATE event SET \(column) = ? WHERE position = ?", [value, .integer(event.position)])
      let report = try await other.report()
      #expect(report.findings.map(\.position).allSatisfy { $0 == event.position })
      #expect(report.findings.first?.kind == .changed)
    }
  }

  @Test(arguments: UInt64(1)...20)
  func `an event moved to another position is found at both`(seed: UInt64) async throws {
    for target in [Int64.min, -1, 0, 10_000, .max] {
      var scene = try await CrimeScene(seed)
      let event = scene.anyEvent()
      try await scene.forger.run(
        "UPDATE event SET position = ? WHERE position = ?",
        [.integer(target), .integer(event.position)])
      let report = try await scene.report()
      let positions = report.findings.map(\.position)
      #expect(positions.contains(target), "\(report.findings)")
      if event.position != scene.events.count || target < 1 || target > Int64(scene.events.count) {
        #expect(
          positions.contains(event.position) || event.position == scene.events.count,
          "\(event.position): \(report.findings)")
      }
    }
  }

  @Test(arguments: UInt64(1)...20)
  func `a version that no stream reaches is found and no sum overflows`(seed: UInt64) async throws {
    var scene = try await CrimeScene(seed)
    let event = scene.anyEvent()
    try await scene.forger.run(
      "UPDATE event SET version = ? WHERE position = ?", [.integer(.max), .integer(event.position)])
    let report = try await scene.report()
    #expect(report.findings.first?.position == event.position)
  }

  @Test(arguments: UInt64(1)...20)
  func `an event that was deleted is missed at its position`(seed: UInt64) async throws {
    var scene = try await CrimeScene(seed)
    let event = scene.events[scene.random.number(0...(scene.events.count - 2))]
    try await scene.forger.run("DELETE FROM event WHERE position = \(event.position)")
    let report = try await scene.report()
    #expect(report.findings.first?.kind == .removed)
    #expect(report.findings.first?.position == event.position)
    #expect(report.findings.allSatisfy { $0.kind == .removed }, "\(report.findings)")
  }

  @Test(arguments: UInt64(1)...20)
  func `a stream's last event that was deleted is missed at the stream's end`(seed: UInt64)
    async throws
  {
    var scene = try await CrimeScene(seed)
    let last = scene.lastEvents()
    let event = last[scene.random.number(0...(last.count - 1))]
    for victim in [event, scene.events[scene.events.count - 1]] {
      let spoilt = try await CrimeScene(seed)
      try await spoilt.forger.run("DELETE FROM event WHERE position = \(victim.position)")
      let report = try await spoilt.report()
      let name = victim.stream.text
      #expect(report.findings.contains { $0.kind == .removed && $0.text.contains(name) })
      if victim.position < scene.events.count {
        #expect(report.findings.first?.position == victim.position)
      }
    }
  }

  @Test(arguments: UInt64(1)...20)
  func `a whole stream that was deleted is missed by name`(seed: UInt64) async throws {
    var scene = try await CrimeScene(seed)
    let event = scene.anyEvent()
    try await scene.forger.run("DELETE FROM event WHERE subject = \(event.stream.id)")
    let report = try await scene.report()
    #expect(
      report.findings.contains {
        $0.kind == .removed && $0.text.contains("\(event.stream.text): all")
      })
  }

  @Test(arguments: UInt64(1)...20)
  func `two events that changed places are both found`(seed: UInt64) async throws {
    var scene = try await CrimeScene(seed)
    let first = scene.anyEvent().position
    var second = scene.anyEvent().position
    while second == first { second = scene.anyEvent().position }
    try await scene.forger.run("UPDATE event SET position = -1 WHERE position = \(first)")
    try await scene.forger.run("UPDATE event SET position = \(first) WHERE position = \(second)")
    try await scene.forger.run("UPDATE event SET position = \(second) WHERE position = -1")
    let report = try await scene.report()
    let positions = report.findings.map(\.position)
    #expect(positions.contains(first) && positions.contains(second), "\(report.findings)")
  }
}
