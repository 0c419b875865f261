import City
import Figures
import Kernel
import Organisation
import Pack
import Territory

/// What the parts of a figure are called: areas, units, categories, channels.
struct FigureNames {
  let city: City
  let language: Language

  init(_ city: City, _ language: Language) {
    self.city = city
    self.language = language
  }

  /// - Parameter level: the level at which areas are compared.
  func area(_ id: String, of level: LevelRecord? = nil) -> String {
    if let area = city.territory.area(id) { return area.name }
    let name = (level ?? city.pack.levels.last)?.name[language] ?? ""
    return FigureWords.noPlace.filled(["level": name], language)
  }

  func unit(_ id: String) -> String {
    if id.isEmpty { return FigureWords.noUnit[language] }
    return city.organisation.unit(id)?.name[language] ?? id
  }

  func category(_ id: String) -> String {
    city.pack.categories.first { $0.id == id }?.name[language] ?? Words.unrecognised[language]
  }

  func channel(_ id: String) -> String {
    if id.isEmpty { return FigureWords.noChannel[language] }
    return ChannelWords.name(id)[language]
  }
}

/// Numbers that might point at a person.
enum SmallNumbers {
  /// Which lines of an answer are not told. Where one would be the only one, the next smallest is
  /// hidden with it: it could be worked out from the sum.
  static func hidden(_ lines: [FigureLine], _ least: Int?) -> [Bool] {
    guard let least else { return lines.map { _ in false } }
    var hidden = lines.map { $0.count > 0 && $0.count < Int64(least) }
    if hidden.count(where: { $0 }) == 1 {
      let next = lines.indices.filter { !hidden[$0] && lines[$0].count > 0 }
        .min { lines[$0].count < lines[$1].count }
      if let next { hidden[next] = true }
    }
    return hidden
  }
}
