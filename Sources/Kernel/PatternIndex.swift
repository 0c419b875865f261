/// Finds many patterns in a text in one pass (Aho–Corasick over UTF-8 bytes).
public struct PatternIndex: Sendable {
  /// One occurrence.
  public struct Match: Hashable, Sendable {
    /// Position of the pattern in the list that the index was made from.
    public let pattern: Int
    /// Bytes of the text before the occurrence.
    public let offset: Int
    /// Bytes of the occurrence.
    public let length: Int
  }

  private var edges: [UInt64: Int32] = [:]
  private var fallback: [Int32] = [0]
  /// Patterns that end at a node, and the nearest node on the fallback chain at which others end.
  private var ends: [[Int]] = [[]]
  private var nextEnd: [Int32] = [0]
  private let lengths: [Int]

  public init(_ patterns: [String]) {
    lengths = patterns.map(\.utf8.count)
    for (index, pattern) in patterns.enumerated() where !pattern.isEmpty {
      var node: Int32 = 0
      for byte in pattern.utf8 {
        let key = PatternIndex.key(node, byte)
        if let next = edges[key] {
          node = next
        } else {
          let made = Int32(ends.count)
          ends.append([])
          fallback.append(0)
          nextEnd.append(0)
          edges[key] = made
          node = made
        }
      }
      ends[Int(node)].append(index)
    }
    linkFallbacks()
  }

  private static func key(_ node: Int32, _ byte: UInt8) -> UInt64 {
    UInt64(UInt32(bitPattern: node)) << 8 | UInt64(byte)
  }

  private mutating func linkFallbacks() {
    var children = [[(byte: UInt8, node: Int32)]](repeating: [], count: ends.count)
    for (key, node) in edges {
      children[Int(key >> 8)].append((UInt8(truncatingIfNeeded: key), node))
    }
    var queue: [Int32] = [0]
    var head = 0
    while head < queue.count {
      let node = queue[head]
      head += 1
      for (byte, child) in children[Int(node)] {
        var other = fallback[Int(node)]
        if node != 0 {
          while other != 0, edges[PatternIndex.key(other, byte)] == nil {
            other = fallback[Int(other)]
          }
          fallback[Int(child)] = edges[PatternIndex.key(other, byte)] ?? 0
        }
        let back = fallback[Int(child)]
        nextEnd[Int(child)] = ends[Int(back)].isEmpty ? nextEnd[Int(back)] : back
        queue.append(child)
      }
    }
  }

  /// All occurrences, overlapping ones too, in the order of their ends.
  public func matches(in text: String) -> [Match] {
    var found: [Match] = []
    var node: Int32 = 0
    var offset = 0
    for byte in text.utf8 {
      while node != 0, edges[PatternIndex.key(node, byte)] == nil { node = fallback[Int(node)] }
      node = edges[PatternIndex.key(node, byte)] ?? 0
      offset += 1
      var end = ends[Int(node)].isEmpty ? nextEnd[Int(node)] : node
      while end != 0 {
        for pattern in ends[Int(end)] {
          let length = lengths[pattern]
          found.append(Match(pattern: pattern, offset: offset - length, length: length))
        }
        end = nextEnd[Int(end)]
      }
    }
    return found
  }
}
