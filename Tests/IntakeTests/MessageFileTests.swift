import Kernel
import Testing

@testable import Intake

private func file(
  _ header: String, _ rows: [[String]], endsWithBreak: Bool = true
) throws -> MessageFile {
  let table = MessageTable(header: header, rows: rows, endsWithBreak: endsWithBreak)
  return try MessageFile(
    table.bytes(), offset: .china,
    categories: ["城乡建设": "urban", "交通": "transport", "交通运输": "transport", "卫生": "a", "卫生计生": "b"])
}

private func row(
  _ number: String = "N1", at: String = "2019/4/24 15:40:04", _ rest: String...
) -> [String] { [number, "刘洋", "A2区菜场的秤不准", at, "三家摊位都少一两"] + rest }

@Suite struct MessageFileTests {
  @Test func `the three headers are told apart`() throws {
    let categorised = try file(MessageTable.categorised, [row("1", "城乡建设"), row("2", "")])
    #expect(categorised.messages.map(\.category) == ["城乡建设", nil])
    let counted = try file(MessageTable.counted, [row("1", "0", "7")])
    #expect(counted.messages.map(\.category) == [nil])
    #expect(counted.messages.map(\.reply) == [nil])
    let replied = try file(
      MessageTable.replied, [row("1", "已换新秤", "2019/4/30 9:05:00"), row("2", "", "")])
    #expect(
      replied.messages.map(\.reply) == [
        Message.Reply(text: "已换新秤", at: moment("2019-04-30 09:05")), nil,
      ])
  }

  @Test func `a row is read field by field, without the space around it`() throws {
    let read = try file(
      MessageTable.counted,
      [[" N7 ", "刘洋\u{3000}", "\t题\n", " 2019/4/24 15:40:04", "  一\n 二 ", "0", "0"]])
    #expect(
      read.messages == [
        Message(
          line: 2, number: "N7", user: "刘洋", title: "题", at: moment("2019-04-24 15:40:04"),
          text: "一\n 二", category: nil, reply: nil)
      ])
    #expect(read.messages.first?.source == "message/N7")
  }

  @Test func `an unknown header is a problem that lists the known ones`() throws {
    for header in ["编号,标题", MessageTable.common, MessageTable.counted + ",x", "a"] {
      let found = #expect(throws: Problem.self) { try file(header, [["1", "2"]]) }
      #expect(found?.kind.code == "import.header-unknown")
      let english = found?.text(.english) ?? ""
      #expect(english.contains(header))
      for known in [MessageTable.categorised, MessageTable.counted, MessageTable.replied] {
        #expect(english.contains(known))
        #expect(found?.text(.chinese).contains(known) == true)
      }
    }
  }

  @Test(arguments: ["", "\n", "\r\n\r\n", "\u{FEFF}", "\u{FEFF}\n"])
  func `an empty file is a problem`(text: String) {
    let found = #expect(throws: Problem.self) {
      try MessageFile(Array(text.utf8), offset: .china)
    }
    #expect(found?.kind.code == "import.empty")
  }

  @Test func `a header alone is a file without messages`() throws {
    let read = try file(MessageTable.replied, [])
    #expect(read.messages.isEmpty && read.rejections.isEmpty && !read.isTruncated)
  }

  @Test(arguments: [
    ("2019/4/24 15:40:04", "2019-04-24T15:40:04+08:00"),
    ("2019-04-24 15:40", "2019-04-24T15:40:00+08:00"), ("2019/4/4", "2019-04-04T00:00:00+08:00"),
    ("2020-02-29 9:05:00", "2020-02-29T09:05:00+08:00"),
    ("2019-04-24T15:40:04Z", "2019-04-24T23:40:04+08:00"),
  ])
  func `times are read as offices write them`(text: String, expected: String) throws {
    let read = try file(MessageTable.counted, [row(at: text, "0", "0")])
    #expect(read.messages.map { $0.at.text(.china) } == [expected])
  }

  @Test(arguments: ["", "昨天", "2019/2/29 8:00:00", "2019/4/24 24:00:00", "24/4/2019", "2019/4"])
  func `a time that is none is a reason with its line`(text: String) throws {
    let read = try file(MessageTable.counted, [row("1", "0", "0"), row("2", at: text, "0", "0")])
    #expect(read.messages.map(\.number) == ["1"])
    #expect(read.rejections.map(\.line) == [3])
    #expect(read.rejections.first?.reason.chinese.contains("留言时间") == true)
    #expect(!read.isTruncated)
  }

  @Test func `a reply before its message is rejected`() throws {
    let read = try file(MessageTable.replied, [row("1", "早了", "2019/4/24 15:40:03")])
    #expect(read.rejections.map(\.reason.english) == ["the reply is dated before the message"])
  }

  @Test func `a reply and its time go together`() throws {
    let read = try file(
      MessageTable.replied, [row("1", "", "2019/5/1 8:00:00"), row("2", "好", ""), row("3", "", "")])
    #expect(read.rejections.map(\.line) == [2, 3])
    #expect(
      Set(read.rejections.map(\.reason.english)) == ["a reply and its time go together"])
    #expect(read.messages.map(\.number) == ["3"])
  }

  @Test func `a reply dated by the message's day is not before the message`() throws {
    let read = try file(
      MessageTable.replied,
      [
        row("1", "当天", "2019/4/24"), row("2", "当天", "2019-04-24"), row("3", "前一天", "2019/4/23"),
        row("4", "次日", "2019/4/25"),
      ])
    #expect(read.messages.map(\.number) == ["1", "2", "4"])
    #expect(read.messages[0].reply?.at == read.messages[0].at)
    #expect(read.messages[1].reply?.at == read.messages[1].at)
    #expect(read.messages[2].reply?.at == moment("2019-04-25"))
  }

  @Test func `a field that is too long is a reason that says how long it may be`() throws {
    let long = String(repeating: "长", count: 20_001)
    let cases: [(Int, String, String)] = [
      (0, String(long.prefix(101)), "留言编号"), (1, String(long.prefix(101)), "留言用户"),
      (2, String(long.prefix(501)), "留言主题"), (4, long, "留言详情"), (5, long, "答复意见"),
    ]
    for (column, text, name) in cases {
      var fields = row("1", "好", "2019/5/1 8:00:00")
      fields[column] = text
      let read = try file(MessageTable.replied, [fields])
      #expect(read.messages.isEmpty)
      #expect(read.rejections.first?.reason.english.hasPrefix("“\(name)” may have at most") == true)
      fields[column] = String(text.dropLast())
      #expect(try file(MessageTable.replied, [fields]).messages.count == 1)
    }
    let category = try file(MessageTable.categorised, [row("1", String(long.prefix(65)))])
    #expect(category.rejections.first?.reason.chinese == "“一级标签”最多64个字符")
  }

  @Test func `an empty field is a reason that names it`() throws {
    for (column, name) in MessageTable.common.split(separator: ",").enumerated() {
      var fields = row("1", "0", "0")
      fields[column] = " \u{3000}"
      let read = try file(MessageTable.counted, [fields], endsWithBreak: false)
      #expect(read.rejections.map(\.reason.english) == ["“\(name)” is empty"])
      #expect(!read.isTruncated)
    }
  }

  @Test func `a row with too few or too many columns is rejected`() throws {
    let read = try file(MessageTable.counted, [row("1", "0"), row("2", "0", "0", "0"), ["x"]])
    #expect(
      read.rejections.map(\.reason.english)
        == [6, 8, 1].map { "7 columns were expected, \($0) found" })
    #expect(read.rejections.map(\.line) == [2, 3, 4])
    #expect(!read.isTruncated)
  }

  @Test func `a quotation mark that is not closed swallows the rest, which is said`() throws {
    let text = MessageTable.counted + "\n1,u,t,2019/1/1,\"x\n2,u,t,2019/1/1,y,0,0\n"
    let read = try MessageFile(Array(text.utf8), offset: .china)
    #expect(read.isTruncated)
    #expect(read.rejections.map(\.line) == [2])
    #expect(
      read.rejections.first?.reason.english
        == "the file ends inside this row: a quotation mark is not closed")
  }
}

