/// The functions of the strings library that read a place of a text. Places are code points,
/// counted from 0.
enum StringPlaces {
  static func charAt(_ given: Arguments, _ budget: inout Budget) throws -> Value {
    let text = CodePoints(try given.string(0))
    try budget.spend(bytes: text.bytes.count)
    let index = try position(try given.int(1), in: text)
    return .string(text.text(index..<min(index + 1, text.count)))
  }

  static func substring(_ given: Arguments, _ budget: inout Budget) throws -> Value {
    let text = CodePoints(try given.string(0))
    try budget.spend(bytes: text.bytes.count)
    let start = try position(try given.int(1), in: text)
    let end = try position(try given.int(2, or: Int64(text.count)), in: text)
    guard start <= end else {
      throw FunctionError("invalid range: the start \(start) is after the end \(end)")
    }
    return .string(text.text(start..<end))
  }

  /// From a place on; a place after the end finds nothing.
  static func indexOf(_ given: Arguments, _ budget: inout Budget) throws -> Value {
    let (text, part) = (CodePoints(try given.string(0)), Array(try given.string(1).utf8))
    let start = try notNegative(try given.int(2, or: 0))
    try budget.spend(bytes: text.bytes.count + part.count)
    if part.isEmpty { return .int(Int64(min(start, text.count))) }
    guard start < text.count,
      let found = TextSearch(part).first(in: text.bytes, from: text.offset(of: start))
    else { return -1 }
    return .int(Int64(text.index(of: found)))
  }

  /// The last one that starts at a place or before; a place after the end finds nothing.
  static func lastIndexOf(_ given: Arguments, _ budget: inout Budget) throws -> Value {
    let (text, part) = (CodePoints(try given.string(0)), Array(try given.string(1).utf8))
    try budget.spend(bytes: text.bytes.count + part.count)
    if part.isEmpty {
      let start = try notNegative(try given.int(2, or: Int64(text.count)))
      return .int(Int64(min(start, text.count)))
    }
    let start = try notNegative(try given.int(2, or: Int64(max(0, text.count - 1))))
    guard start < text.count, part.count <= text.bytes.count else { return -1 }
    // The last occurrence is the first one in the reversed bytes.
    let last = min(text.offset(of: start), text.bytes.count - part.count)
    let found = TextSearch(part.reversed())
      .first(in: text.bytes.reversed(), from: text.bytes.count - part.count - last)
    guard let found else { return -1 }
    return .int(Int64(text.index(of: text.bytes.count - part.count - found)))
  }

  private static func position(
    _ index: Int64, in text: CodePoints
  ) throws(FunctionError) -> Int {
    guard (0...Int64(text.count)).contains(index) else {
      throw FunctionError("index out of range: \(index) of a text of \(text.count)")
    }
    return Int(index)
  }

  private static func notNegative(_ index: Int64) throws(FunctionError) -> Int {
    guard index >= 0 else { throw FunctionError("index out of range: \(index)") }
    return Int(clamping: index)
  }
}
