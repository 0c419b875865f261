public import Pack
import Territory

/// Finding an area by what somebody calls it, among thousands.
extension City {
  /// Most areas that are offered for a name.
  public static let placesMax = 12

  /// From the whole down to the area itself: `A市`, `A3区`. The whole is left out unless it is
  /// meant.
  public func path(of area: String) -> [String] {
    let chain = territory.chain(of: area).reversed().compactMap { territory.area($0)?.name }
    return chain.count > 1 ? Array(chain.dropFirst()) : chain
  }

  /// The areas that a name may mean: those that it tells outright, then those whose name holds
  /// each of its words, exact names and larger areas first.
  public func places(named text: String) -> [AreaRecord] {
    let text = String(text.prefix(City.placeCharactersMax))
    var found: [String] = []
    switch territory.find(title: text, text: "") {
    case .found(let area): found = [area]
    case .ambiguous(let areas): found = areas
    case .none: break
    }
    let words = text.split { !$0.isLetter && !$0.isNumber }.map { Array($0.utf8) }
    if !words.isEmpty {
      let matching = pack.areas.filter { area in
        words.contains { City.names(of: area, hold: $0) }
          && words.allSatisfy { word in
            territory.chain(of: area.id).contains { id in
              territory.area(id).map { City.names(of: $0, hold: word) } ?? false
            }
          }
      }
      let ranks = Dictionary(
        pack.levels.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
      let sorted = matching.map { area in
        (area: area, isExact: area.name == text || area.aliases.contains(text))
      }.sorted {
        ($0.isExact ? 0 : 1, ranks[$0.area.level] ?? 0, $0.area.id)
          < ($1.isExact ? 0 : 1, ranks[$1.area.level] ?? 0, $1.area.id)
      }
      found += sorted.prefix(City.placesMax).map(\.area.id)
    }
    var seen: Set<String> = []
    return found.filter { seen.insert($0).inserted }.prefix(City.placesMax)
      .compactMap(territory.area)
  }

  /// Characters of a name that are looked at.
  private static let placeCharactersMax = 60

  private static func names(of area: AreaRecord, hold word: [UInt8]) -> Bool {
    holds(area.name, word) || area.aliases.contains { holds($0, word) }
  }

  /// Whether a text holds the bytes; a city's names are looked through while somebody waits.
  private static func holds(_ text: String, _ word: [UInt8]) -> Bool {
    let bytes = text.utf8
    guard bytes.count >= word.count, let first = word.first else { return false }
    return bytes.withContiguousStorageIfAvailable { name in
      (0...(name.count - word.count)).contains { start in
        name[start] == first && word.indices.allSatisfy { name[start + $0] == word[$0] }
      }
    } ?? text.contains(String(decoding: word, as: UTF8.self))
  }
}
