import Kernel
import Photographs
import TestKit
import Testing

@testable import Server

/// Forms with files, well made and hostile.
struct MultipartTests {
  private static func read(
    _ bytes: [UInt8], boundary: String = MultipartBody.boundary, step: Int = .max
  ) throws(Problem) -> MultipartReader {
    var reader = MultipartReader(boundary: boundary)
    var start = 0
    while start < bytes.count {
      let end = start + min(step, bytes.count - start)
      try reader.take(bytes[start..<end])
      start = end
    }
    try reader.end()
    return reader
  }

  private static func refusal(_ bytes: [UInt8]) -> String? {
    do throws(Problem) {
      _ = try read(bytes)
      return nil
    } catch {
      return error.kind.code
    }
  }

  private static func refusal(head: String, _ content: String = "x") -> String? {
    var body = MultipartBody()
    body.add(head: head, Array(content.utf8))
    return refusal(body.whole)
  }

  private static let name = "Content-Disposition: form-data; name=\"a\""

  @Test(arguments: [Int.max, 1, 2, 3, 7, 64])
  func `words and files are read however the body is cut`(step: Int) throws {
    var body = MultipartBody()
    body.add("text", "路灯不亮\r\n第二行")
    body.add("empty", "")
    let tricky =
      Array("\r\n------WebKitFormBoundaryA1b2C3d5\r\n--\r\n".utf8) + [0, 255, 13, 10, 45]
    body.add("photographs", file: "a%22b.jpg", tricky)
    body.add("photographs", file: "", [])
    body.add("photographs", file: "二.png", [1])
    let reader = try Self.read(body.whole, step: step)
    #expect(
      reader.fields == [
        Form.Field(name: "text", value: "路灯不亮\n第二行"), Form.Field(name: "empty", value: ""),
      ])
    #expect(reader.files.map(\.fileName) == ["a\"b.jpg", "二.png"])
    #expect(reader.files.map(\.bytes) == [tricky, [1]])
    #expect(reader.files.map(\.isTooLarge) == [false, false])
  }

  @Test func `a form of nothing has no fields`() throws {
    let reader = try Self.read(MultipartBody().whole)
    #expect(reader.fields.isEmpty && reader.files.isEmpty)
  }

  @Test func `a form that broke off is told so, wherever it broke`() throws {
    var body = MultipartBody()
    body.add("text", "路灯")
    body.add("photographs", file: "a.jpg", [1, 2, 3])
    let whole = body.whole
    // The line end after the last delimiter may be missing.
    for count in 0..<(whole.count - 2) {
      let code = Self.refusal(Array(whole.prefix(count)))
      #expect(code == "request.form-cut-off", "\(count)")
    }
    #expect(Self.refusal(Array(whole.dropLast(2))) == nil)
  }

  @Test func `what no browser writes is refused`() {
    var body = MultipartBody()
    body.add("a", "b")
    let whole = body.whole
    #expect(Self.refusal(Array("preamble\r\n".utf8) + whole) == "request.form-invalid")
    #expect(Self.refusal(whole + Array("epilogue".utf8)) == "request.form-invalid")
    #expect(Self.refusal(Array("--other\r\n".utf8) + whole) == "request.form-invalid")
    let loose = whole.filter { $0 != 13 }
    #expect(Self.refusal(loose) != nil, "lines end with two characters")
  }

  @Test(arguments: [
    "Content-Disposition: form-data", "Content-Disposition: attachment; name=\"a\"",
    "Content-Type: text/plain", name + "; name=\"b\"", name + "\r\n" + name,
    "Content-Disposition: form-data; name=\"a", "Content-Disposition: form-data; name=\"\"",
    name + "\r\nContent-Type: multipart/mixed; boundary=x",
    name + "; filename=\"f\"\r\nContent-Type: multipart/mixed; boundary=x",
    name + "\r\nContent-Type: text/plain; charset=gb18030",
    name + "\r\nContent-Type: text/html", name + "\r\nContent-Transfer-Encoding: base64",
    name + "\r\n folded: line", name + "\r\nno-colon", name + "\r\nA\u{1}: b", "",
    "Content-Disposition: form-data; name=\"a\"b\"",
  ])
  func `a part whose head is not a form's is refused`(head: String) {
    #expect(Self.refusal(head: head) == "request.form-invalid", "\(head)")
  }

  @Test func `words that are none are refused`() {
    var body = MultipartBody()
    body.add(head: Self.name, [0xC4, 0xE3, 0xBA, 0xC3])
    #expect(Self.refusal(body.whole) == "request.form-invalid", "GBK is not UTF-8")
    #expect(Self.refusal(head: Self.name, "a\u{0}b") == "request.form-invalid")
    #expect(Self.refusal(head: Self.name + "\r\nContent-Type: text/plain;charset=UTF-8") == nil)
  }

  @Test func `heads, parts and words have limits`() {
    let long = String(repeating: "a", count: MultipartHead.bytesMax)
    #expect(Self.refusal(head: Self.name + "\r\nX: " + long) == "request.form-too-large")
    var endless = Array("--\(MultipartBody.boundary)\r\nX: ".utf8)
    endless += Array(repeating: UInt8(ascii: "a"), count: 100_000)
    #expect(Self.refusal(endless) == "request.form-too-large")
    let names = (0..<20).map { "X\($0): a" }.joined(separator: "\r\n")
    #expect(Self.refusal(head: Self.name + "\r\n" + names) == "request.form-invalid")
    let wide = "Content-Disposition: form-data; name=\"" + String(long.prefix(101)) + "\""
    #expect(Self.refusal(head: wide) == "request.form-invalid")
    var many = MultipartBody()
    for _ in 0...Form.Limits.fieldsMax { many.add("a", "") }
    #expect(Self.refusal(many.whole) == "request.form-too-large")
    var files = MultipartBody()
    for _ in 0...Form.Limits.filesMax { files.add("a", file: "f", [1]) }
    #expect(Self.refusal(files.whole) == "request.form-too-large")
    let text = String(repeating: "a", count: Form.Limits.valueBytesMax + 1)
    #expect(Self.refusal(head: Self.name, text) == "request.form-too-large")
    var texts = MultipartBody()
    for _ in 0..<3 { texts.add("a", String(text.prefix(100_000))) }
    #expect(Self.refusal(texts.whole) == "request.form-too-large", "all together")
  }

  @Test func `a file that is too large is passed over, and the words stay`() throws {
    var body = MultipartBody()
    body.add(
      "photographs", file: "big.jpg",
      [UInt8](repeating: 7, count: Form.Limits.fileBytesMax + 1))
    body.add("text", "路灯")
    body.add("photographs", file: "small.jpg", [1])
    let reader = try Self.read(body.whole, step: 65_536)
    #expect(reader.fields.map(\.value) == ["路灯"])
    #expect(reader.files.map(\.isTooLarge) == [true, false])
    #expect(reader.files.map(\.bytes) == [[], [1]])
  }

  @Test(arguments: [
    ("multipart/form-data; boundary=abc", "abc"),
    ("Multipart/Form-Data;boundary=\"a b:c\"", "a b:c"),
    ("application/x-www-form-urlencoded", nil), ("multipart/form-database; boundary=a", nil),
  ])
  func `the boundary stands in the type`(type: String, boundary: String?) throws {
    let found = try MultipartReader.boundary(ofType: type)
    #expect(found == boundary)
  }

  @Test(arguments: [
    "multipart/form-data", "multipart/form-data; boundary=",
    "multipart/form-data; boundary=\"a\u{7}\"",
    "multipart/form-data; boundary=" + String(repeating: "a", count: 71),
    "multipart/form-data; boundary=a; boundary=b", "multipart/form-data; boundary=\"a \"",
    "multipart/form-data; boundary=边界",
  ])
  func `a boundary that is none is refused`(type: String) {
    #expect(throws: Problem(.formInvalid)) {
      _ = try MultipartReader.boundary(ofType: type)
    }
  }

  @Test func `no change of a few bytes stops the program`() throws {
    var body = MultipartBody()
    body.add("text", "路灯不亮")
    body.add("photographs", file: "a.jpg", Array(repeating: 45, count: 200))
    var random = Seeded(7)
    var refused = 0
    for _ in 0..<2_000 {
      var bytes = body.whole
      for _ in 0..<3 {
        bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(
          truncatingIfNeeded: random.next())
      }
      if Self.refusal(bytes) != nil { refused += 1 }
    }
    #expect((500..<2_000).contains(refused), "\(refused)")
  }

  @Test func `all uploads together take bounded memory, and give it back`() throws {
    let budget = UploadBudget()
    var rooms: [UploadRoom] = []
    let part = UploadBudget.bytesMax / 4
    for _ in 0..<4 {
      let room = UploadRoom(in: budget)
      try room.hold(part)
      rooms.append(room)
    }
    let late = UploadRoom(in: budget)
    #expect(throws: Problem.self) { try late.hold(1) }
    try rooms[0].hold(part - 10)
    try late.hold(10)
    rooms.removeAll()
    try late.hold(UploadBudget.bytesMax)
  }
}
