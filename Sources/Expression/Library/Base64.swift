/// The encoding of RFC 4648 with the standard alphabet.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let values: [UInt8: UInt32] = Dictionary(
    zip(alphabet, 0...), uniquingKeysWith: { first, _ in first })
  private static let padding: UInt8 = 0x3D

  /// With padding.
  static func encoded(_ bytes: [UInt8]) -> String {
    var made: [UInt8] = []
    made.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0 as UInt32) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
      for place in 0..<4 {
        let index = Int(bits >> UInt32(18 - 6 * place) & 63)
        made.append(place <= group.count ? alphabet[index] : padding)
      }
    }
    return String(decoding: made, as: UTF8.self)
  }

  /// With padding or without; line breaks are skipped. Nil for other text.
  static func decoded(_ text: String) -> [UInt8]? {
    var characters = text.utf8.filter { $0 != 0x0A && $0 != 0x0D }
    if characters.count % 4 == 0, characters.last == padding {
      characters.removeLast()
      if characters.last == padding { characters.removeLast() }
    }
    guard characters.count % 4 != 1 else { return nil }
    var made: [UInt8] = []
    made.reserveCapacity(characters.count / 4 * 3 + 2)
    for start in stride(from: 0, to: characters.count, by: 4) {
      let group = characters[start..<min(start + 4, characters.count)]
      var bits: UInt32 = 0
      for character in group {
        guard let value = values[character] else { return nil }
        bits = bits << 6 | value
      }
      bits <<= UInt32(6 * (4 - group.count))
      for place in 0..<group.count - 1 {
        made.append(UInt8(truncatingIfNeeded: bits >> UInt32(16 - 8 * place)))
      }
    }
    return made
  }
}
