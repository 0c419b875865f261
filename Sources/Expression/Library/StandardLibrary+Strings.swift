extension StandardLibrary {
  static let strings: [Function] = [
    text("contains") { $1.isEmpty || ByteSearch.contains($0, $1) },
    text("startsWith") { $0.starts(with: $1) },
    text("endsWith") { $0.count >= $1.count && $0.suffix($1.count).elementsEqual($1) },
    Function("matches", [.global, .receiver].map(matches)),
  ]

  /// A question about the bytes of two strings; UTF-8 makes it one about code points.
  private static func text(
    _ name: String, _ question: @escaping @Sendable (String.UTF8View, String.UTF8View) -> Bool
  ) -> Function {
    let form = binary(as: .receiver, .string, .string, .bool) { left, right in
      guard case .string(let string) = left, case .string(let part) = right else {
        throw mismatch
      }
      return .bool(question(string.utf8, part.utf8))
    }
    return Function(name, [form])
  }

  private static func matches(_ style: Overload.Style) -> Overload {
    Overload(
      style, [.string, .string], .bool, isPure: true,
      .metered { left, right, budget in
        guard case .string(let string) = left, case .string(let text) = right else {
          throw mismatch
        }
        let pattern = try Pattern(text)
        try budget.spend(pattern.instructionCount)
        return .bool(try pattern.isFound(in: string, &budget))
      })
  }
}

/// Finds bytes within bytes in linear time (Knuth, Morris, Pratt).
enum ByteSearch {
  /// Up to this many comparisons a plain scan is quicker.
  private static let scannedBytesMax = 4_096

  static func contains(_ text: String.UTF8View, _ part: String.UTF8View) -> Bool {
    guard part.count <= text.count else { return false }
    if text.count <= scannedBytesMax / max(1, part.count), let found = scanned(text, part) {
      return found
    }
    let wanted = Array(part)
    guard wanted.count > 1 else { return wanted.first.map(text.contains) ?? true }
    let fallback = fallbacks(wanted)
    var matched = 0
    for byte in text {
      while matched > 0, wanted[matched] != byte { matched = fallback[matched - 1] }
      if wanted[matched] == byte { matched += 1 }
      if matched == wanted.count { return true }
    }
    return false
  }

  /// Nil when the bytes don't lie together.
  private static func scanned(_ text: String.UTF8View, _ part: String.UTF8View) -> Bool? {
    let found = text.withContiguousStorageIfAvailable { text in
      part.withContiguousStorageIfAvailable { part in
        (0...text.count - part.count).contains { start in
          part.indices.allSatisfy { text[start + $0] == part[$0] }
        }
      }
    }
    return found ?? nil
  }

  /// For each prefix, the length of its longest proper prefix that is also its suffix.
  private static func fallbacks(_ wanted: [UInt8]) -> [Int] {
    var fallback = [0]
    var length = 0
    for byte in wanted.dropFirst() {
      while length > 0, wanted[length] != byte { length = fallback[length - 1] }
      if wanted[length] == byte { length += 1 }
      fallback.append(length)
    }
    return fallback
  }
}
