import Kernel

/// The IHDR chunk of a PNG file (ISO/IEC 15948, 11.2.2).
struct PNGHeader {
  /// How a pixel is made up.
  enum Colour: Int {
    case grey = 0
    case truecolour = 2
    case palette = 3
    case greyAlpha = 4
    case truecolourAlpha = 6

    /// Bits of one sample that the format allows.
    var depths: Set<Int> {
      switch self {
      case .grey: [1, 2, 4, 8, 16]
      case .palette: [1, 2, 4, 8]
      case .truecolour, .greyAlpha, .truecolourAlpha: [8, 16]
      }
    }
  }

  let width: Int
  let height: Int
  let colour: Colour

  init(_ payload: ArraySlice<UInt8>) throws(Problem) {
    var reader = ByteReader(payload)
    width = try reader.big(4, "IHDR")
    height = try reader.big(4, "IHDR")
    try PhotographLimits.require(width: width, height: height)
    let start = reader.at
    let depth = try reader.byte("IHDR")
    let colour = Colour(rawValue: try reader.byte("IHDR"))
    guard let colour, colour.depths.contains(depth) else { throw reader.damaged("IHDR", at: start) }
    self.colour = colour
    let methods = try reader.take(3, "IHDR")
    guard methods.elementsEqual([0, 0, 0]) || methods.elementsEqual([0, 0, 1]),
      reader.remaining == 0
    else { throw reader.damaged("IHDR", at: start + 2) }
  }

  /// Whether an ancillary chunk that colours need is as long as the format says.
  /// - Parameter entries: how many colours the palette has.
  func allows(_ name: String, length: Int, entries: Int) -> Bool {
    switch name {
    case "gAMA": length == 4
    case "cHRM": length == 32
    case "sRGB": length == 1
    case "pHYs": length == 9
    case "sBIT": length == [.grey: 1, .greyAlpha: 2, .truecolourAlpha: 4][colour, default: 3]
    case "tRNS":
      switch colour {
      case .grey: length == 2
      case .truecolour: length == 6
      case .palette: length > 0 && length <= entries
      case .greyAlpha, .truecolourAlpha: false
      }
    case "bKGD":
      switch colour {
      case .grey, .greyAlpha: length == 2
      case .palette: length == 1 && entries > 0
      case .truecolour, .truecolourAlpha: length == 6
      }
    default: false
    }
  }
}
