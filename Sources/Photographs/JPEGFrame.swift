import Kernel

/// The frame header of a JPEG file: its size, its components and how they are packed
/// (ITU-T T.81, B.2.2).
struct JPEGFrame {
  let isProgressive: Bool
  let width: Int
  let height: Int
  let components: Set<Int>

  /// Reads the payload of SOF0, SOF1 or SOF2.
  init(_ marker: UInt8, _ payload: ArraySlice<UInt8>) throws(Problem) {
    var reader = ByteReader(payload)
    guard try reader.byte("SOF") == 8 else {
      throw Problem(.photographFormUnknown, ["part": "SOF"])
    }
    isProgressive = marker == 0xC2
    height = try reader.big(2, "SOF")
    width = try reader.big(2, "SOF")
    try PhotographLimits.require(width: width, height: height)
    let count = try reader.byte("SOF")
    guard [1, 3, 4].contains(count) else { throw reader.damaged("SOF", at: reader.at - 1) }
    var components: Set<Int> = []
    for _ in 0..<count {
      let start = reader.at
      let identifier = try reader.byte("SOF")
      let sampling = try reader.byte("SOF")
      let table = try reader.byte("SOF")
      let isPossible = (1...4).contains(sampling >> 4) && (1...4).contains(sampling & 15)
      guard components.insert(identifier).inserted, isPossible, table <= 3 else {
        throw reader.damaged("SOF", at: start)
      }
    }
    self.components = components
    guard reader.remaining == 0 else { throw reader.damaged("SOF") }
  }

  /// Checks the header of one scan (B.2.3).
  /// - Returns: the components that it brings.
  func scan(_ payload: ArraySlice<UInt8>) throws(Problem) -> Set<Int> {
    var reader = ByteReader(payload)
    let count = try reader.byte("SOS")
    guard (1...4).contains(count) else { throw reader.damaged("SOS", at: reader.at - 1) }
    var found: Set<Int> = []
    for _ in 0..<count {
      let start = reader.at
      let identifier = try reader.byte("SOS")
      let tables = try reader.byte("SOS")
      let isPossible = tables >> 4 <= 3 && tables & 15 <= 3
      guard components.contains(identifier), found.insert(identifier).inserted, isPossible else {
        throw reader.damaged("SOS", at: start)
      }
    }
    let start = reader.at
    let first = try reader.byte("SOS")
    let last = try reader.byte("SOS")
    let depth = try reader.byte("SOS")
    let isBand = first == 0 ? last == 0 : last >= first && count == 1
    guard first <= 63, last <= 63, depth >> 4 <= 13, depth & 15 <= 13, isBand || !isProgressive
    else { throw reader.damaged("SOS", at: start) }
    guard reader.remaining == 0 else { throw reader.damaged("SOS") }
    return found
  }
}
