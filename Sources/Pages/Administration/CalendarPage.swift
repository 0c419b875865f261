public import Kernel
public import WorkCalendar

/// The working calendar: a year in twelve months, and what a limit comes to.
public struct CalendarPage: Sendable {
  public static let title = AdministrationWords.calendar

  /// A limit that is tried out, as it was asked and what it comes to.
  public struct Trial: Sendable {
    public var from = ""
    public var limit = ""
    public var countsFromNextDay = false
    public var problem: Problem?
    public var words = Text("")
    public var start: Instant?
    public var end: Instant?
    public var isProvisional = false
    public var steps: [WorkCalendar.DayStep] = []

    public init() {}
  }

  let year: Int
  let calendar: WorkCalendar
  let sources: [(path: String, hash: String)]
  let trial: Trial
  let reader: AdministrationReader

  /// - Parameter sources: the files from which the holidays are.
  public init(
    year: Int, calendar: WorkCalendar, sources: [(path: String, hash: String)], trial: Trial,
    reader: AdministrationReader
  ) {
    self.year = year
    self.calendar = calendar
    self.sources = sources
    self.trial = trial
    self.reader = reader
  }

  private var language: Language { reader.language }

  /// How many days ahead a missing list is told.
  static let warnedDays = 60

  /// The year whose list will be needed soon and is not there; nil where all is well.
  public static func missing(_ calendar: WorkCalendar, on today: CivilDate) -> Int? {
    [today.year, today.advanced(byDays: warnedDays).year].first { !calendar.holidays.covers($0) }
  }

  public var content: HTML {
    """
    \(reader.head(.calendar, CalendarPage.title[language], CalendarWords.about[language]))\
    \(warning)<div class="columns"><div>\
    \(Card(CalendarWords.trial[language], id: "trial", trialHTML))</div>\
    <div>\(Card(MatterWords.facts[language], facts.html))</div></div>\
    \(years)\(Card(
      CalendarWords.year.filled(["year": String(year)], language), id: "year", picture))\
    \(Card(CalendarWords.days[language], days))
    """
  }

  private var warning: HTML {
    let today = reader.now.local(reader.offset).date
    guard let year = CalendarPage.missing(calendar, on: today) else { return .nothing }
    let title = CalendarWords.missing.filled(["year": String(year)], language)
    return "\(Notice(.caution, title, "<p>\(CalendarWords.missingAdvice[language])</p>"))"
  }

  private var facts: Facts {
    let covered = calendar.holidays.coveredYears
    let span = covered.first.flatMap { first in covered.last.map { "\(first)–\($0)" } }
    let rest = calendar.restDays.sorted().map { CalendarWords.weekday($0)[language] }
    let files = sources.map { source -> HTML in
      "<code>\(source.path)</code><br><small>SHA-256 \(source.hash)</small>"
    }
    return Facts([
      Facts.Fact(CalendarWords.hours[language], text: calendar.hours.text),
      Facts.Fact(CalendarWords.rest[language], text: rest.joined(separator: " ")),
      Facts.Fact(CalendarWords.covered[language], text: span ?? "—"),
      Facts.Fact(CalendarWords.source[language], HTML.joined(files, by: "<br>")),
      Facts.Fact(CalendarWords.offset[language], text: reader.offset.text),
    ])
  }

  private var years: HTML {
    let path = AdministrationPart.calendar.path
    let around = (year - 2...year + 2).filter { (1...9999).contains($0) }
    let tabs = around.map { other in
      Tabs.Tab(
        String(other), to: "\(path)?year=\(other)#year",
        icon: calendar.holidays.covers(other) ? nil : .amber, isChosen: other == year)
    }
    return "\(Tabs(CalendarWords.years[language], tabs))"
  }

  // MARK: A limit on trial

  private var trialHTML: HTML {
    func error(_ name: String) -> String {
      trial.problem?.field == name ? trial.problem?.text(language) ?? "" : ""
    }
    let form = SearchForm(
      path: AdministrationPart.calendar.path,
      fields: [
        Field(
          "limit", CalendarWords.limit[language], .text(max: 60),
          values: trial.limit.isEmpty ? [] : [trial.limit], hint: CalendarWords.limitHint[language],
          error: error("limit"), isRequired: true),
        Field(
          "from", CalendarWords.from[language], .dateTime, values: [trial.from],
          error: error("from")),
        Field(
          "next", CalendarWords.nextDay[language], .tick,
          values: trial.countsFromNextDay ? ["true"] : [],
          hint: CalendarWords.nextDayHint[language]),
      ], label: CalendarWords.reckon, language: language)
    return "\(answer)\(form)"
  }

  private var answer: HTML {
    guard let start = trial.start, let end = trial.end else { return .nothing }
    let title = CalendarWords.answer.filled(
      [
        "limit": trial.words[language], "from": start.minuteText(reader.offset),
        "end": end.minuteText(reader.offset),
      ], language)
    let provisional: HTML =
      trial.isProvisional ? "<p>\(CalendarWords.provisional[language])</p>" : .nothing
    return "\(Notice(.done, title, provisional))\(explanation)"
  }

