public import City
import Figures
public import Kernel
import Pack
import Territory

/// A day's bulletin.
public struct BulletinPage: Sendable {
  let bulletin: Bulletin
  let city: City
  let language: Language

  public init(bulletin: Bulletin, city: City, language: Language) {
    self.bulletin = bulletin
    self.city = city
    self.language = language
  }

  public var content: HTML {
    let items = bulletin.items.map { item -> HTML in
      """
      <tr><th scope="row">\(item.name[language])</th>\
      <td class="number">\(BulletinPage.value(item.line?.value))</td><td>\(item.unit)</td></tr>
      """
    }
    let most = max(1, bulletin.byCategory.map(\.count).max() ?? 1)
    let bars = bulletin.byCategory.sorted { $0.count > $1.count }.map { line -> HTML in
      let name =
        city.pack.categories.first { $0.id == line.keys[0] }?.name[language]
        ?? Words.unrecognised[language]
      return """
        <tr><th scope="row">\(name)</th><td><meter max="\(Int(most))" \
        value="\(Int(line.count))"></meter></td>\
        <td class="number">\(Int(line.count))</td></tr>
        """
    }
    return """
      <h1>\(Words.bulletin[language]) \(bulletin.date.text)</h1>
      <table class="figures">\(items)</table>
      <h2>\(Words.category[language])</h2><table class="figures">\(bars)</table>
      """
  }

  /// Whole numbers without decimals, others with one; nothing observed is a dash.
  static func value(_ value: Double?) -> String {
    guard let value else { return "—" }
    let tenths = (value * 10).rounded()
    return tenths.truncatingRemainder(dividingBy: 10) == 0
      ? String(Int64(tenths / 10)) : String(tenths / 10)
  }
}
