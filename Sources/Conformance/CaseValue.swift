import Expression

/// Reads the message `cel.expr.Value`.
enum CaseValue {
  static func read(_ json: CaseJSON?, _ path: String) throws(CaseFault) -> Value {
    guard let member = json?.members?.first else {
      throw .malformed(path, "a value was expected")
    }
    let content = member.value
    let inner = "\(path).\(member.name)"
    switch member.name {
    case "null_value": return .null
    case "bool_value": return .bool(try need(content.flag, inner))
    case "int64_value": return .int(try need(content.integer(Int64.self), inner))
    case "uint64_value": return .uint(try need(content.integer(UInt64.self), inner))
    case "double_value": return .double(try need(content.double, inner))
    case "string_value": return .string(try need(content.text, inner))
    case "bytes_value": return .bytes(try need(content.bytes, inner))
    case "type_value": return .type(try CaseType.named(try need(content.word, inner)))
    case "enum_value": throw .unsupported(.enumeration)
    case "list_value": return try list(content, inner, read)
    case "map_value": return try map(content, inner)
    case "object_value": return try WellKnownMessage.readAny(content, inner)
    default: throw .malformed(path, "unknown kind of value `\(member.name)`")
    }
  }

  static func need<Content>(_ content: Content?, _ path: String) throws(CaseFault) -> Content {
    guard let content else { throw .malformed(path, "the value can't be read") }
    return content
  }

  static func list(
    _ json: CaseJSON, _ path: String,
    _ read: (CaseJSON?, String) throws(CaseFault) -> Value
  ) throws(CaseFault) -> Value {
    var values: [Value] = []
    for element in CaseJSON.repeated(json["values"]) {
      values.append(try read(element, "\(path).values[\(values.count)]"))
    }
    return .list(values)
  }

  private static func map(_ json: CaseJSON, _ path: String) throws(CaseFault) -> Value {
    var entries: [(MapKey, Value)] = []
    for entry in CaseJSON.repeated(json["entries"]) {
      let inner = "\(path).entries[\(entries.count)]"
      guard let key = MapKey(try read(entry["key"], inner + ".key")) else {
        throw .malformed(inner + ".key", "no map can have this key")
      }
      entries.append((key, try read(entry["value"], inner + ".value")))
    }
    return .map(ValueMap(entries))
  }
}
