extension Value: CustomStringConvertible {
  /// The value as an expression would write it: `[1, "a", 2u]`.
  public var description: String {
    switch self {
    case .null: "null"
    case .bool(let bool): String(bool)
    case .int(let int): String(int)
    case .uint(let uint): "\(uint)u"
    case .double(let double): Quoting.literal(double)
    case .string(let string): Quoting.literal(string)
    case .bytes(let bytes): Quoting.literal(bytes)
    case .list(let list): "[" + list.map(\.description).joined(separator: ", ") + "]"
    case .map(let map):
      "{"
        + zip(map.keys, map.values).map { "\($0.value): \($1)" }.joined(separator: ", ") + "}"
    case .type(let type): type.name
    case .timestamp(let timestamp): "timestamp(\"\(timestamp)\")"
    case .duration(let span): "duration(\"\(span)\")"
    case .optional(nil): "optional.none()"
    case .optional(let value?): "optional.of(\(value))"
    case .custom(let custom): custom.text
    }
  }
}
