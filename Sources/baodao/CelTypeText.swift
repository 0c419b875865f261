import Expression
import Foundation

/// Reads types as people write them: `map(string, list(int))`.
enum CelTypeText {
  /// The deepest nesting of lists and maps.
  static let nestingMax = 20

  static func read(_ text: String) -> CELType? {
    read(text[...], depth: 0)
  }

  private static func read(_ text: Substring, depth: Int) -> CELType? {
    let text = text.trimmingCharacters(in: .whitespaces)
    guard depth <= nestingMax else { return nil }
    guard let open = text.firstIndex(of: "(") else { return names[text] }
    guard text.last == ")" else { return nil }
    let inside = text[text.index(after: open)...].dropLast()
    let parts = split(inside).map { read($0, depth: depth + 1) }
    guard !parts.contains(nil) else { return nil }
    let types = parts.compactMap { $0 }
    switch (text[..<open], types.count) {
    case ("list", 1): return .list(types[0])
    case ("map", 2): return .map(types[0], types[1])
    case ("type", 1): return .type(types[0])
    case ("optional_type", 1): return .optional(types[0])
    default: return nil
    }
  }

  /// The parts between the commas outside of parentheses.
  private static func split(_ text: Substring) -> [Substring] {
    var depth = 0
    return text.split(omittingEmptySubsequences: false) { character in
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      return character == "," && depth == 0
    }
  }

  private static let names: [String: CELType] = [
    "bool": .bool, "int": .int, "uint": .uint, "double": .double, "string": .string,
    "bytes": .bytes, "null": .null, "null_type": .null, "timestamp": .timestamp,
    "duration": .duration, "dyn": .dyn, "any": .dyn, "list": .list(.dyn), "map": .map(.dyn, .dyn),
    "type": .type(.dyn), "google.protobuf.Timestamp": .timestamp,
    "google.protobuf.Duration": .duration,
  ]
}