  private var explanation: HTML {
    if trial.steps.isEmpty { return "<p>\(CalendarWords.runsThrough[language])</p>" }
    let rows = trial.steps.map { step -> DataTable.Row in
      let kind =
        step.isWorking
        ? (step.name.isEmpty ? CalendarWords.workDay : CalendarWords.madeUp)
        : (step.name.isEmpty ? CalendarWords.restDay : CalendarWords.holiday)
      return DataTable.Row([
        "\(step.date.text) \(CalendarWords.weekday(step.date.weekday)[language])",
        "\(kind[language]) \(step.name)", "\(hours(step.milliseconds))",
      ])
    }
    let sum = trial.steps.reduce(0) { $0 + $1.milliseconds }
    let table = DataTable(
      CalendarWords.counted[language],
      columns: [
        DataTable.Column(CalendarWords.day[language], isHead: true),
        DataTable.Column(CalendarWords.kind[language]),
        DataTable.Column(CalendarWords.worked[language]),
      ], rows: rows)
    let total = CalendarWords.sum.filled(["hours": hours(sum)], language)
    return Disclosure(CalendarWords.counted[language], isOpen: true, "\(table)<p>\(total)</p>").html
  }

  /// `3:30`, hours and minutes.
  private func hours(_ milliseconds: Int64) -> String {
    let minutes = Int(milliseconds / 60_000)
    return "\(minutes / 60):" + padded(minutes % 60, 2)
  }

  // MARK: The year

  private var picture: HTML {
    let key: HTML = """
      <ul class="legend"><li><b class="day day-off">\(CalendarWords.offMark[language])</b> \
      \(CalendarWords.holiday[language])</li><li><b class="day day-made-up">\
      \(CalendarWords.workMark[language])</b> \(CalendarWords.madeUp[language])</li>\
      <li><b class="day day-rest">·</b> \(CalendarWords.restDay[language])</li></ul>
      """
    let months = (1...12).map(month)
    return "\(key)<div class=\"months\">\(months)</div>"
  }

  private func month(_ number: Int) -> HTML {
    guard let first = CivilDate(year: year, month: number, day: 1) else { return .nothing }
    let length = CivilDate.length(ofMonth: number, year: year)
    let heads = (1...7).map { day -> HTML in
      let name = CalendarWords.weekday(day)[language]
      return
        """
        <th scope="col"><abbr title="\(name)">\
        \(CalendarWords.initial(day)[language])</abbr></th>
        """
    }
    var cells = (1..<max(1, first.weekday)).map { _ -> HTML in "<td></td>" }
    cells += (0..<length).map { cell(first.advanced(byDays: $0)) }
    let rows = stride(from: 0, to: cells.count, by: 7).map { start -> HTML in
      "<tr>\(Array(cells[start..<min(start + 7, cells.count)]))</tr>"
    }
    return """
      <table class="month"><caption>\(CalendarWords.month(number)[language])</caption>\
      <thead><tr>\(heads)</tr></thead>\
      <tbody>\(rows)</tbody></table>

      """
  }

  private func cell(_ date: CivilDate) -> HTML {
    let today = reader.now.local(reader.offset).date
    let now: HTML = date == today ? " aria-current=\"date\"" : .nothing
    guard let line = calendar.holidays[date] else {
      let rest: HTML = calendar.restDays.contains(date.weekday) ? " class=\"day-rest\"" : .nothing
      return "<td\(rest)\(now)>\(date.day)</td>"
    }
    let mark = (line.isOff ? CalendarWords.offMark : CalendarWords.workMark)[language]
    let look: HTML = line.isOff ? "day-off" : "day-made-up"
    return
      "<td class=\"\(look)\" title=\"\(line.name)\"\(now)>\(date.day)<small>\(mark)</small></td>"
  }

  /// The same as a list, for whoever hears the page or prints it.
  private var days: HTML {
    let lines = calendar.holidays.days.filter { $0.date.year == year }
    if lines.isEmpty {
      return EmptyState(
        CalendarWords.noList.filled(["year": String(year)], language),
        advice: CalendarWords.missingAdvice[language]
      ).html
    }
    return DataTable(
      CalendarWords.days[language],
      columns: [
        DataTable.Column(CalendarWords.day[language], isHead: true),
        DataTable.Column(CalendarWords.name[language]),
        DataTable.Column(CalendarWords.kind[language]),
      ],
      rows: lines.map { line in
        DataTable.Row([
          "\(line.date.text) \(CalendarWords.weekday(line.date.weekday)[language])",
          "\(line.name)",
          "\((line.isOff ? CalendarWords.holiday : CalendarWords.madeUp)[language])",
        ])
      }
    ).html
  }
}
