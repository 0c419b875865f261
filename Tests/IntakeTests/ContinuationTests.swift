import Intake
import Kernel
import TestKit
import Testing

/// A file that was cut off is taken in as far as it goes, and continued with the whole.
@Suite struct ContinuationTests {
  @Test(arguments: Village.all.indices, MessageTable.Form.allCases)
  func `a file cut at any byte and then whole ends as if it had come whole`(
    index: Int, form: MessageTable.Form
  ) async throws {
    let table = Village.all[index]
    try await check(table, table.bytes(form))
  }

  @Test(arguments: Village.all.indices)
  func `a file with Windows' line breaks and none at its end is continued too`(index: Int)
    async throws
  {
    var table = Village.all[index]
    table.lineBreak = "\r\n"
    table.endsWithBreak = false
    try await check(table, table.bytes())
  }

  @Test(arguments: 0..<6)
  func `random files are continued at any byte`(seed: UInt64) async throws {
    var random = Seeded(seed &+ 100)
    let table = RandomMessages.table(rows: 8, &random)
    try await check(table, table.bytes())
  }

  private func check(_ table: MessageTable, _ whole: [UInt8]) async throws {
    let town = try await Town.open()
    let report = try await town.take(whole)
    let expected = try await town.everything()
    #expect(report.read == table.rows.count)
    #expect(!report.isTruncated)
    // What one cut leads to depends only on the rows that are read and refused.
    var known: [Cut: [String: JSON]] = [:]
    for count in whole.indices {
      let part = Array(whole[..<count])
      guard let cut = try Cut(part) else { continue }
      if known[cut] == nil { known[cut] = try await continued(part, whole, table.rows.count) }
      guard known[cut] == expected else {
        Issue.record("cut after \(count) bytes: \(cut)")
        return
      }
    }
    #expect(known.count >= table.rows.count)
  }

  /// Everything after a part and then the whole.
  private func continued(_ part: [UInt8], _ whole: [UInt8], _ rows: Int) async throws -> [String:
    JSON]
  {
    let town = try await Town.open()
    let first = try await town.take(part)
    #expect(first.read <= rows)
    let second = try await town.take(whole)
    #expect(second.read == rows && !second.isTruncated)
    #expect(second.unchanged >= first.created + first.arbitration)
    return try await town.everything()
  }

  @Test(arguments: MessageTable.Form.allCases)
  func `a cut inside a row is reported, a cut between rows is not`(form: MessageTable.Form)
    async throws
  {
    let whole = Village.replied.bytes(form)
    var shorter = Village.replied
    var ends: Set<Int> = []
    while !shorter.rows.isEmpty {
      shorter.rows.removeLast()
      let size = shorter.bytes(form).count
      ends.formUnion([size, size - 1])
    }
    for count in ((ends.min() ?? 0)..<whole.count - 1) {
      let cut = try #require(try Cut(Array(whole[..<count])))
      // A row of which so far only its end is missing is whole once its time is.
      #expect(cut.isTruncated == !ends.contains(count), "after \(count) bytes")
    }
  }
}
