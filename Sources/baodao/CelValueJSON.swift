import Expression
import Foundation
import Kernel

/// Values of expressions for programs.
enum CelValueJSON {
  /// A value as JSON: numbers that JSON can't hold, bytes (base64), times and types are texts; the
  /// keys of a map are texts. An empty optional is null.
  static func json(_ value: Value) -> JSON {
    switch value {
    case .null: return .null
    case .bool(let bool): return .boolean(bool)
    case .int(let int): return .integer(int)
    case .uint(let uint):
      return Int64(exactly: uint).map { JSON.integer($0) } ?? .string(String(uint))
    case .double(let double):
      let word = double.isNaN ? "NaN" : double < 0 ? "-Infinity" : "Infinity"
      return double.isFinite ? .double(double) : .string(word)
    case .string(let string): return .string(string)
    case .bytes(let bytes): return .string(Data(bytes).base64EncodedString())
    case .list(let list): return .array(list.map(json))
    case .map(let map):
      var members: [String: JSON] = [:]
      for (key, value) in zip(map.keys, map.values) {
        if case .string(let name) = key {
          members[name] = json(value)
        } else {
          members[key.value.description] = json(value)
        }
      }
      return .object(members)
    case .type(let type): return .string(type.name)
    case .timestamp(let time): return .string(time.description)
    case .duration(let span): return .string(span.description)
    case .optional(let content): return content.map(json) ?? .null
    case .custom: return .string(value.description)
    }
  }
}
