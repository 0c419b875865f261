import Expression
import Foundation

/// Reads the parts of a conformance case.
enum ConformanceJSON {
  /// The named zones of the machine.
  static let zoneOffset: ZoneOffset = { name, seconds in
    TimeZone(identifier: name).map {
      Int64($0.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))))
    }
  }

  /// A repeated field: the converter writes one entry without its list.
  static func array(_ json: Any?) -> [[String: Any]] {
    if let list = json as? [[String: Any]] { return list }
    return (json as? [String: Any]).map { [$0] } ?? []
  }

  static func value(_ json: Any?) -> Value? {
    guard let object = json as? [String: Any], let (kind, content) = object.first else {
      return nil
    }
    switch kind {
    case "null_value": return .null
    case "bool_value": return (content as? Bool).map(Value.bool)
    case "int64_value": return number(content).flatMap { Int64($0) }.map(Value.int)
    case "uint64_value": return number(content).flatMap { UInt64($0) }.map(Value.uint)
    case "double_value": return number(content).flatMap { Double($0) }.map(Value.double)
    case "string_value": return (content as? String).map(Value.string)
    case "bytes_value": return bytes(content).map(Value.bytes)
    case "type_value": return (content as? String).flatMap(typeNamed).map(Value.type)
    case "list_value":
      let values = array((content as? [String: Any])?["values"]).map(value)
      return values.contains(nil) ? nil : .list(values.compactMap { $0 })
    case "map_value": return map(content)
    case "object_value": return message(content)
    default: return nil
    }
  }

  private static func number(_ json: Any) -> String? {
    (json as? [String: Any])?["$num"] as? String
  }

  private static func bytes(_ json: Any) -> [UInt8]? {
    if let text = json as? String { return Array(text.utf8) }
    guard let hex = (json as? [String: Any])?["$bytes"] as? String else { return nil }
    let digits = Array(hex.utf8)
    return stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
    }
  }

  private static func map(_ json: Any) -> Value? {
    var entries: [(MapKey, Value)] = []
    for entry in array((json as? [String: Any])?["entries"]) {
      guard let key = value(entry["key"]).flatMap({ MapKey($0) }), let value = value(entry["value"])
      else { return nil }
      entries.append((key, value))
    }
    return .map(ValueMap(entries))
  }

  /// Durations and timestamps are values of the language; other messages are not.
  private static func message(_ json: Any) -> Value? {
    guard let object = json as? [String: Any], let (name, content) = object.first,
      let fields = content as? [String: Any]
    else { return nil }
    let seconds = fields["seconds"].flatMap(number).flatMap { Int64($0) } ?? 0
    let nanos = fields["nanos"].flatMap(number).flatMap { Int64($0) } ?? 0
    if name.contains("google.protobuf.Duration") {
      return TimeSpan(seconds: seconds, nanoseconds: nanos).map(Value.duration)
    }
    guard name.contains("google.protobuf.Timestamp") else { return nil }
    return Timestamp(seconds: seconds, nanoseconds: Int32(nanos)).map(Value.timestamp)
  }

  private static func typeNamed(_ name: String) -> CELType? {
    let types: [CELType] = [
      .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .list(.dyn),
      .map(.dyn, .dyn), .type(.dyn),
    ]
    return types.first { $0.name == name }
  }

  static func type(_ json: Any?) -> CELType? {
    guard let object = json as? [String: Any], let (kind, content) = object.first else {
      return nil
    }
    let fields = content as? [String: Any]
    switch kind {
    case "primitive":
      let names: [String: CELType] = [
        "BOOL": .bool, "INT64": .int, "UINT64": .uint, "DOUBLE": .double, "STRING": .string,
        "BYTES": .bytes,
      ]
      return (fields?["$id"] as? String).flatMap { names[$0] }
    case "null": return .null
    case "dyn": return .dyn
    case "well_known":
      let names: [String: CELType] = ["TIMESTAMP": .timestamp, "DURATION": .duration, "ANY": .dyn]
      return (fields?["$id"] as? String).flatMap { names[$0] }
    case "list_type": return type(fields?["elem_type"]).map(CELType.list)
    case "map_type":
      guard let key = type(fields?["key_type"]), let value = type(fields?["value_type"]) else {
        return nil
      }
      return .map(key, value)
    case "message_type":
      let names: [String: CELType] = [
        "google.protobuf.Duration": .duration, "google.protobuf.Timestamp": .timestamp,
      ]
      return (content as? String).flatMap { names[$0] }
    default: return nil
    }
  }
}
