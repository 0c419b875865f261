import Kernel
import Pack

/// The names and aliases of areas, found in free text.
struct AreaNames: Sendable {
  private let index: PatternIndex
  /// Areas that bear each name: village names repeat within a city.
  private let bearers: [[String]]

  init(_ areas: [AreaRecord]) {
    var byName: [String: [String]] = [:]
    for area in areas {
      for name in Set([area.name] + area.aliases) where name.count > 1 {
        byName[name, default: []].append(area.id)
      }
    }
    let names = byName.keys.sorted()
    index = PatternIndex(names)
    bearers = names.map { byName[$0] ?? [] }
  }

  /// For each occurrence that is not part of a longer one, the areas that may be meant.
  func mentions(in text: String) -> [[String]] {
    let bytes = Array(text.utf8)
    let matches = index.matches(in: text).filter { match in
      !AreaNames.continuesWord(bytes, at: match.offset)
        && !AreaNames.continuesWord(bytes, at: match.offset + match.length)
    }
    var kept: [PatternIndex.Match] = []
    for match in matches.sorted(by: { ($0.offset, -$0.length) < ($1.offset, -$1.length) }) {
      if let last = kept.last, match.offset < last.offset + last.length { continue }
      kept.append(match)
    }
    return kept.map { bearers[$0.pattern] }
  }

  /// Whether a Latin word or number runs on over `offset`: `GA市` does not name `A市`, nor `A11` what
  /// is called `A1`.
  private static func continuesWord(_ bytes: [UInt8], at offset: Int) -> Bool {
    func isWord(_ byte: UInt8) -> Bool {
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
    return offset > 0 && offset < bytes.count && isWord(bytes[offset - 1])
      && isWord(bytes[offset])
  }
}
