public import Accounts
public import City
public import Kernel
public import Organisation
public import Pack
import Territory

/// The units of the city: from the top downwards, or those whose name holds some words.
public struct UnitListPage: Sendable {
  public static let title = AdministrationWords.units

  /// What is looked for.
  public struct Search: Sendable {
    public let words: String
    public let tier: String

    public init(words: String, tier: String) {
      self.words = words
      self.tier = tier
    }

    var isEmpty: Bool { words.isEmpty && tier.isEmpty }
  }

  let units: [UnitRecord]
  let below: [String: Int]
  let search: Search
  let nextPath: String?
  let firstPath: String?
  let city: City
  let reader: AdministrationReader

  /// - Parameters:
  ///   - below: how many units stand right below each of them.
  ///   - nextPath: what follows; nil at the end.
  ///   - firstPath: the beginning; nil where it is shown.
  public init(
    units: [UnitRecord], below: [String: Int], search: Search, nextPath: String?,
    firstPath: String?, city: City, reader: AdministrationReader
  ) {
    self.units = units
    self.below = below
    self.search = search
    self.nextPath = nextPath
    self.firstPath = firstPath
    self.city = city
    self.reader = reader
  }

  public var content: HTML {
    let language = reader.language
    let tiers = city.pack.tiers.map { Field.Option($0.id, $0.name[language]) }
    let form = SearchForm(
      path: AdministrationPart.units.path,
      fields: [
        Field(
          "q", AdministrationWords.unitWords[language], .search(max: 80),
          values: search.words.isEmpty ? [] : [search.words]),
        Field(
          "tier", UnitWords.tier[language], .select(tiers, blank: Words.all[language]),
          values: [search.tier]),
      ], language: language)
    let empty = EmptyState(
      AdministrationWords.noneFound[language],
      advice: AdministrationWords.noneFoundAdvice[language],
      button: Button(Words.beginning[language], to: AdministrationPart.units.path))
    let about = search.isEmpty ? UnitWords.topAbout : UnitWords.foundAbout
    return """
      \(reader.head(.units, UnitListPage.title[language], about[language]))\(form)\
      \(units.isEmpty ? empty.html : UnitTable(units, below, city, language).html)\
      \(Pager(
        first: firstPath.map { (Words.beginning[language], $0) },
        next: nextPath.map { (Words.more[language], $0) }))
      """
  }
}

/// Units with what lies below them.
struct UnitTable: Component {
  let units: [UnitRecord]
  let below: [String: Int]
  let city: City
  let language: Language

  init(_ units: [UnitRecord], _ below: [String: Int], _ city: City, _ language: Language) {
    self.units = units
    self.below = below
    self.city = city
    self.language = language
  }

  var html: HTML {
    let rows = units.map { unit -> DataTable.Row in
      let count = below[unit.id] ?? 0
      return DataTable.Row([
        "<a href=\"\(UnitPage.path(unit.id))\">\(unit.name[language])</a>",
        "\(tier(unit.tier))", "\(city.territory.area(unit.area)?.name ?? unit.area)",
        "\(count == 0 ? "—" : String(count))", "<code>\(unit.id)</code>",
      ])
    }
    return DataTable(
      AdministrationWords.units[language],
      columns: [
        DataTable.Column(Words.unit[language], isHead: true),
        DataTable.Column(UnitWords.tier[language]), DataTable.Column(Words.area[language]),
        DataTable.Column(UnitWords.below[language]), DataTable.Column(UnitWords.code[language]),
      ], rows: rows, walks: true
    ).html
  }

  private func tier(_ id: String) -> String {
    city.pack.tiers.first { $0.id == id }?.name[language] ?? id
  }
}

/// One unit: where it stands, what it is in charge of, who sits there.
public struct UnitPage: Sendable {
  public static func path(_ id: String) -> String {
    AdministrationPart.units.path + "/" + QueryText.escaped(id)
  }

  let unit: UnitRecord
  let children: [UnitRecord]
  let below: [String: Int]
  let nextPath: String?
  let posts: [PostLine]
  let city: City
  let reader: AdministrationReader

