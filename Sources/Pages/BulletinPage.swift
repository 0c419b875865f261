public import City
import Figures
public import Kernel
import Pack

/// The bulletin of a day or a week, as it is read on a phone in a minute and printed on A4.
public struct BulletinPage: Sendable {
  /// What it is written for.
  public enum Medium: Sendable { case screen, paper }

  let bulletin: Bulletin
  let now: Instant
  /// The areas that it covers; empty for the whole city.
  let areas: [String]
  let city: City
  let medium: Medium
  let language: Language

  public static let title = BulletinWords.bulletin

  public init(
    bulletin: Bulletin, now: Instant, areas: [String], city: City, medium: Medium = .screen,
    language: Language
  ) {
    self.bulletin = bulletin
    self.now = now
    self.areas = areas
    self.city = city
    self.medium = medium
    self.language = language
  }

  var period: BulletinPeriod { bulletin.period }

  private var today: CivilDate { now.local(city.pack.offset).date }

  public var name: String {
    (period.isWeek ? BulletinWords.weekly : BulletinWords.daily)[language]
  }

  public var content: HTML {
    let foot = medium == .screen ? BulletinWords.foot : BulletinWords.footOnPaper
    return """
      \(medium == .screen ? controls : .nothing)<article class="bulletin">\(head)
      <h2 class="heard">\(BulletinWords.headlines[language])</h2>
      \(Tile.row(bulletin.headlines.map(tile)))
      \(listings)
      \(bulletin.divisions.map(division))\(bulletin.rankings.map(ranking))
      <h2>\(BulletinWords.allFigures[language])</h2>
      \(groups)<p class="soft">\(foot[language])</p></article>
      """
  }

  /// The bulletin as files for printing.
  public var paper: PaperPage {
    PaperPage(
      content, title: name + " " + period.text,
      header: city.pack.name[language] + " · " + name + " · " + period.text, language: language)
  }

  // MARK: Head

  private var head: HTML {
    let issue = BulletinWords.issue.filled(
      ["year": String(period.year), "issue": String(period.issue)], language)
    let days =
      period.first == period.last
      ? period.first.text : period.first.text + " – " + period.last.text
    var parts = [issue, days]
    if !areas.isEmpty {
      parts.append(
        BulletinWords.scope.filled(
          ["areas": areas.joined(separator: FigureText.comma(language))], language))
    }
    let isRunning = period.last >= today
    if isRunning {
      parts.append(
        BulletinWords.asOf.filled(["time": now.minuteText(city.pack.offset)], language))
    }
    let note: HTML =
      isRunning ? "<p class=\"soft\">\(BulletinWords.running[language])</p>" : .nothing
    return """
      <header class="bulletin-head"><p class="sheet-issuer">\(city.pack.name[language])</p>\
      <h1>\(name)</h1><p class="bulletin-issue">\(parts.joined(separator: " · "))</p></header>\
      \(note)
      """
  }

  private var controls: HTML {
    let week = CivilWeek(containing: min(period.last, today))
    let day = min(period.last, today)
    let tabs = Tabs(
      BulletinWords.rhythm[language],
      [
        Tabs.Tab(
          BulletinWords.daily[language], to: path(.day(day)), isChosen: !period.isWeek),
        Tabs.Tab(
          BulletinWords.weekly[language], to: path(.week(week)), isChosen: period.isWeek),
      ])
    let words =
      period.isWeek
      ? (BulletinWords.weekBefore, BulletinWords.weekAfter)
      : (BulletinWords.dayBefore, BulletinWords.dayAfter)
    let after =
      period.after.first > today
      ? [] : [Button(words.1[language], icon: .next, to: path(period.after))]
    let bar = ActionBar(
      [Button(words.0[language], icon: .back, to: path(period.before))] + after
        + [
          Button(
            BulletinWords.download[language], icon: .download, to: path(period, as: "/bulletin.pdf")
          )
        ])
    return "\(tabs)<div class=\"bulletin-controls\">\(bar)\(chooser)</div>"
  }

  /// A date is a way to a day and to its week.
  private var chooser: HTML {
    let hidden: HTML =
      period.isWeek ? "<input type=\"hidden\" name=\"rhythm\" value=\"week\">" : .nothing
    return """
      <form class="inline-form" method="get" action="/bulletin">\(hidden)\
      <label for="bulletin-date">\(BulletinWords.choose[language])</label>\
      <input type="date" id="bulletin-date" name="date" value="\(period.first.text)" \
      max="\(today.text)" required>\(Button(BulletinWords.show[language]))</form>
      """
  }

  private func path(_ period: BulletinPeriod, as page: String = "/bulletin") -> String {
    page + (period.isWeek ? "?week=" : "?date=") + period.text
  }

  // MARK: Numbers

  /// Where the rows of a figure are; on paper nothing is opened.
  func rows(
    _ item: Bulletin.Item, _ narrowing: FigureAddress.Narrowing = FigureAddress.Narrowing()
  ) -> String? {
    if medium == .paper || item.line.count == 0 { return nil }
    return FigureAddress.rows(item.figure.record.id, period.first, period.last, narrowing)
  }

  private func tile(_ item: Bulletin.Item) -> Tile {
    let record = item.figure.record
    let isWatched = record.bulletin.contains(.listed) && (item.line.value ?? 0) > 0
    return Tile(
      record.name[language], FigureText.value(item.line.value),
      unit: item.line.value == nil ? "" : record.unit, tone: isWatched ? .amber : .plain,
      to: rows(item), note: "<small>\(change(item))</small>")
  }

  func change(_ item: Bulletin.Item) -> String {
    guard let change = item.change else { return "" }
    let than =
      (period.isWeek ? BulletinWords.aWeekBefore : BulletinWords.aDayBefore)[language]
    guard var text = FigureText.change(change) else {
      return BulletinWords.same.filled(["than": than], language)
    }
    if item.figure.record.unit == "%" {
      text = BulletinWords.points.filled(["change": text], language)
    }
    return BulletinWords.more.filled(["than": than, "change": text], language)
  }
}
