import City
import Figures
import Kernel
import Matters
import Organisation
import Pack

/// The parts of a bulletin below its key figures.
extension BulletinPage {
  // MARK: Lists

  /// What is not empty, beside each other; of the rest the tiles tell already.
  var listings: HTML {
    let full = bulletin.listings.filter { !$0.rows.entries.isEmpty }.map(listing)
    return full.count > 1 ? "<div class=\"columns columns-even\">\(full)</div>" : "\(full)"
  }

  private func listing(_ listing: Bulletin.Listing) -> HTML {
    let record = listing.item.figure.record
    let count = Int64(listing.item.line.value ?? 0)
    let title = "\(record.name[language]) \(count)\(record.unit)"
    let lines = listing.rows.entries.map(line)
    let more: HTML =
      listing.rows.next == nil || medium == .paper
      ? .nothing
      : """
      <p><a href="\(rows(listing.item) ?? "")">\
      \(BulletinWords.allOfThem.filled(["count": String(count)], language))</a></p>
      """
    return "\(Card(title, "<ul class=\"plain lines\">\(lines)</ul>\(more)"))"
  }

  private func line(_ entry: FigureRows.Entry) -> HTML {
    guard let matter = entry.matter else {
      let names = FigureNames(city, language)
      let what = [
        names.area(entry.row.dimensions.area), names.category(entry.row.dimensions.category),
      ]
      return """
        <li>\(what.joined(separator: " · ")) <small>\(FigureWords.closed[language])</small></li>
        """
    }
    let unit = matter.lead.flatMap { city.organisation.unit($0)?.name[language] }
    let number: HTML =
      medium == .paper
      ? "<span class=\"number\">\(matter.number)</span>"
      : "<a class=\"number\" href=\"/matters/\(matter.number)\">\(matter.number)</a>"
    let due = matter.dueAt.map { Words.due[language] + " " + $0.minuteText(city.pack.offset) }
    let facts = [unit ?? FigureWords.noUnit[language], due].compactMap { $0 }
    return "<li>\(number) \(matter.title) <small>\(facts.joined(separator: " · "))</small></li>"
  }

  // MARK: Charts

  func division(_ division: Bulletin.Division) -> HTML {
    let record = division.item.figure.record
    let names = FigureNames(city, language)
    let quiet = (period.isWeek ? BulletinWords.quietWeek : BulletinWords.quietDay)[language]
    var cards: [HTML] = []
    if let level = division.level {
      let title = BulletinWords.byArea.filled(
        ["figure": record.name[language], "level": level.name[language]], language)
      let bars = bars(division.byArea, division.item) { line in
        let name = names.area(line.keys[0], of: level)
        return (name, FigureAddress.Narrowing(area: FigureAddress.area(line.keys[0], of: level.id)))
      }
      cards.append(card("by-area-" + record.id, title, bars, division.item, quiet))
    }
    let title = BulletinWords.byCategory.filled(["figure": record.name[language]], language)
    let bars = bars(division.byCategory, division.item) { line in
      (names.category(line.keys[0]), FigureAddress.Narrowing(category: line.keys[0]))
    }
    cards.append(card("by-category-" + record.id, title, bars, division.item, quiet))
    return "<div class=\"columns columns-even\">\(cards)</div>"
  }

  private func card(
    _ id: String, _ title: String, _ bars: [BarChart.Bar], _ item: Bulletin.Item, _ quiet: String
  ) -> HTML {
    if bars.isEmpty { return "\(Card(title, "\(EmptyState(quiet))"))" }
    let chart = BarChart(
      id, title, unit: item.figure.record.unit, bars, showsTable: medium == .screen, language)
    return "\(Card(title, "\(chart)"))"
  }

  /// The longest first, as many as are read in a minute.
  private static let barsMax = 12

  private func bars(
    _ lines: [FigureLine], _ item: Bulletin.Item,
    _ name: (FigureLine) -> (String, FigureAddress.Narrowing)
  ) -> [BarChart.Bar] {
    let hidden = SmallNumbers.hidden(lines, item.figure.record.shownFrom)
    return zip(lines, hidden).filter { $0.0.count > 0 && !$0.1 }.map(\.0)
      .sorted { $0.count > $1.count }.prefix(BulletinPage.barsMax).map { line in
        let (label, narrowing) = name(line)
        return BarChart.Bar(label, Double(line.count), to: rows(item, narrowing))
      }
  }

  // MARK: Ranking

  func ranking(_ ranking: Bulletin.Ranking) -> HTML {
    let record = ranking.item.figure.record
    let method = BulletinWords.method.filled(
      [
        "definition": record.definition[language], "least": String(record.rankedFrom ?? 0),
        "left": String(ranking.unranked),
      ], language)
    let title = BulletinWords.ranking.filled(["figure": record.name[language]], language)
    let isRatio = record.numerator != nil
    let table = DataTable(
      title,
      columns: [
        DataTable.Column(BulletinWords.rank[language], isNumber: true),
        DataTable.Column(Words.unit[language], isHead: true),
        DataTable.Column(record.name[language], isNumber: true),
      ]
        + (isRatio
          ? [
            DataTable.Column(FigureWords.numerator[language], isNumber: true),
            DataTable.Column(FigureWords.denominator[language], isNumber: true),
          ] : [DataTable.Column(FigureWords.count[language], isNumber: true)]),
      rows: ranking.places.map { place($0, ranking.item) })
    return "\(Card(title, "\(table)<p class=\"soft\">\(method)</p>"))"
  }

  private func place(_ place: Bulletin.Ranking.Place, _ item: Bulletin.Item) -> DataTable.Row {
    let record = item.figure.record
    let narrowing = FigureAddress.Narrowing(unit: place.unit)
    func count(_ id: String?, _ count: Int64) -> HTML {
      let path =
        medium == .paper || count == 0
        ? nil : id.map { FigureAddress.rows($0, period.first, period.last, narrowing) }
      return FigureText.link("\(String(count))", to: path)
    }
    let counts =
      place.above.map {
        [count(record.numerator, $0), count(record.denominator, place.line.count)]
      } ?? [count(record.id, place.line.count)]
    return DataTable.Row(
      [
        "\(String(place.rank))", "\(FigureNames(city, language).unit(place.unit))",
        FigureText.value(place.line.value, record.unit),
      ] + counts)
  }

  // MARK: All figures

  /// Mechanisms with numbers, those with the most first; the others under one head.
  var groups: HTML {
    func told(_ group: Bulletin.Group) -> Int { group.items.count { !$0.isSilent } }
    let loud = bulletin.groups.filter { told($0) > 0 }.sorted { told($0) > told($1) }
    let silent = bulletin.groups.filter { told($0) == 0 }
    if silent.isEmpty || medium == .paper { return "\(loud.map(group))" }
    let title = BulletinWords.silentGroups.filled(["count": String(silent.count)], language)
    let lines = silent.map { group -> HTML in
      let items = HTML.joined(group.items.map(link), by: "\(FigureText.comma(language))")
      return "<li><b>\(name(group))</b> \(items)</li>"
    }
    return "\(loud.map(group))\(Disclosure(title, "<ul class=\"plain\">\(lines)</ul>"))"
  }

  private func name(_ group: Bulletin.Group) -> String {
    group.mechanism?.name[language] ?? BulletinWords.own[language]
  }

  private func group(_ group: Bulletin.Group) -> HTML {
    let told = group.items.filter { !$0.isSilent }
    let silent = group.items.filter(\.isSilent)
    let name = name(group)
    let title = BulletinWords.group.filled(
      ["name": name, "told": String(told.count), "count": String(group.items.count)], language)
    let table = DataTable(
      name,
      columns: [
        DataTable.Column(BulletinWords.figure[language], isHead: true),
        DataTable.Column(BulletinWords.value[language], isNumber: true),
        DataTable.Column(BulletinWords.change[language], isNumber: true),
      ], rows: told.map(row))
    let rest: HTML =
      silent.isEmpty || medium == .paper
      ? .nothing
      : """
      <p class="soft">\(BulletinWords.silent.filled(["count": String(silent.count)], language))\
      \(HTML.joined(silent.map(link), by: "\(FigureText.comma(language))"))</p>
      """
    return """
      \(Disclosure(title, isOpen: medium == .paper, "\(table)\(rest)"))
      """
  }

  private func link(_ item: Bulletin.Item) -> HTML {
    let record = item.figure.record
    return FigureText.link(
      "\(record.name[language])", to: medium == .paper ? nil : FigureAddress.page(record.id))
  }

  private func row(_ item: Bulletin.Item) -> DataTable.Row {
    let record = item.figure.record
    var value = FigureText.link(FigureText.value(item.line.value, record.unit), to: rows(item))
    if let above = item.above {
      let parts = "\(above) ÷ \(item.line.count)"
      value = "\(value) <small>\(parts)</small>"
    } else if let high = item.line.percentile90 {
      let words = BulletinWords.median90.filled(
        ["median": FigureText.value(item.line.value), "high": FigureText.value(high)], language)
      value = "\(value) <small>\(words)</small>"
    }
    return DataTable.Row([link(item), value, "\(change(item))"])
  }
}
