import Intake
import Kernel
import Matters
import Pack
import TestKit
import Testing

/// A message with a number of its own.
func message(
  _ number: String, at: String = "2019/4/24 15:40:04", title: String = "A3区云杉路的路灯不亮",
  _ rest: String...
) -> [String] { [number, "王建国", title, at, "晚上很黑"] + rest }

func replied(_ rows: [[String]]) -> MessageTable {
  MessageTable(header: MessageTable.replied, rows: rows)
}

func counted(_ rows: [[String]]) -> MessageTable {
  MessageTable(header: MessageTable.counted, rows: rows)
}

extension MessageImporter.Report {
  /// Created, in arbitration, rejected and unchanged.
  var counts: [Int] { [created, arbitration, rejected, unchanged] }
}

@Suite struct ImportTests {
  @Test func `every row is created, in arbitration, rejected or unchanged`() async throws {
    let town = try await Town.open()
    var table = Village.replied
    table.rows += [message("M7", at: "昨天", "", ""), message("M1", "", ""), table.rows[2]]
    let report = try await town.take(table)
    #expect(report.counts == [6, 0, 2, 1])
    #expect(report.read == table.rows.count)
    #expect(report.replies == 5)
    // Quoted line breaks count: the first message takes two lines.
    #expect(report.rejections.map(\.line) == [9, 10])
    #expect(report.encoding == "UTF-8" && !report.isTruncated)
  }

  @Test func `a matter has one lead and the rule that chose it, or waits with a reason`()
    async throws
  {
    let town = try await Town.open()
    let report = try await town.take(Village.categorised)
    #expect(report.counts == [5, 1, 0, 0])
    #expect(report.arbitrationReasons == ["category.unknown": 1])
    let lamp = try #require(try await town.matter("C1"))
    #expect(lamp.lead == "a3-housing" && lamp.rule == "function-nearest" && lamp.reason == "")
    #expect(lamp.caller == "王建国" && lamp.channel == "web" && lamp.body?.text == "白天也亮")
    let office = try #require(try await town.matter("C3"))
    #expect(office.lead == "a7-office" && office.rule == "general-office")
    let waiting = try #require(try await town.matter("C4"))
    #expect(waiting.lead == nil && waiting.reason == "category.unknown: 没有这一类")
    #expect(waiting.phase == .arbitration)
  }

  @Test(arguments: Village.all.indices)
  func `the same file twice changes nothing`(index: Int) async throws {
    let town = try await Town.open()
    let table = Village.all[index]
    try await town.take(table)
    let position = try await town.position()
    let everything = try await town.everything()
    for form in MessageTable.Form.allCases {
      let again = try await town.take(table.bytes(form))
      #expect(again.counts == [0, 0, 0, table.rows.count])
      #expect(again.replies == 0 && again.timers == 0)
      #expect(try await town.position() == position)
    }
    #expect(try await town.everything() == everything)
  }

  @Test(arguments: Village.all.indices)
  func `the three encodings and both line breaks give the same store`(index: Int) async throws {
    var table = Village.all[index]
    let first = try await Town.open()
    try await first.take(table)
    let expected = try await first.everything()
    #expect(expected.count == table.rows.count + 1)
    for lineBreak in ["\n", "\r\n"] {
      for form in MessageTable.Form.allCases {
        table.lineBreak = lineBreak
        let town = try await Town.open()
        try await town.take(table.bytes(form))
        #expect(try await town.everything() == expected)
      }
    }
  }

