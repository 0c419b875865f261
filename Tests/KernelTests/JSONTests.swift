import TestKit
import Testing

@testable import Kernel

@Suite struct JSONTests {
  /// A random value with at most `depth` levels.
  static func random(_ random: inout Seeded, depth: Int) -> JSON {
    switch random.number(0...(depth == 0 ? 4 : 6)) {
    case 0: return .null
    case 1: return .boolean(Bool.random(using: &random))
    case 2: return .integer(Int64(bitPattern: random.next()) >> Int64(random.number(0...63)))
    case 3:
      let value = Double(bitPattern: random.next())
      return .double(value.isFinite ? value : 0.1)
    case 4: return .string(text(&random))
    case 5:
      return .array((0..<random.number(0...4)).map { _ in JSONTests.random(&random, depth: depth) })
    default:
      let members = (0..<random.number(0...4)).map { _ in
        (text(&random), JSONTests.random(&random, depth: depth))
      }
      return .object(Dictionary(members) { first, _ in first })
    }
  }

  static func text(_ random: inout Seeded) -> String {
    let letters: [Character] = [
      "a", "Z", "\"", "\\", "/", "\n", "\r\n", "\t", "\u{0}", "\u{1F}", "\u{7F}", "中", "é",
      "e\u{0301}", "\u{212B}", "\u{1F600}", "\u{2028}", "\u{FFFF}", "\u{10FFFF}",
    ]
    return String(
      (0..<random.number(0...6)).map { _ in letters.randomElement(using: &random) ?? "a" })
  }

  @Test func `what is printed is read as the same value and printed the same again`() throws {
    var random = Seeded(7)
    for _ in 0..<5000 {
      let value = JSONTests.random(&random, depth: 4)
      let text = value.canonicalText
      let read = try JSON(parsing: text)
      #expect(read == value, "\(text)")
      #expect(Array(read.canonicalText.utf8) == Array(text.utf8))
      #expect(try JSON(parsing: value.prettyText) == value)
    }
  }

