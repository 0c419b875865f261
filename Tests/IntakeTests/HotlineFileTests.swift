import City
import Figures
import Intake
import Kernel
import Matters
import Organisation
import Pack
import Store
import TestKit
import Testing

/// One of the real files, with what is known of it without the program.
private struct HotlineFile: CustomTestStringConvertible, Sendable {
  let name: String
  var testDescription: String { name }

  static let all = ["messages_full", "messages_2017_2020", "messages_with_replies"].map(
    HotlineFile.init(name:))

  func bytes() throws -> [UInt8] {
    try #require(fileBytes(sharedData + "/hotline/\(name).csv"))
  }

  /// Every row but the header, counted in another way than the program does: quotation marks
  /// switch, line feeds outside them end a row.
  func rows() throws -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    for byte in try bytes() where byte != 0x0D {
      switch byte {
      case 0x22: isQuoted.toggle()
      case 0x2C where !isQuoted, 0x0A where !isQuoted:
        row.append(String(decoding: cell, as: UTF8.self))
        cell = []
        if byte == 0x0A {
          if row != [""] { rows.append(row) }
          row = []
        }
      default: cell.append(byte)
      }
    }
    return Array(rows.dropFirst())
  }
}

@Suite(.enabled(if: fileBytes(sharedData + "/README.md") != nil, "../shared/data is absent"))
struct HotlineFileTests {
  @Test(arguments: HotlineFile.all)
  fileprivate func `a real file comes in without losing a row, and once`(file: HotlineFile)
    async throws
  {
    let rows = try file.rows()
    #expect(rows.count > 800)
    let town = try await Town.open()
    let report = try await town.take(try file.bytes())
    #expect(report.read == rows.count)
    #expect(report.created > rows.count / 2)
    #expect(!report.isTruncated)
    #expect(report.rejections.count == report.rejected)
    let numbers = Set(rows.map { $0[0] })
    let (matters, sources) = try await Self.matters(of: town)
    #expect(matters == report.created + report.arbitration)
    #expect(sources.isSubset(of: numbers))
    #expect(sources.count == matters)
    let position = try await town.position()
    let again = try await town.take(try file.bytes())
    #expect(again.counts == [0, 0, report.rejected, rows.count - report.rejected])
    #expect(try await town.position() == position)
  }

  /// The number of matters, each checked for its lead, rule and reason, and the numbers of their
  /// messages.
  private static func matters(of town: Town) async throws -> (Int, Set<String>) {
    let city = town.city
    return try await city.store.read { store in
      var sources: Set<String> = []
      var count = 0
      for row in try store.rows("SELECT id FROM matter", []) {
        guard let matter = try city.matters.load(row.integer(0), store) else { continue }
        count += 1
        sources.insert(String(matter.source.dropFirst("message/".count)))
        if let lead = matter.lead {
          let unit = city.organisation.unit(lead)
          guard unit != nil, !matter.rule.isEmpty, matter.reason.isEmpty else {
            Issue.record(
              "\(matter.source): lead \(lead), rule \(matter.rule), reason \(matter.reason)")
            continue
          }
        } else if matter.reason.isEmpty || !matter.rule.isEmpty || matter.phase != .arbitration {
          Issue.record("\(matter.source): no lead, rule \(matter.rule), reason \(matter.reason)")
        }
        if matter.clocks.isEmpty { Issue.record("\(matter.source): no clock") }
      }
      return (count, sources)
    }
  }

  @Test func `the figures of the real replies are those of the file`() async throws {
    let file = HotlineFile(name: "messages_with_replies")
    let town = try await Town.open()
    let report = try await town.take(try file.bytes())
    var days: [Double] = []
    for row in try file.rows() {
      guard let matter = try await town.matter(row[0]), matter.lead != nil else { continue }
      let sent = try #require(Instant(row[3], offset: .china))
      let answered = try #require(Instant(row[6], offset: .china))
      days.append(Double(answered.milliseconds - sent.milliseconds) / 86_400_000)
      #expect(matter.answeredAt == answered)
    }
    days.sort()
    #expect(days.count == report.created)
    let period = "2007..2026"
    #expect(try await town.figure("answered", period)?.count == Int64(days.count))
    #expect(
      try await town.figure("received", period)?.count == Int64(report.created + report.arbitration)
    )
    let delay = try #require(try await town.figure("delay-natural", period))
    let median = try #require(delay.value)
    let ninth = try #require(delay.percentile90)
    #expect(abs(median - days[(days.count + 1) / 2 - 1]) <= 0.01)
    #expect(abs(ninth - days[(days.count * 9 + 9) / 10 - 1]) <= 0.01)
    let onTime = try await town.figure("answered-in-time", period)?.count ?? 0
    #expect(onTime == (try await Self.onTime(town)))
    #expect(try await town.figure("open", "2026-12")?.count ?? 0 == 0)
  }

  /// Replies not after their clock's due instant, counted from the matters themselves.
  private static func onTime(_ town: Town) async throws -> Int64 {
    let rows = try await town.city.store.read {
      try $0.rows(
        """
        SELECT count(*) FROM matter JOIN matter_clock ON matter_clock.matter = matter.id
        WHERE matter.answered IS NOT NULL AND matter.answered <= matter_clock.due
        """, [])
    }
    return rows[0].integer(0)
  }
}
