import Glibc

/// What a table's cell needs on one line, by its source.
struct CellMeasure {
  /// About how long it is, in Chinese letters.
  private(set) var letters = 0.0
  /// Whether it holds a mark or a number, which isn't broken.
  private(set) var keepsToOneLine = false

  init(_ source: String) {
    var source = source
    source.withUTF8 { bytes in
      var rest = bytes[...]
      while let byte = rest.first {
        switch byte {
        case UInt8(ascii: "<"):
          let tag = rest.dropFirst().prefix { $0 != UInt8(ascii: ">") }
          note(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[tag.indices]))
          rest = rest[min(tag.endIndex + 1, rest.endIndex)...]
        case UInt8(ascii: "&"):
          letters += CellMeasure.width(byte)
          rest = rest.drop { $0 != UInt8(ascii: ";") }.dropFirst()
        default:
          letters += CellMeasure.width(byte)
          rest = rest.dropFirst()
        }
      }
    }
  }

  /// What a mark-up needs besides its text.
  private mutating func note(_ tag: UnsafeRawBufferPointer) {
    let isLight = CellMeasure.holds(tag, "class=\"light ")
    if isLight || CellMeasure.holds(tag, "class=\"number\"") { keepsToOneLine = true }
    if isLight || tag.starts(with: "svg".utf8) || tag.starts(with: "input".utf8)
      || CellMeasure.holds(tag, "class=\"button")
    {
      letters += 1.5
    }
  }

  private static func holds(_ tag: UnsafeRawBufferPointer, _ words: StaticString) -> Bool {
    let length = words.utf8CodeUnitCount
    guard let start = tag.baseAddress, tag.count >= length else { return false }
    return (0...(tag.count - length)).contains { memcmp(start + $0, words.utf8Start, length) == 0 }
  }

  /// The width of a character by the first byte of its UTF-8; the bytes that follow have none.
  private static func width(_ byte: UInt8) -> Double {
    switch byte {
    // From U+1000 on.
    case 0xE1...: 1
    case 0x80..<0xC0: 0
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "m"), UInt8(ascii: "w"),
      UInt8(ascii: "%"):
      0.75
    case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"),
      UInt8(ascii: ";"), UInt8(ascii: "i"), UInt8(ascii: "j"), UInt8(ascii: "l"),
      UInt8(ascii: "'"):
      0.35
    default: 0.6
    }
  }
}
