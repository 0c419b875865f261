import Kernel

/// How a camera was held, the one thing of Exif without which a picture falls over.
///
/// Shapes: TIFF 6.0, section 2, and Exif 2.32, 4.6.4 (tag 0x0112).
struct Orientation: Equatable {
  static let mark = Array("Exif\0\0".utf8)
  private static let tag = 0x0112
  private static let typeShort = 3

  /// 2...8; upright, 1, is nothing to keep.
  let number: Int

  /// The orientation in the payload of an Exif segment; nil where it is upright or cannot be read.
  init?(exif payload: ArraySlice<UInt8>) {
    guard let number = try? Self.number(in: payload), (2...8).contains(number) else { return nil }
    self.number = number
  }

  /// The payload of a segment with this one entry and nothing else.
  var exif: [UInt8] {
    var result = Self.mark + Array("MM\0*".utf8)
    result.append(big: 8, bytes: 4)
    result.append(big: 1, bytes: 2)
    result.append(big: Self.tag, bytes: 2)
    result.append(big: Self.typeShort, bytes: 2)
    result.append(big: 1, bytes: 4)
    result.append(big: number << 16, bytes: 4)
    result.append(big: 0, bytes: 4)
    return result
  }

  private static func number(in payload: ArraySlice<UInt8>) throws(Problem) -> Int? {
    var reader = ByteReader(payload)
    try reader.expect(mark, "Exif")
    let start = reader.at
    let order = try reader.take(4, "TIFF")
    let isBig = order.elementsEqual("MM\0*".utf8)
    guard isBig || order.elementsEqual("II*\0".utf8) else { return nil }
    func read(_ count: Int) throws(Problem) -> Int {
      if isBig { return try reader.big(count, "TIFF") }
      return try reader.little(count, "TIFF")
    }
    let directory = try read(4)
    guard directory >= 8, directory <= payload.endIndex - start else { return nil }
    reader.move(to: start + directory)
    // At most 65535 entries, and not more than the segment has room for.
    for _ in 0..<(try read(2)) {
      let found = (tag: try read(2), type: try read(2), count: try read(4))
      let value = try read(2)
      _ = try read(2)
      guard found.tag == tag else { continue }
      return found.type == typeShort && found.count == 1 ? value : nil
    }
    return nil
  }
}