  @Test func `members stand in the order of their names' bytes, whatever Unicode says`() {
    let value: JSON = ["\u{212B}": 1, "Z": 2, "\u{00E0}": 3, "e\u{0301}": 4, "\u{FF21}": 5, "a": 6]
    #expect(
      value.canonicalText
        == "{\"Z\":2,\"a\":6,\"e\u{0301}\":4,\"\u{00E0}\":3,\"\u{212B}\":1,\"\u{FF21}\":5}")
  }

  @Test(arguments: [
    (" [ 1 , 2 ] ", "[1,2]"), (#""\u0041\u4e2d\n\/""#, "\"A中\\n/\""),
    (#""\uD83D\uDE00""#, "\"\u{1F600}\""),
    ("-0", "0"), ("1.50", "1.5"), ("1E3", "1000.0"), ("9223372036854775807", "9223372036854775807"),
    ("-9223372036854775808", "-9223372036854775808"), ("{}", "{}"), ("\t\r\n[]", "[]"),
    (#""\u0000""#, #""\u0000""#),
    (#"{"b":1,"a":{"d":null,"c":true}}"#, #"{"a":{"c":true,"d":null},"b":1}"#),
  ])
  func `a value has one text`(text: String, canonical: String) throws {
    let value = try JSON(parsing: text)
    #expect(value.canonicalText == canonical)
  }

  @Test(arguments: [
    "", " ", "\u{FEFF}1", "[", "]", "{", "}", "[1", "[1,", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}",
    "{\"a\":1,}", "{a:1}", "{'a':1}", "{\"a\":1,\"a\":2}", #"{"a":1,"\u0061":2}"#, "[1 2]", "1 2",
    "tru", "trueX", "nul", "NaN", "Infinity", "-Infinity", "+1", "-", "01", "-01", "00", ".5", "5.",
    "1e", "1e+", "1.e5", "0x10", "1_000", "9223372036854775808", "-9223372036854775809",
    "123456789012345678901234567890", "1e309", "-1e309", "1e99999999999999999999", "\"", "\"\\",
    "\"\\\"", "\"\\u", "\"\\u12\"", "\"\\u12G4\"", #""\uD800""#, #""\uD800\n""#, #""\uD800\uD800""#,
    #""\uDC00""#, #""\uD800\u0041""#, "\"\\x\"", "\"\\u+123\"", "\"a\nb\"", "\"\u{0}\"", "//1",
    "/*1*/1",
    "1\u{0}", "\u{0}", "\u{A0}1", "[1]\u{2028}",
  ])
  func `a text that is not JSON is refused`(text: String) {
    #expect(throws: JSONError.self) { try JSON(parsing: text) }
  }

  @Test(
    arguments: [
      [0xFF], [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
      [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xE4, 0xB8, 0x22], [0x22, 0x80, 0x22],
      [0xEF, 0xBB, 0xBF, 0x31],
    ] as [[UInt8]])
  func `bytes that are not UTF-8 are refused`(bytes: [UInt8]) {
    #expect(throws: JSONError.self) { try JSON(parsing: bytes) }
  }

  @Test func `sixty-four levels are read and sixty-five are not`() throws {
    func nested(_ levels: Int, _ open: String, _ close: String) -> String {
      String(repeating: open, count: levels) + "1" + String(repeating: close, count: levels)
    }
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
      let deepest = nested(JSON.depthMax, open, close)
      #expect(try JSON(parsing: deepest).canonicalText == deepest)
      let tooDeep = nested(JSON.depthMax + 1, open, close)
      #expect(throws: JSONError.self) { try JSON(parsing: tooDeep) }
      let bomb = String(repeating: open, count: 100_000)
      #expect(throws: JSONError.self) { try JSON(parsing: bomb) }
    }
  }

  @Test func `a fault is found at its byte`() {
    #expect(throws: JSONError(offset: 4, expected: "a value")) { try JSON(parsing: "[1, ]") }
    #expect(throws: JSONError(offset: 2, expected: "the end")) { try JSON(parsing: "1 2") }
    #expect(JSONError(offset: 2, expected: "the end").description == "byte 2: expected the end")
  }

  @Test func `twenty thousand random byte strings never bring the reader down`() {
    var random = Seeded(8)
    let pieces: [[UInt8]] = [
      Array("{\"a\":".utf8), Array("[".utf8), Array("]".utf8), Array("}".utf8), Array(",".utf8),
      Array("\"".utf8), Array("\\u".utf8), Array("\\uD83D".utf8), Array("\\uDE00".utf8),
      Array("12e".utf8), Array("-".utf8), Array("0".utf8), Array(".5".utf8), Array("null".utf8),
      Array("true".utf8), Array(" ".utf8), Array(":".utf8), Array("\\".utf8), [0xE4, 0xB8, 0xAD],
      [0xFF], [0],
    ]
    for round in 0..<20_000 {
      var bytes: [UInt8] = []
      for _ in 0..<random.number(0...30) {
        if round.isMultiple(of: 2) {
          bytes.append(UInt8(truncatingIfNeeded: random.next()))
        } else {
          bytes += pieces.randomElement(using: &random) ?? []
        }
      }
      if let value = try? JSON(parsing: bytes) {
        #expect((try? JSON(parsing: value.canonicalText)) == value)
      }
    }
  }

  @Test func `a text with one byte changed is refused or read as a value that prints and reads`()
    throws
  {
    var random = Seeded(9)
    for _ in 0..<2000 {
      var bytes = Array(JSONTests.random(&random, depth: 3).canonicalText.utf8)
      bytes[random.number(0...(bytes.count - 1))] = UInt8(truncatingIfNeeded: random.next())
      guard let value = try? JSON(parsing: bytes) else { continue }
      #expect((try? JSON(parsing: value.canonicalText)) == value)
    }
  }

  @Test func `a value answers only as what it is`() {
    let value: JSON = ["text": "a", "number": 3, "list": [true], "half": .double(0.5)]
    #expect(value["text"]?.string == "a")
    #expect(value["text"]?.integer == nil)
    #expect(value["number"]?.double == 3)
    #expect(value["half"]?.double == 0.5)
    #expect(value["list"]?.array?.first?.boolean == true)
    #expect(value["none"] == nil)
    #expect(value.object?.count == 4)
    #expect(JSON(nil as String?) == .null)
    #expect(JSON(Instant(milliseconds: 7)) == 7)
    #expect(JSON.double(.nan).canonicalText == "null")
  }
}
