import Kernel
import Testing

@testable import Intake

@Suite struct TextEncodingTests {
  @Test func `GB18030 of one, two and four bytes is read`() throws {
    // 𠮷 and the letters of Yi have four bytes, the euro sign two.
    let text = "A3区路灯,“白天”也亮;€𠮷😀ꀀ"
    let bytes = gb18030(text)
    #expect(bytes.count > text.count * 2 - 10)
    #expect(bytes != Array(text.utf8))
    #expect(TextEncoding.gb18030.decode(bytes) == text)
    #expect(TextEncoding.utf8.decode(bytes) == nil)
    #expect(gb18030("𠮷").count == 4)
  }

  @Test(arguments: [
    [0x81], [0x81, 0x30], [0x81, 0x30, 0x81], [0xFF], [0xD6, 0x20], [0x61, 0xD6],
  ])
  func `bytes that are no GB18030 have no text`(bytes: [UInt8]) {
    #expect(TextEncoding.gb18030.decode(bytes) == nil)
  }

  @Test func `UTF-8 that is cut or overlong has no text`() {
    #expect(TextEncoding.utf8.decode(Array(Array("中".utf8).dropLast())) == nil)
    #expect(TextEncoding.utf8.decode([0xC0, 0x80]) == nil)
    #expect(TextEncoding.utf8.decode([0xED, 0xA0, 0x80]) == nil)
    #expect(TextEncoding.utf8.decode(Array("中".utf8)) == "中")
  }

  @Test func `every character of the basic plane survives GB18030`() {
    let scalars = (0x20...0xFFFF).compactMap { Unicode.Scalar($0) }
    var text = ""
    // Private characters have moved between versions of the standard.
    text.unicodeScalars.append(contentsOf: scalars.filter { !(0xE000...0xF8FF ~= $0.value) })
    #expect(TextEncoding.gb18030.decode(gb18030(text)) == text)
  }

  @Test(arguments: MessageTable.Form.allCases)
  func `the header tells the encoding`(form: MessageTable.Form) throws {
    let table = MessageTable(
      header: MessageTable.categorised,
      rows: [["K1", "张三", "A3区云杉路路灯𠮷坏了", "2019/4/24 15:40:04", "晚上\n很黑", "城乡建设"]])
    let file = try MessageFile(table.bytes(form), offset: .china)
    #expect(file.encoding == (form == .gb18030 ? .gb18030 : .utf8))
    #expect(file.messages.map(\.title) == ["A3区云杉路路灯𠮷坏了"])
    #expect(file.messages.map(\.text) == ["晚上\n很黑"])
    #expect(file.messages.map(\.category) == ["城乡建设"])
    #expect(file.rejections.isEmpty)
  }

  @Test(arguments: MessageTable.Form.allCases)
  func `one row that is not in the file's encoding is rejected and the rest goes in`(
    form: MessageTable.Form
  ) throws {
    func row(_ number: String) -> [String] {
      [number, "居民", "A1区公园的长椅", "2019/5/1 8:00:00", "第二行\n断了一条腿", "0", "1"]
    }
    let table = MessageTable(header: MessageTable.counted, rows: [row("K1"), row("K2"), row("K3")])
    var bytes = table.bytes(form)
    let spot = try #require(bytes.firstRange(of: Array("K2".utf8)))
    bytes.insert(contentsOf: [0xFF], at: spot.upperBound)
    let file = try MessageFile(bytes, offset: .china)
    #expect(file.messages.map(\.number) == ["K1", "K3"])
    #expect(file.rejections.map(\.line) == [4])
    let name = form == .gb18030 ? "GB18030" : "UTF-8"
    #expect(file.rejections.first?.reason.english == "not valid \(name)")
    #expect(!file.isTruncated)
  }
}

extension Array where Element: Equatable {
  /// The first place where the elements of another array stand.
  func firstRange(of other: [Element]) -> Range<Int>? {
    guard count >= other.count else { return nil }
    for start in 0...(count - other.count) where Array(self[start..<start + other.count]) == other {
      return start..<start + other.count
    }
    return nil
  }
}
