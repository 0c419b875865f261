import Kernel

/// Checks of the tables with which a JPEG file unpacks its pixels (ITU-T T.81, B.2.4). They are
/// kept as they are; a table with bytes to spare is refused.
enum JPEGTables {
  static func require(_ marker: UInt8, _ payload: ArraySlice<UInt8>) throws(Problem) {
    var reader = ByteReader(payload)
    switch marker {
    case 0xC4: try requireHuffman(&reader)
    case 0xDB: try requireQuantization(&reader)
    default:
      _ = try reader.big(2, "DRI")
      guard reader.remaining == 0 else { throw reader.damaged("DRI") }
    }
  }

  private static func requireQuantization(_ reader: inout ByteReader) throws(Problem) {
    repeat {
      let start = reader.at
      let head = try reader.byte("DQT")
      guard head >> 4 <= 1, head & 15 <= 3 else { throw reader.damaged("DQT", at: start) }
      _ = try reader.take(head >> 4 == 0 ? 64 : 128, "DQT")
    } while reader.remaining > 0
  }

  private static func requireHuffman(_ reader: inout ByteReader) throws(Problem) {
    repeat {
      let start = reader.at
      let head = try reader.byte("DHT")
      guard head >> 4 <= 1, head & 15 <= 3 else { throw reader.damaged("DHT", at: start) }
      // `room` is how many codes of the present length are left; more codes than that do not exist.
      var room = 1
      var total = 0
      for count in try reader.take(16, "DHT") {
        room = room * 2 - Int(count)
        total += Int(count)
        guard room >= 0 else { throw reader.damaged("DHT", at: start) }
      }
      guard total <= 256 else { throw reader.damaged("DHT", at: start) }
      _ = try reader.take(total, "DHT")
    } while reader.remaining > 0
  }
}
