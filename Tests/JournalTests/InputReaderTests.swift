import Journal
import Kernel
import Testing

@Suite struct InputReaderTests {
  private func code(_ json: JSON, _ read: (inout InputReader) throws(Problem) -> Void) -> String? {
    do {
      var reader = try InputReader(json)
      try read(&reader)
      try reader.finish()
      return nil
    } catch {
      return error.kind.code + error.field
    }
  }

  @Test(
    arguments: [
      (["owner": "lin"], nil), ([:], "request.field-missing/owner"),
      (["owner": .null], "request.field-missing/owner"),
      (["owner": " \n"], "request.field-missing/owner"),
      (["owner": 3], "request.field-invalid/owner"),
      (["owner": .string(String(repeating: "长", count: 41))], "request.too-long/owner"),
      (["owner": .string(String(repeating: "长", count: 40))], nil),
      (["owner": "lin", "ownr": "x"], "request.field-unknown/ownr"), ([], "request.field-invalid"),
      ("owner", "request.field-invalid"),
    ] as [(JSON, String?)])
  func `an input is read or refused with its field`(json: JSON, expected: String?) {
    let code = code(json) { reader throws(Problem) in
      _ = try reader.text("owner", Text("owner"), max: 40)
    }
    #expect(code == expected)
  }

  @Test(
    arguments: [
      (.integer(.max), false), (.integer(.min), false), (.integer(253_402_300_800_000), false),
      (.integer(253_402_300_799_999), true), (.integer(-62_135_596_800_000), true),
      (.integer(-62_135_596_800_001), false), ("2026-03-04T20:15:00+08:00", true),
      ("2026-03-04", true),
      ("tomorrow", false), (.double(1e18), false), (true, false), (.null, true),
    ] as [(JSON, Bool)])
  func `a moment is one that every date can show`(value: JSON, isRead: Bool) {
    let code = code(["at": value]) { reader throws(Problem) in
      let at = try reader.instantIfPresent("at", Text("at"))
      _ = at?.text(.china)
    }
    #expect((code == nil) == isRead)
  }

  @Test(arguments: [(0, false), (1, true), (5, true), (6, false)] as [(Int64, Bool)])
  func `a number lies in its range`(number: Int64, isRead: Bool) {
    let code = code(["n": .integer(number)]) { reader throws(Problem) in
      _ = try reader.integer("n", Text("n"), 1...5)
    }
    #expect((code == nil) == isRead)
  }

  @Test func `a list is bounded and of texts`() {
    func read(_ json: JSON) -> String? {
      code(["list": json]) { reader throws(Problem) in
        _ = try reader.texts("list", Text("list"), max: 2)
      }
    }
    #expect(read(["a", "b"]) == nil)
    #expect(read(["a", "b", "c"]) == "request.field-invalid/list")
    #expect(read(["a", 1]) == "request.field-invalid/list")
    #expect(read("a") == "request.field-invalid/list")
  }

  @Test func `the code that reads an input describes its form`() {
    let fields = InputReader.fields(of: OpenAccount.self)
    #expect(fields.map(\.name) == ["owner", "limit"])
    #expect(fields.map(\.type) == [.text(max: 40), .instant])
    #expect(fields.map(\.isRequired) == [true, false])
    #expect(
      InputReader.fields(of: MoveMoney.self).map(\.type) == [.integer(-1_000_000...1_000_000)])
  }
}
