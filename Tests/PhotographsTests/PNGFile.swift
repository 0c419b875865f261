@testable import Photographs

/// PNG files put together by hand: 3 by 2 pixels of three colours.
struct PNGFile {
  static let start: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  static let header = header(width: 3, height: 2)
  static let end = chunk("IEND", [])
  /// Two rows of a filter byte and nine bytes, in one stored block.
  static let packed: [UInt8] =
    [0x78, 0x01, 1, 20, 0, 235, 255]
    + [0, 255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 9, 9, 9, 8, 8, 8, 7, 7, 7] + [0x2E, 0x61, 0x03, 0x46]

  var header = Self.header
  var head: [[UInt8]] = []
  var image = [Self.chunk("IDAT", Self.packed)]
  var tail: [[UInt8]] = []
  var after: [UInt8] = []

  var bytes: [UInt8] {
    Self.start + header + head.joined() + image.joined() + tail.joined() + Self.end + after
  }

  static func chunk(_ name: String, _ payload: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.append(big: payload.count, bytes: 4)
    result += Array(name.utf8) + payload
    result.append(big: Int(sum(Array(name.utf8) + payload)), bytes: 4)
    return result
  }

  static func header(
    width: Int, height: Int, depth: UInt8 = 8, colour: UInt8 = 2, interlace: UInt8 = 0
  ) -> [UInt8] {
    var payload: [UInt8] = []
    payload.append(big: width, bytes: 4)
    payload.append(big: height, bytes: 4)
    return chunk("IHDR", payload + [depth, colour, 0, 0, interlace])
  }

  /// Texts, a time, Exif, a private chunk and a second frame.
  static let secrets: [[UInt8]] = [
    chunk("tEXt", Array("Comment\0".utf8) + Secrets.text), chunk("zTXt", Secrets.text),
    chunk("iTXt", Array("XML:com.adobe.xmp\0\0\0\0\0".utf8) + Secrets.text),
    chunk("eXIf", Array("MM\0*".utf8) + Secrets.text), chunk("tIME", [7, 227, 1, 2, 3, 4, 5]),
    chunk("prVt", Secrets.text), chunk("acTL", [0, 0, 0, 2, 0, 0, 0, 0]),
    chunk("fcTL", [UInt8](repeating: 0, count: 26)), chunk("fdAT", [0, 0, 0, 1] + Secrets.text),
  ]

  /// The file with the sum of each chunk put right, as far as chunks can be told.
  static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    var at = start.count
    while at + 12 <= bytes.count {
      let length = bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
      guard at + 12 + length <= bytes.count else { break }
      let checked = bytes[at + 4..<at + 8 + length]
      var right: [UInt8] = []
      right.append(big: Int(sum(Array(checked))), bytes: 4)
      bytes.replaceSubrange(at + 8 + length..<at + 12 + length, with: right)
      at += 12 + length
    }
    return bytes
  }

  /// CRC-32 bit by bit, after its definition and unlike the house's own.
  static func sum(_ bytes: [UInt8]) -> UInt32 {
    var rest: UInt32 = .max
    for byte in bytes {
      for place in 0..<8 {
        let isOdd = (rest ^ UInt32(byte >> place)) & 1 == 1
        rest = isOdd ? rest >> 1 ^ 0xEDB8_8320 : rest >> 1
      }
    }
    return ~rest
  }
}