  @Test
  func `a number twice in one file is unchanged with the same words and rejected with others`()
    async throws
  {
    let town = try await Town.open()
    let table = replied([
      message("1", "", ""), message("1", "", ""), message("1", title: "另一件", "", ""),
      message("1", at: "2019/4/24 15:40:05", "", ""), message("1", "答", "2019/5/1 8:00:00"),
    ])
    let report = try await town.take(table)
    #expect(report.counts == [1, 0, 3, 1])
    #expect(report.rejections.map(\.line) == [4, 5, 6])
    #expect(
      report.rejections.first?.reason.english
        == "the number “1” belongs to another message with other words (line 2)")
    #expect(
      report.rejections.first?.reason.chinese == "留言编号“1”已用于另一条内容不同的留言(第2行)")
    #expect(try await town.take(table).counts == [0, 0, 3, 2])
  }

  @Test func `files that overlap are told apart by their words`() async throws {
    let town = try await Town.open()
    try await town.take(counted([message("1", "0", "0"), message("2", "0", "0")]))
    let position = try await town.position()
    let number = try #require(try await town.matter("2")).number
    let report = try await town.take(
      replied([message("1", "", ""), message("2", title: "A3区另一件事", "", ""), message("3", "", "")]))
    #expect(report.counts == [1, 0, 1, 1])
    #expect(report.rejections.map(\.line) == [3])
    #expect(report.rejections.first?.reason.english.hasSuffix("other words (\(number))") == true)
    #expect(try await town.position() > position)
    #expect(try await town.matter("2")?.title == "A3区云杉路的路灯不亮")
  }

  @Test func `a reply that a later file brings is replayed once`() async throws {
    let town = try await Town.open()
    try await town.take(counted([message("1", "0", "0")]))
    let second = replied([message("1", "已修", "2019/4/26 9:00:00")])
    let report = try await town.take(second)
    #expect(report.counts == [0, 0, 0, 1] && report.replies == 1)
    #expect(try await town.matter("1")?.answeredAt == moment("2019-04-26 09:00"))
    let position = try await town.position()
    #expect(try await town.take(second).replies == 0)
    #expect(try await town.position() == position)
  }

  @Test(arguments: ["2031/4/24 8:00:00", "2003/4/24 8:00:00"])
  func `a message of a year without a holiday list is rejected by the year`(at: String) async throws
  {
    let town = try await Town.open()
    let table = replied([
      message("1", "", ""), message("2", at: at, "答", at), message("3", at: "2019/5/1", "", ""),
    ])
    let report = try await town.take(table)
    #expect(report.counts == [2, 0, 1, 0])
    #expect(report.rejections.map(\.line) == [3])
    let reason = try #require(report.rejections.first?.reason)
    #expect(reason.english.contains(String(at.prefix(4))) && reason.english.contains("holiday"))
    #expect(reason.chinese.contains(String(at.prefix(4)) + "年"))
    // Its moment is none of the file's: no deadline of the others falls due by it.
    #expect(try await town.matter("1")?.light == .green)
  }

  @Test func `a limit that reaches into a year without a list gets a provisional date`()
    async throws
  {
    let town = try await Town.open()
    let report = try await town.take(counted([message("1", at: "2026/12/28", "0", "0")]))
    #expect(report.counts == [1, 0, 0, 0])
    let clock = try #require(try await town.matter("1")?.clocks.first)
    #expect(clock.isProvisional)
    #expect(clock.dueAt > moment("2027-01-01 00:00"))
  }

  @Test func `an unknown kind rejects every row with the reason`() async throws {
    let town = try await Town.open()
    let report = try await MessageImporter(town.city, kind: "telegram").run(
      Village.replied.bytes())
    #expect(report.counts == [0, 0, 6, 0])
    #expect(report.rejections.first?.reason.english == "There is no kind “telegram”.")
    #expect(try await town.position() == 0)
  }

  @Test func `more faults than a report lists are still counted`() async throws {
    let town = try await Town.open()
    let rows = (1...1200).map { message(String($0), at: "x", "0", "0") }
    let report = try await town.take(counted(rows + [message("ok", "0", "0")]))
    #expect(report.counts == [1, 0, 1200, 0])
    #expect(report.rejections.count == MessageImporter.rejectionsMax)
  }

  @Test func `words are kept byte for byte`() async throws {
    let hostile = "<b>&\"'\u{0}\u{1F}\u{7F}\u{FEFF}𠮷👩‍👩‍👧é'); DROP TABLE matter;--\\n%s"
    let town = try await Town.open()
    let table = counted([["9", hostile, "A3区" + hostile, "2019/4/24", "“" + hostile, "0", "0"]])
    try await town.take(table)
    let matter = try #require(try await town.matter("9"))
    #expect(Array(matter.title.utf8) == Array(("A3区" + hostile).utf8))
    #expect(Array((matter.body?.text ?? "").utf8) == Array(("“" + hostile).utf8))
    #expect(matter.caller == hostile)
    #expect(try await town.take(table).counts == [0, 0, 0, 1])
  }

  @Test(arguments: 0..<20)
  func `random tables are counted to the last row and come in once`(seed: UInt64) async throws {
    var random = Seeded(seed)
    let table = RandomMessages.table(rows: 40, &random)
    let town = try await Town.open()
    let report = try await town.take(table)
    #expect(report.read == table.rows.count)
    let position = try await town.position()
    let again = try await town.take(table)
    #expect(again.counts[0...2] == [0, 0, report.rejected])
    #expect(again.read == table.rows.count)
    #expect(try await town.position() == position)
  }
}
