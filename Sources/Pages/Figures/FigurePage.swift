public import City
import Figures
public import Kernel
import Pack

/// One figure: what it counts, how it went, and how its parts compare.
public struct FigurePage: Sendable {
  let view: FigureView
  let today: CivilDate
  /// The areas of the reader; nil for everywhere.
  let areas: Set<String>?
  let city: City
  let language: Language

  public init(
    view: FigureView, today: CivilDate, areas: Set<String>?, city: City, language: Language
  ) {
    self.view = view
    self.today = today
    self.areas = areas
    self.city = city
    self.language = language
  }

  var record: FigureRecord { view.figure.record }

  public var content: HTML {
    let most = ["count": String(view.asked.rhythm.stepsMax)]
    let cut: HTML =
      view.isCut ? "\(Notice(.info, FigureWords.cut.filled(most, language)))" : .nothing
    return """
      <header class="page-head"><h1>\(record.name[language])</h1>\
      <p>\(record.definition[language])</p></header>
      \(form)\(cut)\(Tile.row(tiles))
      \(Card(FigureWords.trend[language], trend))\(comparison)\
      \(Card(FigureWords.definition[language], FigureParts(city, language).facts(view.figure).html))
      """
  }

  // MARK: What is asked

  private var form: HTML {
    let rhythms: [(FigureRhythm, Text)] = [
      (.day, FigureWords.day), (.week, FigureWords.week), (.month, FigureWords.month),
    ]
    let tabs = Tabs(
      FigureWords.step[language],
      rhythms.map { rhythm, words in
        Tabs.Tab(
          FigureWords.by.filled(["what": words[language]], language),
          to: FigureAddress.page(record.id) + "?by=" + rhythm.rawValue + kept,
          isChosen: rhythm == view.asked.rhythm)
      })
    var fields = [
      date("from", FigureWords.from, view.first), date("to", FigureWords.to, min(view.last, today)),
    ]
    if let areas = areaField { fields.append(areas) }
    return """
      \(tabs)<form class="inline-form" method="get" action="\(FigureAddress.page(record.id))">\
      <input type="hidden" name="by" value="\(view.asked.rhythm.rawValue)">\
      <input type="hidden" name="compare" value="\(FigurePage.name(view.division))">\
      \(fields)\(Button(FigureWords.show[language]))</form>
      """
  }

  /// What stays as it is when the steps change.
  private var kept: String {
    "&compare=" + FigurePage.name(view.division) + (view.asked.area.map { "&area=" + $0 } ?? "")
  }

  private func date(_ name: String, _ words: Text, _ value: CivilDate) -> HTML {
    """
    <label for="field-\(name)">\(words[language])</label>\
    <input type="date" id="field-\(name)" name="\(name)" value="\(value.text)" \
    max="\(today.text)" required>
    """
  }

  /// Most areas in the list to choose from.
  private static let areasMax = 300

  private var areaField: HTML? {
    let levels = city.levelsCompared(in: areas).map(\.id)
    let options = city.pack.areas.filter {
      levels.contains($0.level) && areas?.contains($0.id) ?? true
    }.prefix(FigurePage.areasMax)
    if options.isEmpty { return nil }
    let choices = options.map { area -> HTML in
      let isChosen = HTML.flag("selected", area.id == view.asked.area)
      return "<option value=\"\(area.id)\"\(isChosen)>\(area.name)</option>"
    }
    return """
      <label for="field-area">\(Words.area[language])</label>\
      <select id="field-area" name="area"><option value="">\(Words.all[language])</option>\
      \(choices)</select>
      """
  }

  static func name(_ division: FigureQuestion.Division?) -> String {
    switch division {
    case .level(let level): level
    case .unit: "unit"
    case .category: "category"
    case .channel: "channel"
    case .month: "month"
    case .day: "day"
    case nil: ""
    }
  }

  // MARK: Numbers

  private func rows(
    _ id: String, _ first: CivilDate, _ last: CivilDate, _ count: Int64,
    _ narrowing: FigureAddress.Narrowing? = nil
  ) -> String? {
    if count == 0 { return nil }
    var narrowing = narrowing ?? FigureAddress.Narrowing()
    if narrowing.area == nil { narrowing.area = view.asked.area }
    return FigureAddress.rows(id, first, last, narrowing)
  }

