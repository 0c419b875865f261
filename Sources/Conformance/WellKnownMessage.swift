import Expression

/// Reads the messages of `google.protobuf` that stand for values of the language.
enum WellKnownMessage {
  /// An `Any`: one member named by the type in brackets, `[type.googleapis.com/…]`.
  static func readAny(_ json: CaseJSON, _ path: String) throws(CaseFault) -> Value {
    guard let member = json.members?.first, member.name.hasPrefix("["), member.name.hasSuffix("]"),
      let type = member.name.dropFirst().dropLast().split(separator: "/").last
    else { throw .unsupported(.message) }
    return try read(String(type), member.value, "\(path).\(member.name)")
  }

  private static func read(
    _ type: String, _ json: CaseJSON, _ path: String
  ) throws(CaseFault) -> Value {
    let content = json["value"]
    let zero = CaseJSON.number("0")
    let inner = path + ".value"
    switch type {
    case "google.protobuf.Any": return try readAny(json, path)
    case "google.protobuf.Duration": return try duration(json, path)
    case "google.protobuf.Timestamp": return try timestamp(json, path)
    case "google.protobuf.Value": return try dynamic(json, path)
    case "google.protobuf.Struct": return try structure(json, path)
    case "google.protobuf.ListValue": return try CaseValue.list(json, path, dynamic)
    case "google.protobuf.BoolValue":
      return .bool(try CaseValue.need((content ?? .bool(false)).flag, inner))
    case "google.protobuf.Int32Value", "google.protobuf.Int64Value":
      return .int(try CaseValue.need((content ?? zero).integer(Int64.self), inner))
    case "google.protobuf.UInt32Value", "google.protobuf.UInt64Value":
      return .uint(try CaseValue.need((content ?? zero).integer(UInt64.self), inner))
    case "google.protobuf.DoubleValue":
      return .double(try CaseValue.need((content ?? zero).double, inner))
    case "google.protobuf.FloatValue":
      return .double(Double(Float(try CaseValue.need((content ?? zero).double, inner))))
    case "google.protobuf.StringValue":
      return .string(try CaseValue.need((content ?? .string("")).text, inner))
    case "google.protobuf.BytesValue":
      return .bytes(try CaseValue.need((content ?? .string("")).bytes, inner))
    default: throw .unsupported(.message)
    }
  }

  private static func seconds(
    _ json: CaseJSON, _ path: String
  ) throws(CaseFault) -> (whole: Int64, nanoseconds: Int32) {
    let zero = CaseJSON.number("0")
    let whole = (json["seconds"] ?? zero).integer(Int64.self)
    let rest = (json["nanos"] ?? zero).integer(Int32.self)
    return (
      try CaseValue.need(whole, path + ".seconds"), try CaseValue.need(rest, path + ".nanos")
    )
  }

  private static func duration(_ json: CaseJSON, _ path: String) throws(CaseFault) -> Value {
    let (whole, rest) = try seconds(json, path)
    return .duration(
      try CaseValue.need(TimeSpan(seconds: whole, nanoseconds: Int64(rest)), path))
  }

  private static func timestamp(_ json: CaseJSON, _ path: String) throws(CaseFault) -> Value {
    let (whole, rest) = try seconds(json, path)
    return .timestamp(try CaseValue.need(Timestamp(seconds: whole, nanoseconds: rest), path))
  }

  private static func structure(_ json: CaseJSON, _ path: String) throws(CaseFault) -> Value {
    var entries: [(MapKey, Value)] = []
    for (key, value) in CaseJSON.entries(json["fields"]) {
      let name = try CaseValue.need(key.text, path + ".fields")
      entries.append((.string(name), try dynamic(value, "\(path).fields.\(name)")))
    }
    return .map(ValueMap(entries))
  }

  /// `google.protobuf.Value`; nothing set is null.
  private static func dynamic(_ json: CaseJSON?, _ path: String) throws(CaseFault) -> Value {
    guard let member = json?.members?.first else { return .null }
    let inner = "\(path).\(member.name)"
    switch member.name {
    case "null_value": return .null
    case "bool_value": return .bool(try CaseValue.need(member.value.flag, inner))
    case "number_value": return .double(try CaseValue.need(member.value.double, inner))
    case "string_value": return .string(try CaseValue.need(member.value.text, inner))
    case "struct_value": return try structure(member.value, inner)
    case "list_value": return try CaseValue.list(member.value, inner, dynamic)
    default: throw .malformed(path, "unknown kind of value `\(member.name)`")
    }
  }
}
