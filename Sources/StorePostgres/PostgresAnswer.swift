import CPostgres
import Store

/// The rows of one answer, read out of libpq's memory.
struct PostgresAnswer {
  let result: OpaquePointer
  private let types: [Oid]

  init(_ result: OpaquePointer) {
    self.result = result
    types = (0..<PQnfields(result)).map { PQftype(result, $0) }
  }

  var count: Int { Int(PQntuples(result)) }

  func row(_ index: Int, _ sql: String) throws -> Row {
    var values: [SQLValue] = []
    values.reserveCapacity(types.count)
    for column in types.indices { values.append(try value(Int32(index), Int32(column), sql)) }
    return Row(values)
  }

  private func value(_ row: Int32, _ column: Int32, _ sql: String) throws -> SQLValue {
    if PQgetisnull(result, row, column) == 1 { return .null }
    let bytes = UnsafeRawBufferPointer(
      start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
    let type = types[Int(column)]
    switch type {
    case PostgresArguments.TypeNumber.integer: return .integer(PostgresAnswer.integer(bytes))
    case PostgresArguments.TypeNumber.integer4:
      return .integer(Int64(Int32(truncatingIfNeeded: PostgresAnswer.integer(bytes))))
    case PostgresArguments.TypeNumber.integer2:
      return .integer(Int64(Int16(truncatingIfNeeded: PostgresAnswer.integer(bytes))))
    case PostgresArguments.TypeNumber.boolean: return .integer(bytes[0] == 0 ? 0 : 1)
    case PostgresArguments.TypeNumber.bytes: return .blob(Array(bytes))
    case PostgresArguments.TypeNumber.real:
      return .real(Double(bitPattern: UInt64(bitPattern: PostgresAnswer.integer(bytes))))
    case PostgresArguments.TypeNumber.numeric: return PostgresAnswer.numeric(bytes)
    // Texts by their several names: text, varchar, char, name, unknown.
    case PostgresArguments.TypeNumber.text, 1043, 1042, 18, 19, 705:
      return .text(PostgresZero.read(bytes))
    default:
      throw PostgresFailure(
        state: "42804", message: "column \(column) is of a type (\(type)) that no store has",
        sql: sql)
    }
  }

  private static func integer(_ bytes: UnsafeRawBufferPointer) -> Int64 {
    bytes.reduce(Int64(0)) { $0 << 8 | Int64($1) }
  }

  /// A decimal number in groups of four digits: how many, the weight of the first, the sign, the
  /// places shown, the groups. Sums of whole numbers arrive so.
  private static func numeric(_ bytes: UnsafeRawBufferPointer) -> SQLValue {
    func word(_ index: Int) -> Int { Int(bytes[index * 2]) << 8 | Int(bytes[index * 2 + 1]) }
    let (count, weight) = (word(0), Int(Int16(truncatingIfNeeded: word(1))))
    let isNegative = word(2) == 0x4000
    var whole: Int64 = 0
    var isExact = count <= weight + 1 || count == 0
    for place in 0..<max(0, weight + 1) {
      let group = Int64(place < count ? word(4 + place) : 0)
      let (product, tooLarge) = whole.multipliedReportingOverflow(by: 10_000)
      let (sum, over) = product.addingReportingOverflow(isNegative ? -group : group)
      whole = sum
      isExact = isExact && !tooLarge && !over
    }
    if isExact { return .integer(whole) }
    var value = 0.0
    var scale = 1.0
    for _ in 0..<abs(weight) { scale *= weight < 0 ? 1e-4 : 1e4 }
    for place in 0..<count {
      value += Double(word(4 + place)) * scale
      scale *= 1e-4
    }
    return .real(isNegative ? -value : value)
  }
}