/// A file without a line break at its end may be whole, or may have been cut in its last field.
@Suite struct LastRowTests {
  @Test(arguments: [
    ("2019/5/10 14:56:53", true), ("2019/5/10 14:56:5", false), ("2019/5/10 14:56", false),
    ("2019/5/10", false),
  ])
  func `a last reply without seconds may have been cut`(time: String, isWhole: Bool) throws {
    let read = try file(MessageTable.replied, [row("1", "好", time)], endsWithBreak: false)
    #expect(read.isTruncated == !isWhole)
    #expect(read.messages.count == (isWhole ? 1 : 0))
  }

  @Test(arguments: [
    ("2019/5/9 8:00", "2019/5/10 14:56", true), ("2019/5/9 8:00", "2019/5/10 14:5", false),
    ("2019/5/9", "2019/5/10", true), ("2019/5/9", "2019/5/1", false),
    ("2019/5/9 8:00:00", "2019/5/10 14:56", false), ("2019/5/9 8:00", "2019/5/10", false),
  ])
  func `a last reply as fine as those before it is whole`(
    before: String, last: String, isWhole: Bool
  ) throws {
    let rows = [row("1", "好", before), row("2", "好", last)]
    let read = try file(MessageTable.replied, rows, endsWithBreak: false)
    #expect(read.isTruncated == !isWhole)
    #expect(read.messages.count == (isWhole ? 2 : 1))
    #expect(try file(MessageTable.replied, rows).messages.count == 2)
  }

  @Test(arguments: [
    ("城乡建设", true), ("城乡建", false), ("", false), ("交通", true), ("交通运输", true), ("卫生", false),
    ("卫生计生", true),
  ])
  func `a last category that is none, or begins another, may have been cut`(
    category: String, isWhole: Bool
  ) throws {
    let read = try file(MessageTable.categorised, [row("1", category)], endsWithBreak: false)
    #expect(read.isTruncated == !isWhole)
    #expect(read.messages.count == (isWhole ? 1 : 0))
    let ended = try file(MessageTable.categorised, [row("1", category)])
    #expect(ended.messages.count == 1 && !ended.isTruncated)
  }

  @Test func `a last row without counts or without a reply is whole`() throws {
    let counted = try file(MessageTable.counted, [row("1", "0", "")], endsWithBreak: false)
    #expect(counted.messages.count == 1)
    let replied = try file(MessageTable.replied, [row("1", "", "")], endsWithBreak: false)
    #expect(replied.messages.count == 1)
  }

  @Test func `a file cut in the middle of a character says where`() throws {
    let table = MessageTable(
      header: MessageTable.categorised, rows: [row("1", "城乡建设"), row("2", "交通")])
    let bytes = Array(table.bytes().dropLast(2))
    let read = try MessageFile(bytes, offset: .china)
    #expect(read.messages.map(\.number) == ["1"])
    #expect(read.isTruncated)
    #expect(read.rejections.map(\.line) == [3])
    #expect(
      read.rejections.first?.reason.chinese == "文件在此行中断:不是有效的UTF-8文字")
  }
}
