@testable import Photographs

/// JPEG files put together by hand: one grey block of 8 by 8 pixels, and what else is asked for.
struct JPEGFile {
  static let start: [UInt8] = [0xFF, 0xD8]
  static let end: [UInt8] = [0xFF, 0xD9]
  static let quantization = segment(0xDB, [0] + [UInt8](repeating: 1, count: 64))
  /// One code of one bit in the table for the mean (class 0) and in that for the rest (class 1).
  static let huffman = segment(0xC4, table(0x00) + table(0x10))
  static let frame = frame(width: 8, height: 8)
  /// Two zero bits: no difference from the middle grey, end of block. Ones fill the byte.
  static let packed: [UInt8] = [0x3F]
  static let scan = segment(0xDA, [1, 1, 0, 0, 63, 0]) + packed
  static let jfif = segment(0xE0, Array("JFIF\0".utf8) + [1, 2, 1, 0, 72, 0, 72, 0, 0])

  /// What stands between the start and the tables.
  var head: [[UInt8]] = []
  var frame = Self.frame
  var scans = [Self.scan]
  var tail: [UInt8] = []

  var bytes: [UInt8] {
    Self.start + head.joined() + Self.quantization + Self.huffman + frame + scans.joined()
      + Self.end + tail
  }

  static func segment(_ marker: UInt8, _ payload: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [0xFF, marker]
    result.append(big: payload.count + 2, bytes: 2)
    return result + payload
  }

  static func frame(_ marker: UInt8 = 0xC0, width: Int, height: Int) -> [UInt8] {
    var payload: [UInt8] = [8]
    payload.append(big: height, bytes: 2)
    payload.append(big: width, bytes: 2)
    return segment(marker, payload + [1, 1, 0x11, 0])
  }

  static func adobe(_ transform: UInt8) -> [UInt8] {
    segment(0xEE, Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, transform])
  }

  /// A segment with a piece of a colour profile.
  static func profile(_ piece: some Sequence<UInt8>, _ number: UInt8, of count: UInt8) -> [UInt8] {
    segment(0xE2, Array("ICC_PROFILE\0".utf8) + [number, count] + piece)
  }

  /// Bytes that pass for a colour profile of 200 bytes.
  static let anyProfile: [UInt8] =
    [0, 0, 0, 200] + [UInt8](repeating: 7, count: 32) + Array("acsp".utf8)
    + (40..<200).map { UInt8($0) }

  /// An Exif segment with the camera's position, a place on the earth and a preview.
  static func exif(_ orientation: Int, isBig: Bool = true, type: Int = 3) -> [UInt8] {
    var tiff = Array((isBig ? "MM\0*" : "II*\0").utf8)
    func add(_ number: Int, _ count: Int) {
      if isBig {
        tiff.append(big: number, bytes: count)
      } else {
        tiff.append(little: number, bytes: count)
      }
    }
    add(8, 4)
    add(3, 2)
    for entry in [(0x010F, 2, 6, 50), (0x0112, type, 1, -1), (0x8825, 4, 1, 60)] {
      add(entry.0, 2)
      add(entry.1, 2)
      add(entry.2, 4)
      if entry.3 < 0 {
        add(orientation, 2)
        add(0, 2)
      } else {
        add(entry.3, 4)
      }
    }
    add(0, 4)
    return segment(0xE1, Array("Exif\0\0".utf8) + tiff + Secrets.text + start + Secrets.text + end)
  }

  /// The only Exif segment that the house itself writes.
  static func plainExif(_ orientation: UInt8) -> [UInt8] {
    let tiff: [UInt8] =
      [0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
    return segment(0xE1, Array("Exif\0\0MM\0*".utf8) + tiff)
  }

  /// Everything that cameras and programs are known to hide.
  static let secrets: [[UInt8]] = [
    segment(
      0xE0, Array("JFIF\0".utf8) + [1, 2, 1, 0, 72, 0, 72, 9, 2] + Secrets.text.prefix(54)),
    segment(0xE0, Array("JFXX\0".utf8) + [0x10] + Secrets.text),
    segment(0xE1, Array("http://ns.adobe.com/xap/1.0/\0".utf8) + Secrets.text),
    segment(0xE2, Array("MPF\0".utf8) + Secrets.text),
    segment(0xED, Array("Photoshop 3.0\0".utf8) + Array("8BIM".utf8) + Secrets.text),
    segment(0xEF, Secrets.text),
    segment(0xFE, Secrets.text),
  ]

  private static func table(_ head: UInt8) -> [UInt8] {
    [head, 1] + [UInt8](repeating: 0, count: 15) + [0]
  }
}
