/// U+0000 inside a text, which PostgreSQL keeps in none: it is written as two characters of which
/// the first, U+10FFFF, stands for nothing in any language. That one is written as two as well, so
/// that every text is read as it was.
enum PostgresZero {
  private static let mark: [UInt8] = [0xF4, 0x8F, 0xBF, 0xBF]
  /// U+10FFFD and U+10FFFE: a zero, and the mark itself.
  private static let zero: [UInt8] = mark + [0xF4, 0x8F, 0xBF, 0xBD]
  private static let markItself: [UInt8] = mark + [0xF4, 0x8F, 0xBF, 0xBE]

  static func write(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    guard text.contains(0) || text.contains(0xF4) else {
      bytes.append(contentsOf: text)
      return
    }
    var index = 0
    while index < text.count {
      if text[index] == 0 {
        bytes += zero
        index += 1
      } else if text[index...].starts(with: mark) {
        bytes += markItself
        index += mark.count
      } else {
        bytes.append(text[index])
        index += 1
      }
    }
  }

  static func read(_ bytes: UnsafeRawBufferPointer) -> String {
    guard bytes.contains(0xF4) else { return String(decoding: bytes, as: UTF8.self) }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let rest = bytes[index...]
      if rest.starts(with: zero) {
        text.append(0)
        index += zero.count
      } else if rest.starts(with: markItself) {
        text += mark
        index += markItself.count
      } else {
        text.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
