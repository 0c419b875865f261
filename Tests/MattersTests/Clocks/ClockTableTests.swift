import TestKit
import Testing

@Suite struct ClockTableTests {
  @Test(arguments: ClockTable.cells)
  func `a cell of the table of clocks holds`(cell: ClockCell) async throws {
    try await cell.check()
  }

  /// The ids of the page's table, in the order of the page.
  private func page() throws -> (ids: [String], rows: [Substring]) {
    let bytes = try #require(fileBytes(TestKit.root + "/docs/concepts/clocks.md"))
    let rows = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      .filter { $0.hasPrefix("| C") }
    let ids = rows.flatMap { row in
      row.matches(of: /`(C[0-9]{2}-[a-z]+)`/).map { String($0.1) }
    }
    return (ids, rows)
  }

  @Test func `every cell of the page is tested and every tested cell is on the page`() throws {
    let written = try page().ids
    let tested = ClockTable.cells.map { $0.id }
    #expect(Set(written).subtracting(tested) == Set())
    #expect(Set(tested).subtracting(written) == Set())
    #expect(written.count == Set(written).count)
    #expect(tested.count == Set(tested).count)
  }

  @Test func `every row of the page has its number and says something in each column`() throws {
    let rows = try page().rows
    for (index, row) in rows.enumerated() {
      let cells = row.split(separator: "|", omittingEmptySubsequences: false).dropFirst()
        .dropLast().map { $0.trimmingBlanks }
      #expect(cells.count == 7, "\(row)")
      #expect(cells[0] == "C" + (index < 9 ? "0" : "") + "\(index + 1)")
      for cell in cells.dropFirst(2) { #expect(cell.contains("`\(cells[0])-"), "\(row)") }
    }
  }
}

extension Substring {
  fileprivate var trimmingBlanks: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
