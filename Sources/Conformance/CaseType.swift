import Expression

/// Reads the message `cel.expr.Type`, and compares types as the cases mean them.
///
/// A wrapper may be null or a value, which this library's types can't say: it is `dyn`. So is a
/// type parameter outside of a function's declaration, where nothing can decide it.
enum CaseType {
  /// - Parameter keepsParameters: whether a type parameter stays one.
  static func read(
    _ json: CaseJSON?, _ path: String, keepsParameters keeps: Bool = false
  ) throws(CaseFault) -> CELType {
    guard let member = json?.members?.first else { throw .malformed(path, "a type was expected") }
    let content = member.value
    let inner = "\(path).\(member.name)"
    switch member.name {
    case "dyn", "wrapper": return .dyn
    case "type_param": return keeps ? .parameter(try CaseValue.need(content.word, inner)) : .dyn
    case "null": return .null
    case "error": return .error
    case "primitive": return try word(content, primitives, inner)
    case "well_known": return try word(content, wellKnown, inner)
    case "list_type":
      return .list(try part(content["elem_type"], inner + ".elem_type", keeps))
    case "map_type":
      return .map(
        try part(content["key_type"], inner + ".key_type", keeps),
        try part(content["value_type"], inner + ".value_type", keeps))
    case "type": return .type(try part(content, inner, keeps))
    case "message_type":
      guard let name = content.word else { throw .malformed(inner, "a name was expected") }
      guard let type = messages[name] else { throw .unsupported(.message) }
      return type
    case "function": throw .unsupported(.function)
    case "abstract_type": return try abstract(content, inner, keeps)
    default: throw .malformed(path, "unknown kind of type `\(member.name)`")
    }
  }

  /// The type that a name of the language stands for, as `type_value` gives it.
  static func named(_ name: String) throws(CaseFault) -> CELType {
    if let type = names[name] { return type }
    throw .unsupported(.message)
  }

  /// Whether a deduced type is the one that a case expects.
  static func matches(_ found: CELType, _ wanted: CELType) -> Bool {
    switch (found, wanted) {
    case (.dyn, .dyn), (.parameter, .dyn): true
    case (.list(let found), .list(let wanted)): matches(found, wanted)
    case (.map(let key, let value), .map(let wantedKey, let wantedValue)):
      matches(key, wantedKey) && matches(value, wantedValue)
    case (.abstract(let name, let parts), .abstract(let wantedName, let wanted)):
      name == wantedName && parts.count == wanted.count
        && zip(parts, wanted).allSatisfy { matches($0, $1) }
    case (.type, .type(.dyn)): true
    case (.type(let found), .type(let wanted)): matches(found, wanted)
    default: found == wanted
    }
  }

  /// Types that a library adds, `optional_type` among them.
  private static func abstract(
    _ json: CaseJSON, _ path: String, _ keeps: Bool
  ) throws(CaseFault) -> CELType {
    guard let name = json["name"]?.word else { throw .malformed(path, "a name was expected") }
    var parameters: [CELType] = []
    for parameter in CaseJSON.repeated(json["parameter_types"]) {
      parameters.append(try part(parameter, path + ".parameter_types", keeps))
    }
    return .abstract(name, parameters)
  }

  /// A part that may be left out or empty, which is any type.
  private static func part(
    _ json: CaseJSON?, _ path: String, _ keeps: Bool
  ) throws(CaseFault) -> CELType {
    guard let json, json.members?.isEmpty != true else { return .dyn }
    return try read(json, path, keepsParameters: keeps)
  }

  /// A member of an enumeration, by its name or its number.
  private static func word(
    _ json: CaseJSON, _ types: [(String, CELType)], _ path: String
  ) throws(CaseFault) -> CELType {
    let word = json.word ?? ""
    for (position, (name, type)) in types.enumerated()
    where word == name || word == String(position + 1) {
      return type
    }
    throw .malformed(path, "unknown type `\(word)`")
  }

  private static let primitives: [(String, CELType)] = [
    ("BOOL", .bool), ("INT64", .int), ("UINT64", .uint), ("DOUBLE", .double),
    ("STRING", .string), ("BYTES", .bytes),
  ]

  private static let wellKnown: [(String, CELType)] = [
    ("ANY", .dyn), ("TIMESTAMP", .timestamp), ("DURATION", .duration),
  ]

  private static let messages: [String: CELType] = {
    var types: [String: CELType] = [
      "Any": .dyn, "Value": .dyn, "Struct": .map(.string, .dyn), "ListValue": .list(.dyn),
      "Timestamp": .timestamp, "Duration": .duration,
    ]
    for wrapped in ["Bool", "Int32", "Int64", "UInt32", "UInt64", "Float", "Double", "String"] {
      types[wrapped + "Value"] = .dyn
    }
    types["BytesValue"] = .dyn
    return Dictionary(uniqueKeysWithValues: types.map { ("google.protobuf." + $0.key, $0.value) })
  }()

  private static let names: [String: CELType] = {
    let types: [CELType] = [
      .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .list(.dyn),
      .map(.dyn, .dyn), .type(.dyn), .dyn, .optional(.dyn),
    ]
    return Dictionary(uniqueKeysWithValues: types.map { ($0.name, $0) })
  }()
}