  private var tiles: [Tile] {
    guard let total = view.total else { return [] }
    let words = record.form == .stock ? FigureWords.atEnd : FigureWords.total
    var tiles = [
      Tile(
        words[language], FigureText.value(total.value), unit: total.value == nil ? "" : record.unit,
        to: rows(record.id, view.first, view.last, total.count),
        note: "\(Sparkline(view.trend.map(\.value), language))")
    ]
    if let high = total.percentile90 {
      tiles.append(
        Tile(FigureWords.high[language], FigureText.value(high), unit: record.unit, to: nil))
    }
    if record.form == .ratio || record.form == .distribution {
      let id = record.denominator ?? record.id
      tiles.append(
        Tile(
          FigureWords.count[language], String(total.count),
          to: rows(id, view.first, view.last, total.count)))
    }
    return tiles
  }

  private func label(_ step: FigureStep) -> String {
    switch view.asked.rhythm {
    case .day: String(step.first.text.dropFirst(5))
    case .week: String(CivilWeek(containing: step.first).text.dropFirst(5))
    case .month: String(step.first.text.dropLast(3))
    }
  }

  private var trend: HTML {
    if !view.trend.contains(where: { $0.count > 0 }) {
      return """
        \(EmptyState(
          FigureWords.nothing[language], advice: FigureWords.nothingAdvice[language],
          button: Button(BulletinWords.bulletin[language], to: "/bulletin")))
        """
    }
    let paths = zip(view.steps, view.trend).map { step, line in
      rows(record.id, step.first, step.last, line.count)
    }
    let name = record.form == .distribution ? FigureWords.median[language] : record.name[language]
    var series = [LineChart.Series(name, view.trend.map(\.value), paths: paths)]
    if record.form == .distribution {
      series.append(
        LineChart.Series(FigureWords.high[language], view.trend.map(\.percentile90)))
    }
    return """
      <div class="trend">\(LineChart(
        "trend", record.name[language], labels: view.steps.map(label), series: series,
        isTableOpen: true, language))</div>
      """
  }

  // MARK: Comparison

  private func words(_ division: FigureQuestion.Division) -> String {
    switch division {
    case .level(let id):
      city.pack.levels.first { $0.id == id }?.name[language] ?? Words.area[language]
    case .unit: Words.unit[language]
    case .category: Words.category[language]
    case .channel: FigureWords.channel[language]
    case .month: FigureWords.month[language]
    case .day: FigureWords.day[language]
    }
  }

  private var comparison: HTML {
    guard let division = view.division else { return .nothing }
    let path =
      FigureAddress.page(record.id) + "?by=" + view.asked.rhythm.rawValue
      + "&from=" + view.first.text + "&to=" + min(view.last, today).text
      + (view.asked.area.map { "&area=" + $0 } ?? "")
    let tabs = Tabs(
      FigureWords.compareBy[language],
      view.divisions.map { one in
        Tabs.Tab(
          FigureWords.by.filled(["what": words(one)], language),
          to: path + "&compare=" + FigurePage.name(one) + "#comparison",
          isChosen: one == division)
      })
    return """
      \(Card(FigureWords.comparison[language], id: "comparison", "\(tabs)\(parts(division))"))
      """
  }

  /// Most parts of one table.
  private static let partsMax = 50

  private struct Part {
    let name: String
    let line: FigureLine
    let narrowing: FigureAddress.Narrowing
    let isHidden: Bool
  }

  private func part(_ line: FigureLine, _ division: FigureQuestion.Division, _ isHidden: Bool)
    -> Part
  {
    let names = FigureNames(city, language)
    let key = line.keys[0]
    var narrowing = FigureAddress.Narrowing()
    let name: String
    switch division {
    case .level(let id):
      narrowing.area = FigureAddress.area(key, of: id)
      name = names.area(key, of: city.pack.levels.first { $0.id == id })
    case .category:
      (narrowing.category, name) = (key, names.category(key))
    case .channel:
      (narrowing.channel, name) = (key, names.channel(key))
    case .unit, .month, .day:
      (narrowing.unit, name) = (key, names.unit(key))
    }
    return Part(name: name, line: line, narrowing: narrowing, isHidden: isHidden)
  }

