extension StandardLibrary {
  static let conversions: [Function] = [
    Function("int", [.int, .uint, .double, .string, .timestamp].map { unary($0, .int, toInt) }),
    Function("uint", [.int, .uint, .double, .string].map { unary($0, .uint, toUInt) }),
    Function("double", [.int, .uint, .double, .string].map { unary($0, .double, toDouble) }),
    Function("bool", [.bool, .string].map { unary($0, .bool, toBool) }),
    Function(
      "string",
      [.string, .int, .uint, .double, .bool, .bytes, .timestamp, .duration].map {
        unary($0, .string, toString)
      }),
    Function("bytes", [.bytes, .string].map { unary($0, .bytes, toBytes) }),
    Function(
      "timestamp", [.timestamp, .string, .int].map { unary($0, .timestamp, toTimestamp) }),
    Function("duration", [.duration, .string].map { unary($0, .duration, toDuration) }),
  ]

  private static func toInt(_ value: Value) throws -> Value {
    switch value {
    case .int: return value
    case .uint(let uint):
      guard let int = Int64(exactly: uint) else { throw range("int") }
      return .int(int)
    case .double(let double):
      // Both ends are excluded: the nearest doubles are not certain to be in range.
      guard double > -0x1p63, double < 0x1p63 else { throw range("int") }
      return .int(Int64(double))
    case .string(let string):
      guard let int = Int64(string) else { throw FunctionError("no int in \"\(string)\"") }
      return .int(int)
    case .timestamp(let time): return .int(time.seconds)
    default: throw mismatch
    }
  }

  private static func toUInt(_ value: Value) throws -> Value {
    switch value {
    case .uint: return value
    case .int(let int):
      guard let uint = UInt64(exactly: int) else { throw range("uint") }
      return .uint(uint)
    case .double(let double):
      guard double >= 0, double < 0x1p64 else { throw range("uint") }
      return .uint(UInt64(double))
    case .string(let string):
      guard let uint = UInt64(string) else { throw FunctionError("no uint in \"\(string)\"") }
      return .uint(uint)
    default: throw mismatch
    }
  }

  private static func toDouble(_ value: Value) throws -> Value {
    switch value {
    case .double: return value
    case .int(let int): return .double(Double(int))
    case .uint(let uint): return .double(Double(uint))
    case .string(let string):
      guard let double = Double(string) else {
        throw FunctionError("no double in \"\(string)\"")
      }
      return .double(double)
    default: throw mismatch
    }
  }

  private static func toBool(_ value: Value) throws -> Value {
    switch value {
    case .bool: return value
    case .string("1"), .string("t"), .string("T"), .string("true"), .string("TRUE"),
      .string("True"):
      return true
    case .string("0"), .string("f"), .string("F"), .string("false"), .string("FALSE"),
      .string("False"):
      return false
    case .string(let string): throw FunctionError("no bool in \"\(string)\"")
    default: throw mismatch
    }
  }

  private static func toString(_ value: Value) throws -> Value {
    switch value {
    case .string: return value
    case .int(let int): return .string(String(int))
    case .uint(let uint): return .string(String(uint))
    case .double(let double): return .string(text(double))
    case .bool(let bool): return .string(String(bool))
    case .bytes(let bytes):
      guard let string = String(validating: bytes, as: UTF8.self) else {
        throw FunctionError("the bytes are no UTF-8")
      }
      return .string(string)
    case .timestamp(let time): return .string(time.description)
    case .duration(let span): return .string(span.description)
    default: throw mismatch
    }
  }

  /// As Go writes it: `1`, `1.5`, `+Inf`.
  private static func text(_ double: Double) -> String {
    if double.isNaN { return "NaN" }
    if double.isInfinite { return double < 0 ? "-Inf" : "+Inf" }
    let text = double.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func toBytes(_ value: Value) throws -> Value {
    switch value {
    case .bytes: return value
    case .string(let string): return .bytes(Array(string.utf8))
    default: throw mismatch
    }
  }

  private static func toTimestamp(_ value: Value) throws -> Value {
    switch value {
    case .timestamp: return value
    case .int(let seconds):
      guard let time = Timestamp(seconds: seconds) else { throw range("timestamp") }
      return .timestamp(time)
    case .string(let string):
      guard let time = Timestamp(string) else {
        throw FunctionError("no timestamp in \"\(string)\", or out of range")
      }
      return .timestamp(time)
    default: throw mismatch
    }
  }

  private static func toDuration(_ value: Value) throws -> Value {
    switch value {
    case .duration: return value
    case .string(let string):
      guard let span = TimeSpan(string) else {
        throw FunctionError("no duration in \"\(string)\", or out of range")
      }
      return .duration(span)
    default: throw mismatch
    }
  }

  private static func range(_ type: String) -> FunctionError {
    FunctionError("out of the range of \(type)")
  }
}
