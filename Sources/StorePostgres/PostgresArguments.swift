import CPostgres
import Store

/// The arguments of one statement in the form that libpq sends: one run of bytes with the place,
/// type and format of each.
struct PostgresArguments {
  /// PostgreSQL's numbers of its own types; 0 leaves the choice to the server.
  enum TypeNumber {
    static let unknown: Oid = 0
    static let boolean: Oid = 16
    static let bytes: Oid = 17
    static let integer: Oid = 20
    static let integer2: Oid = 21
    static let integer4: Oid = 23
    static let text: Oid = 25
    static let real: Oid = 701
    static let numeric: Oid = 1700
  }

  private(set) var types: [Oid] = []
  private var bytes: [UInt8] = []
  private var starts: [Int?] = []
  private var lengths: [Int32] = []
  private var formats: [Int32] = []

  init(_ values: [SQLValue]) {
    types.reserveCapacity(values.count)
    for value in values { append(value) }
    // So that an empty value at the end has an address, which is not read.
    bytes.append(0)
  }

  private mutating func append(_ value: SQLValue) {
    let start = bytes.count
    switch value {
    case .null:
      note(nil, 0, TypeNumber.unknown, binary: true)
      return
    case .integer(let number):
      withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
      note(start, 8, TypeNumber.integer, binary: true)
    case .real(let number):
      // As words without a type, so that a column of whole numbers refuses it instead of rounding.
      bytes += Array("\(number)".utf8) + [0]
      note(start, bytes.count - start, TypeNumber.unknown, binary: false)
    case .text(var text):
      text.withUTF8 { PostgresZero.write($0, to: &bytes) }
      note(start, bytes.count - start, TypeNumber.text, binary: true)
    case .blob(let blob):
      bytes += blob
      note(start, blob.count, TypeNumber.bytes, binary: true)
    }
  }

  private mutating func note(_ start: Int?, _ length: Int, _ type: Oid, binary: Bool) {
    starts.append(start)
    lengths.append(Int32(length))
    types.append(type)
    formats.append(binary ? 1 : 0)
  }

  /// Hands the arguments to a function of libpq.
  func withPointers<Answer>(
    _ body: (
      _ count: Int32, _ values: [UnsafePointer<CChar>?], _ lengths: [Int32], _ formats: [Int32]
    ) -> Answer
  ) -> Answer {
    bytes.withUnsafeBytes { raw in
      let base = raw.baseAddress?.assumingMemoryBound(to: CChar.self)
      let values = starts.map { start in start.flatMap { base?.advanced(by: $0) } }
      return body(Int32(types.count), values, lengths, formats)
    }
  }
}
