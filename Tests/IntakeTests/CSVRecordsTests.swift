import TestKit
import Testing

@testable import Intake

/// All records of a text.
private func records(_ text: String) -> [CSVRecord] { records(Array(text.utf8)) }

private func records(_ bytes: [UInt8]) -> [CSVRecord] {
  var reader = CSVRecords(bytes)
  var all: [CSVRecord] = []
  while let record = reader.next() { all.append(record) }
  return all
}

private func texts(_ text: String) -> [[String]] {
  records(text).map { $0.fields.map { String(decoding: $0, as: UTF8.self) } }
}

@Suite struct CSVRecordsTests {
  @Test func `fields are split at commas and records at line feeds`() {
    #expect(texts("a,b,,d\n,\n") == [["a", "b", "", "d"], ["", ""]])
  }

  @Test func `a quoted field holds commas, line breaks and doubled quotation marks`() {
    #expect(
      texts("\"a,\"\"b\"\"\",\"c\nd\",\"\"\n\"\"\"\"\n") == [["a,\"b\"", "c\nd", ""], ["\""]])
  }

  @Test func `a carriage return before the line feed is no part of the field`() {
    #expect(texts("a,b\r\n\"c\",\"d\"\r\ne,f\r\n") == [["a", "b"], ["c", "d"], ["e", "f"]])
    #expect(texts("\"a\r\nb\",c\r\n") == [["a\r\nb", "c"]])
    #expect(records("\"a\",\"b\"\r\n").allSatisfy { $0.fault == nil })
  }

  @Test func `a carriage return within a line stays in its field`() {
    #expect(texts("a\rb,c\r,d\n") == [["a\rb", "c\r", "d"]])
  }

  @Test func `a byte order mark is skipped at the beginning only`() {
    #expect(texts("\u{FEFF}a,b\n") == [["a", "b"]])
    #expect(texts("a,\u{FEFF}b\n") == [["a", "\u{FEFF}b"]])
    #expect(records([0xEF, 0xBB, 0xBF]).isEmpty)
  }

  @Test func `empty lines are passed over and counted`() {
    let all = records("\n\r\na\n\n\nb\n\n")
    #expect(all.map(\.line) == [3, 6])
    #expect(all.map(\.fields.count) == [1, 1])
  }

  @Test(arguments: [("a,b", false), ("a,b\n", true), ("", true), ("a\r\n", true), ("a\r", false)])
  func `the last record needs no line break`(text: String, endsWithBreak: Bool) {
    #expect(CSVRecords(Array(text.utf8)).endsWithBreak == endsWithBreak)
    #expect(texts(text).count == (text.isEmpty ? 0 : 1))
  }

  @Test func `a file that ends inside quotation marks says so`() {
    let all = records("a,\"b\nc,d\n")
    #expect(all.count == 1)
    #expect(all[0].fault == .endsInQuotes)
    #expect(all[0].line == 1)
    #expect(records("a,\"").last?.fault == .endsInQuotes)
    #expect(records("a,\"\"").last?.fault == nil)
    #expect(records("a,\"\"\"").last?.fault == .endsInQuotes)
  }

  @Test func `text after a closing quotation mark is a fault of its own record`() {
    let all = records("\"a\"b,c\n\"d\" ,e\nf,g\n")
    #expect(all.map(\.fault) == [.textAfterQuotes, .textAfterQuotes, nil])
    #expect(all.map(\.fields.count) == [2, 2, 2])
  }

  @Test func `a quotation mark inside a plain field is a character`() {
    #expect(texts("a\"b,c\"\n") == [["a\"b", "c\""]])
  }

  @Test func `each record knows the line on which it begins`() {
    let all = records("a\n\"b\n\nc\",\"d\r\ne\"\nf\n\"g\nh\" x\ni\n")
    #expect(all.map(\.line) == [1, 2, 6, 7, 9])
  }

  @Test(arguments: 0..<200)
  func `a table is read back as it was written`(seed: UInt64) {
    var random = Seeded(seed)
    let letters = ["a", "中", ",", "\"", "\n", "\r\n", " ", "𠮷", "😀", "x\r", "\u{FEFF}", "é"]
    let columns = random.number(2...5)
    let table = (0..<random.number(1...12)).map { _ in
      (0..<columns).map { _ in
        (0..<random.number(0...6)).map { _ in letters[random.number(0...letters.count - 1)] }
          .joined()
      }
    }
    for lineBreak in ["\n", "\r\n"] {
      let text = table.map { row in
        row.map { field in
          let mustQuote = MessageTable.quoted(field) != field || random.number(0...1) == 0
          return mustQuote ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
        }.joined(separator: ",")
      }.joined(separator: lineBreak)
      for end in ["", lineBreak] {
        // The first field may begin with a mark, which would be skipped.
        let all = records([0xEF, 0xBB, 0xBF] + Array((text + end).utf8))
        #expect(all.map { $0.fields } == table.map { $0.map { Array($0.utf8) } })
        #expect(all.allSatisfy { $0.fault == nil })
      }
    }
  }

  @Test func `random bytes are split without a byte or a line too many`() {
    var random = Seeded(8)
    let likely: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D, 0x61, 0xEF, 0xBB, 0xBF, 0x81, 0x30]
    for _ in 0..<20_000 {
      let bytes = (0..<random.number(0...40)).map { _ in
        random.number(0...3) == 0
          ? UInt8(random.number(0...255)) : likely[random.number(0...likely.count - 1)]
      }
      let all = records(bytes)
      let breaks = bytes.count { $0 == 0x0A }
      let isInOrder = zip(all, all.dropFirst()).allSatisfy { $0.line < $1.line }
      let isInside = all.allSatisfy { 1...(breaks + 1) ~= $0.line && !$0.fields.isEmpty }
      let size = all.reduce(0) { $0 + $1.fields.reduce(0) { $0 + $1.count } }
      guard isInOrder, isInside, size <= bytes.count else {
        Issue.record("\(bytes)")
        return
      }
    }
  }
}
