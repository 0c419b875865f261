/// Finds a part within bytes in linear time (Knuth, Morris, Pratt).
struct TextSearch {
  private let wanted: [UInt8]
  /// For each prefix, the length of its longest proper prefix that is also its suffix.
  private let fallback: [Int]

  /// A search for a part that isn't empty.
  init(_ wanted: [UInt8]) {
    self.wanted = wanted
    var fallback = [0]
    var length = 0
    for byte in wanted.dropFirst() {
      while length > 0, wanted[length] != byte { length = fallback[length - 1] }
      if wanted[length] == byte { length += 1 }
      fallback.append(length)
    }
    self.fallback = fallback
  }

  /// Where the part first starts at `start` or later; nil when it doesn't.
  func first(in text: [UInt8], from start: Int = 0) -> Int? {
    var matched = 0
    for position in start..<max(start, text.count) {
      let byte = text[position]
      while matched > 0, wanted[matched] != byte { matched = fallback[matched - 1] }
      if wanted[matched] == byte { matched += 1 }
      if matched == wanted.count { return position + 1 - matched }
    }
    return nil
  }

  /// Where the part starts, each time after the end of the one before; at most `limit` of them.
  func all(in text: [UInt8], limit: Int) -> [Int] {
    var found: [Int] = []
    var start = 0
    while found.count < limit, let next = first(in: text, from: start) {
      found.append(next)
      start = next + wanted.count
    }
    return found
  }
}