  private func parts(_ division: FigureQuestion.Division) -> HTML {
    let hidden = SmallNumbers.hidden(view.parts, record.shownFrom)
    var parts = zip(view.parts, hidden).map { part($0, division, $1) }
    if parts.isEmpty { return "\(EmptyState(FigureWords.nothing[language]))" }
    // Units are people at work: they stand in the order of a value only where it may rank them, and
    // only those with enough of it.
    let least = division == .unit ? record.rankedFrom.map(Int64.init) : 0
    func isOrdered(_ part: Part) -> Bool {
      !part.isHidden && least.map { part.line.count >= $0 } ?? false
    }
    parts.sort { one, other in
      guard isOrdered(one), isOrdered(other) else {
        return isOrdered(one) == isOrdered(other) ? one.name < other.name : isOrdered(one)
      }
      return (other.line.value ?? 0, one.name) < (one.line.value ?? 0, other.name)
    }
    let about = least.map {
      FigureWords.rankedLeast.filled(["least": String($0)], language)
    }
    let note: HTML =
      least == 0
      ? .nothing : "<p class=\"soft\">\(about ?? FigureWords.notRanked[language])</p>"
    let rest: HTML =
      parts.count > FigurePage.partsMax
      ? """
      <p class="soft">\(FigureWords.first.filled(
        ["count": String(FigurePage.partsMax)], language))</p>
      """ : .nothing
    let bars = parts.filter { !$0.isHidden && (least == nil || isOrdered($0)) }
      .prefix(FigurePage.barsMax).map { part in
        BarChart.Bar(
          part.name, part.line.value ?? 0,
          to: rows(record.id, view.first, view.last, part.line.count, part.narrowing))
      }
    let title = FigureWords.by.filled(["what": words(division)], language)
    let chart = BarChart(
      "parts", record.name[language] + " " + title, unit: record.unit, bars, showsTable: false,
      language)
    return """
      \(note)<div class="columns columns-even"><div>\(chart)</div>\
      <div>\(table(title, parts.prefix(FigurePage.partsMax)))\(rest)</div></div>
      """
  }

  private static let barsMax = 20

  private func table(_ title: String, _ parts: ArraySlice<Part>) -> DataTable {
    let isRatio = record.form == .ratio
    let isSpread = record.form == .distribution
    var columns = [
      DataTable.Column(title, isHead: true),
      DataTable.Column(
        isSpread ? FigureWords.median[language] : BulletinWords.value[language], isNumber: true),
    ]
    if isSpread { columns.append(DataTable.Column(FigureWords.high[language], isNumber: true)) }
    if isRatio { columns.append(DataTable.Column(FigureWords.numerator[language], isNumber: true)) }
    if isRatio || isSpread {
      let words = isRatio ? FigureWords.denominator : FigureWords.count
      columns.append(DataTable.Column(words[language], isNumber: true))
    }
    return DataTable(title, columns: columns, rows: parts.map(row))
  }

  private func row(_ part: Part) -> DataTable.Row {
    let line = part.line
    if part.isHidden {
      let least = Int64(record.shownFrom ?? 0)
      let words =
        line.count < least
        ? FigureWords.fewer.filled(["least": String(least)], language)
        : FigureWords.withheld[language]
      return DataTable.Row(["\(part.name)", "\(words)", "", ""])
    }
    func count(_ id: String, _ count: Int64) -> HTML {
      FigureText.link(
        "\(String(count))", to: rows(id, view.first, view.last, count, part.narrowing))
    }
    switch record.form {
    case .flow, .stock: return DataTable.Row(["\(part.name)", count(record.id, line.count)])
    case .distribution:
      return DataTable.Row([
        "\(part.name)", "\(FigureText.value(line.value))", "\(FigureText.value(line.percentile90))",
        count(record.id, line.count),
      ])
    case .ratio:
      return DataTable.Row([
        "\(part.name)", FigureText.value(line.value, record.unit),
        count(record.numerator ?? "", view.above[line.keys[0]] ?? 0),
        count(record.denominator ?? "", line.count),
      ])
    }
  }
}
