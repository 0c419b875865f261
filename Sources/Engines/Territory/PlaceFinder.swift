/// What free text says about where something is.
public enum PlaceFinding: Hashable, Sendable {
  case found(String)
  /// Several areas are named and none stands out.
  case ambiguous([String])
  case none
}

extension Territory {
  /// Finds the area that a message is about. A name in the title outweighs any in the text; the
  /// most precise of nested areas counts; of several areas apart one is taken only if it is named
  /// at least twice as often as every other.
  public func find(title: String, text: String) -> PlaceFinding {
    let inTitle = candidates(names.mentions(in: title))
    if inTitle.count == 1 { return .found(inTitle[0].area) }
    let everywhere = candidates(names.mentions(in: title + "\n" + text))
    if inTitle.isEmpty { return choose(everywhere) }
    let named = Set(inTitle.map(\.area))
    let narrowed = everywhere.filter { mention in
      named.contains(mention.area) || named.contains { isWithin(mention.area, $0) }
    }
    return choose(narrowed)
  }

  private func choose(_ mentions: [(area: String, count: Int)]) -> PlaceFinding {
    let sorted = mentions.sorted { ($1.count, $0.area) < ($0.count, $1.area) }
    guard let first = sorted.first else { return .none }
    if sorted.count == 1 || first.count >= 2 * sorted[1].count { return .found(first.area) }
    return .ambiguous(sorted.map(\.area))
  }

  /// The most precise areas that are mentioned, each with the number of mentions of itself and of
  /// the areas around it that are not shared with another candidate.
  private func candidates(_ mentions: [[String]]) -> [(area: String, count: Int)] {
    let certain = Set(mentions.filter { $0.count == 1 }.map { $0[0] })
    var counts: [String: Int] = [:]
    for bearers in mentions {
      if bearers.count == 1 {
        counts[bearers[0], default: 0] += 1
        continue
      }
      let fitting = bearers.filter { bearer in
        certain.contains { $0 != bearer && isWithin(bearer, $0) }
      }
      if fitting.count == 1 { counts[fitting[0], default: 0] += 1 }
    }
    let precise = counts.filter { area, _ in
      !counts.keys.contains { $0 != area && isWithin($0, area) }
    }
    return precise.map { ($0.key, $0.value) }
  }
}
