public import City
public import Kernel
import Pack

/// The catalogue: what every figure counts, mechanism by mechanism.
public struct FiguresPage: Sendable {
  private let city: City
  private let language: Language

  public static let title = FigureWords.figures

  public init(city: City, language: Language) {
    self.city = city
    self.language = language
  }

  public var content: HTML {
    let groups = city.figureGroups
    if groups.isEmpty {
      return """
        <h1>\(FigureWords.figures[language])</h1>\(EmptyState(
          FigureWords.emptyTitle[language], advice: FigureWords.emptyAdvice[language]))
        """
    }
    return """
      <header class="page-head"><h1>\(FigureWords.figures[language])</h1>\
      <p>\(FigureWords.about[language])</p></header>
      \(groups.map { group($0.mechanism, $0.figures) })
      """
  }

  private func group(_ mechanism: PackMechanism?, _ figures: [Figure]) -> HTML {
    let name = mechanism?.name[language] ?? BulletinWords.own[language]
    let about: HTML =
      mechanism.map { "<p class=\"soft\">\($0.id) \($0.about[language])</p>" } ?? .nothing
    let table = DataTable(
      name,
      columns: [
        DataTable.Column(BulletinWords.figure[language], isHead: true),
        DataTable.Column(FigureWords.definition[language]),
        DataTable.Column(FigureWords.form[language]),
        DataTable.Column(FigureWords.unitOfMeasure[language]),
      ], rows: figures.map(row))
    return "\(Card(name, "\(about)\(table)"))"
  }

  private func row(_ figure: Figure) -> DataTable.Row {
    let record = figure.record
    return DataTable.Row([
      "<a href=\"\(FigureAddress.page(record.id))\">\(record.name[language])</a>",
      "\(record.definition[language])\(FigureParts(city, language).of(record))",
      "\(FigureParts.form(record.form)[language])", "\(figure.unit.name[language])",
    ])
  }
}

/// How a figure is made, in words.
struct FigureParts {
  let city: City
  let language: Language

  init(_ city: City, _ language: Language) {
    self.city = city
    self.language = language
  }

  static func form(_ form: FigureForm) -> Text {
    switch form {
    case .flow: FigureWords.flow
    case .stock: FigureWords.stock
    case .distribution: FigureWords.distribution
    case .ratio: FigureWords.ratio
    }
  }

  /// The two parts of a ratio, each leading to its own page; nothing for other figures.
  func of(_ record: FigureRecord) -> HTML {
    guard record.form == .ratio else { return .nothing }
    let parts = [record.numerator, record.denominator].map { link($0) ?? .nothing }
    return " <small>\(HTML.joined(parts, by: " ÷ "))</small>"
  }

  func link(_ id: String?) -> HTML? {
    id.flatMap(city.figure).map { figure in
      """
      <a href="\(FigureAddress.page(figure.record.id))">\(figure.record.name[language])</a>
      """
    }
  }

  /// Everything that is defined about a figure.
  func facts(_ figure: Figure) -> Facts {
    let record = figure.record
    let mechanism = city.pack.mechanisms.first { $0.figures.contains(record.id) }
    let observed = [record.of, record.enters, record.leaves].compactMap { $0 }
    let least = record.rankedFrom.map {
      FigureWords.ranksFrom.filled(["least": String($0)], language)
    }
    return Facts([
      Facts.Fact(FigureWords.definition[language], text: record.definition[language]),
      Facts.Fact(FigureWords.form[language], text: FigureParts.form(record.form)[language]),
      Facts.Fact(FigureWords.unitOfMeasure[language], text: figure.unit.name[language]),
      Facts.Fact(FigureWords.numerator[language], link(record.numerator)),
      Facts.Fact(FigureWords.denominator[language], link(record.denominator)),
      Facts.Fact(
        FigureWords.mechanism[language], text: mechanism.map { $0.id + " " + $0.name[language] }),
      Facts.Fact(FigureWords.source[language], text: observed.joined(separator: " − ")),
      Facts.Fact(FigureWords.condition[language], text: record.when?.value),
      Facts.Fact(FigureWords.code[language], text: record.id),
      Facts.Fact(
        FigureWords.ranks[language], text: least ?? FigureWords.ranksNobody[language]),
      Facts.Fact(
        FigureWords.privacy[language],
        text: record.shownFrom.map {
          FigureWords.hides.filled(["least": String($0)], language)
        }),
    ])
  }
}
