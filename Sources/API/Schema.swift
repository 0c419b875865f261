public import Kernel

/// What a JSON value may be: the part of JSON Schema 2020-12 that the interface uses. The same
/// declaration checks what comes in and describes it in the OpenAPI document.
public indirect enum Schema: Sendable {
  /// Text of at most `max` characters.
  case text(max: Int, format: String? = nil, pattern: String? = nil)
  /// One of these texts.
  case choice([String])
  case integer(ClosedRange<Int64>)
  case number
  case boolean
  case array(Schema, max: Int)
  /// Members that are not listed are refused in requests.
  case object([Property])
  /// An object with any members, each of the same schema.
  case dictionary(Schema)
  /// The schema or null.
  case nullable(Schema)
  /// A named schema of the document.
  case reference(String)
  /// Any JSON value.
  case anything

  /// A member of an object.
  public struct Property: Sendable {
    public let name: String
    public let schema: Schema
    public let about: Text
    public let isRequired: Bool

    public init(_ name: String, _ schema: Schema, _ about: Text, required: Bool = true) {
      self.name = name
      self.schema = schema
      self.about = about
      isRequired = required
    }
  }

  /// A moment as RFC 3339 text.
  static let instant = Schema.text(max: 40, format: "date-time")
  /// A day: `2026-05-28`.
  static let date = Schema.text(max: 10, format: "date")
}

extension Schema {
  /// The schema as it stands in the document.
  public var json: JSON {
    switch self {
    case .text(let max, let format, let pattern):
      var members: [String: JSON] = ["type": "string", "maxLength": .integer(Int64(max))]
      if let format { members["format"] = .string(format) }
      if let pattern { members["pattern"] = .string(pattern) }
      return .object(members)
    case .choice(let texts): return ["type": "string", "enum": .array(texts.map(JSON.string))]
    case .integer(let range):
      return [
        "type": "integer", "minimum": .integer(range.lowerBound),
        "maximum": .integer(range.upperBound),
      ]
    case .number: return ["type": "number"]
    case .boolean: return ["type": "boolean"]
    case .array(let element, let max):
      return ["type": "array", "items": element.json, "maxItems": .integer(Int64(max))]
    case .object(let properties):
      var members: [String: JSON] = [
        "type": "object", "additionalProperties": .boolean(false),
        "properties": .object(
          Dictionary(properties.map { ($0.name, $0.json) }) { first, _ in first }),
      ]
      let required = properties.filter(\.isRequired).map { JSON.string($0.name) }
      if !required.isEmpty { members["required"] = .array(required) }
      return .object(members)
    case .dictionary(let schema):
      return ["type": "object", "additionalProperties": schema.json]
    case .nullable(let schema):
      return ["anyOf": [schema.json, ["type": "null"]]]
    case .reference(let name): return ["$ref": .string("#/components/schemas/\(name)")]
    case .anything: return .boolean(true)
    }
  }

  /// A value that fits, for the examples of the document.
  var example: JSON {
    switch self {
    case .text(_, "date-time"?, _): "2026-05-28T08:00:00+08:00"
    case .text(_, "date"?, _): "2026-05-28"
    case .text(_, "uri"?, _): "https://example.org/hook"
    case .text: "text"
    case .choice(let texts): .string(texts.first ?? "")
    case .integer(let range): .integer(max(range.lowerBound, min(1, range.upperBound)))
    case .number: .double(1.5)
    case .boolean: true
    case .array(let element, _): [element.example]
    case .object(let properties):
      .object(
        Dictionary(properties.map { ($0.name, $0.schema.example) }) { first, _ in first })
    case .dictionary(let schema): ["name": schema.example]
    case .nullable(let schema): schema.example
    case .reference, .anything: .object([:])
    }
  }
}

extension Schema.Property {
  /// The member with its meaning in both languages.
  var json: JSON {
    guard case .object(var members) = schema.json else { return schema.json }
    // Beside a reference no other word counts in many readers.
    if members["$ref"] == nil {
      members["description"] = .string("\(about.english) · \(about.chinese)")
    }
    return .object(members)
  }
}