  /// - Parameter nextPath: more units below; nil where these are all.
  public init(
    unit: UnitRecord, children: [UnitRecord], below: [String: Int], nextPath: String?,
    posts: [PostLine], city: City, reader: AdministrationReader
  ) {
    self.unit = unit
    self.children = children
    self.below = below
    self.nextPath = nextPath
    self.posts = posts
    self.city = city
    self.reader = reader
  }

  private var language: Language { reader.language }

  public var content: HTML {
    let postList: HTML =
      posts.isEmpty
      ? "\(EmptyState(UnitWords.noPosts[language], advice: UnitWords.noPostsAdvice[language]))"
      : PostTable(posts, city, reader).html
    let units: HTML =
      children.isEmpty
      ? .nothing
      : Card(
        UnitWords.below[language],
        """
        \(UnitTable(children, below, city, language))\
        \(Pager(first: nil, next: nextPath.map { (Words.more[language], $0) }))
        """
      ).html
    return """
      \(reader.head(.units, unit.name[language]))\
      <div class="columns"><div>\(Card(AdministrationWords.posts[language], postList))\
      \(Card(UnitWords.mandates[language], mandates))</div>\
      <div>\(Card(MatterWords.facts[language], facts.html))</div></div>\(units)
      """
  }

  private var facts: Facts {
    let tier = city.pack.tiers.first { $0.id == unit.tier }?.name[language] ?? unit.tier
    let above = city.organisation.chain(of: unit.id).dropFirst().reversed().map { id -> HTML in
      let name = city.organisation.unit(id)?.name[language] ?? id
      return "<a href=\"\(UnitPage.path(id))\">\(name)</a>"
    }
    return Facts([
      Facts.Fact(UnitWords.above[language], above.isEmpty ? nil : HTML.joined(above, by: " › ")),
      Facts.Fact(UnitWords.tier[language], text: tier),
      Facts.Fact(Words.area[language], text: area(unit.area)),
      Facts.Fact(UnitWords.template[language], text: unit.template),
      Facts.Fact(UnitWords.code[language], "<code>\(unit.id)</code>"),
    ])
  }

  /// An area with those around it, from the largest inwards.
  private func area(_ id: String) -> String {
    city.territory.chain(of: id).reversed().map { city.territory.area($0)?.name ?? $0 }
      .joined(separator: " › ")
  }

  private func function(_ id: String) -> String {
    city.pack.functions.first { $0.id == id }?.name[language] ?? id
  }

  private var mandates: HTML {
    let plain = unit.functions.map { id in
      DataTable.Row(["\(function(id))", "\(area(unit.area))", "—", "—", "\(inForce(nil, nil))"])
    }
    let dated = unit.mandates.map { mandate in
      DataTable.Row([
        "\(function(mandate.function))", "\(area(mandate.area ?? unit.area))",
        "\(mandate.from?.text ?? "—") – \(mandate.until?.text ?? "")",
        "\(mandate.ground.isEmpty ? "—" : mandate.ground)",
        "\(inForce(mandate.from, mandate.until))",
      ])
    }
    if plain.isEmpty, dated.isEmpty {
      return "\(EmptyState(UnitWords.noMandates[language], advice: UnitWords.inPack[language]))"
    }
    let table = DataTable(
      UnitWords.mandates[language],
      columns: [
        DataTable.Column(UnitWords.function[language], isHead: true),
        DataTable.Column(Words.area[language]), DataTable.Column(UnitWords.dates[language]),
        DataTable.Column(AdministrationWords.ground[language]),
        DataTable.Column(Words.state[language]),
      ], rows: plain + dated)
    return "\(table)<p class=\"soft\">\(UnitWords.inPack[language])</p>"
  }

  private func inForce(_ from: CivilDate?, _ until: CivilDate?) -> String {
    let today = reader.now.local(reader.offset).date
    if let from, today < from { return UnitWords.notYet[language] }
    if let until, until < today { return UnitWords.ended[language] }
    return UnitWords.inForce[language]
  }
}
