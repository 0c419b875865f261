public import City
public import Kernel
import Pack

/// Where figures and their rows are found.
public enum FigureAddress {
  /// What stands for nothing in an address, such as for matters without a lead unit. Before the
  /// code of a level it stands for what lies in no area of that level.
  public static let none = "-"

  /// An area in an address; what lies in no area of a level where there is no area.
  static func area(_ id: String, of level: String) -> String { id.isEmpty ? none + level : id }

  /// What rows are narrowed to, as people call it.
  public static func words(
    area: String?, unit: String?, category: String?, channel: String?, _ city: City,
    _ language: Language
  ) -> [String] {
    let names = FigureNames(city, language)
    let areas = area.map { area in
      names.area(area, of: city.pack.levels.first { none + $0.id == area })
    }
    return [
      areas, unit.map(names.unit), category.map(names.category), channel.map(names.channel),
    ].compactMap { $0 }
  }

  /// The page of a figure.
  static func page(_ id: String) -> String { "/figures/" + QueryText.escaped(id) }

  /// What the rows are narrowed to.
  struct Narrowing {
    var area: String?
    var unit: String?
    var category: String?
    var channel: String?
  }

  /// The rows that a figure counts from one day to another.
  static func rows(
    _ id: String, _ first: CivilDate, _ last: CivilDate, _ narrowing: Narrowing = Narrowing()
  ) -> String {
    let period = first == last ? first.text : first.text + ".." + last.text
    var path = page(id) + "/rows?period=" + period
    let parts = [
      ("area", narrowing.area), ("unit", narrowing.unit), ("category", narrowing.category),
      ("channel", narrowing.channel),
    ]
    for (name, value) in parts {
      guard let value else { continue }
      path += "&\(name)=" + QueryText.escaped(value.isEmpty ? none : value)
    }
    return path
  }
}

/// Numbers as people read them.
enum FigureText {
  /// Whole numbers without decimals, others with one; nothing observed is a dash.
  static func value(_ value: Double?) -> String {
    guard let value else { return "—" }
    let tenths = (value * 10).rounded()
    return tenths.truncatingRemainder(dividingBy: 10) == 0
      ? String(Int64(tenths / 10)) : String(tenths / 10)
  }

  /// What stands between the parts of an enumeration.
  static func comma(_ language: Language) -> String { language == .chinese ? "、" : ", " }

  /// The value with its unit, such as `12件` or `3.5 days`.
  static func value(_ value: Double?, _ unit: String) -> HTML {
    value == nil ? "—" : "\(self.value(value)) <small>\(unit)</small>"
  }

  /// How much more it became, with its sign; nil where it stayed as it was.
  static func change(_ change: Double) -> String? {
    let text = value(abs(change))
    if text == "0" { return nil }
    return (change > 0 ? "+" : "−") + text
  }

  /// A number that leads to its rows; as it is where it counts nothing.
  static func link(_ text: HTML, to path: String?) -> HTML {
    path.map { "<a href=\"\($0)\">\(text)</a>" } ?? text
  }
}
