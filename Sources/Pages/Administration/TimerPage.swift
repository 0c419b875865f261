public import City
public import Journal
public import Kernel
import Matters
import Pack

/// Deadlines as the program keeps them: which are late, which come next.
public struct TimerPage: Sendable {
  public static let title = AdministrationWords.timers

  let late: JournalFigures
  let timers: [Timers.Timer]
  let kinds: [Timers.KindCount]
  let isLate: Bool
  let names: [StreamName: String]
  let city: City
  let nextPath: String?
  let firstPath: String?
  let reader: AdministrationReader

  /// - Parameters:
  ///   - late: how many are late, and since when.
  ///   - kinds: how many of each kind come within a day, or are late.
  ///   - names: what people call the subjects.
  ///   - isLate: whether the late ones are shown, or those that come.
  public init(
    late: JournalFigures, timers: [Timers.Timer], kinds: [Timers.KindCount], isLate: Bool,
    names: [StreamName: String], city: City, nextPath: String?, firstPath: String?,
    reader: AdministrationReader
  ) {
    self.late = late
    self.timers = timers
    self.kinds = kinds
    self.isLate = isLate
    self.names = names
    self.city = city
    self.nextPath = nextPath
    self.firstPath = firstPath
    self.reader = reader
  }

  private var language: Language { reader.language }

  public var content: HTML {
    let path = AdministrationPart.timers.path
    let tabs = Tabs(
      AdministrationWords.timers[language],
      [
        Tabs.Tab(TimerWords.next[language], to: path, icon: .clock, isChosen: !isLate),
        Tabs.Tab(
          TimerWords.late[language], to: path + "?late=true", count: Int64(late.timersLate),
          icon: late.timersLate > 0 ? .red : .green, isChosen: isLate),
      ])
    let empty =
      isLate
      ? EmptyState(TimerWords.noneLate[language], advice: TimerWords.noneLateAdvice[language])
      : EmptyState(TimerWords.noneNext[language], advice: TimerWords.noneNextAdvice[language])
    return """
      \(reader.head(.timers, TimerPage.title[language], TimerWords.about[language]))\(tabs)\
      \(behind)\(Tile.row(kinds.map(tile)))\(timers.isEmpty ? empty.html : table.html)\
      \(Pager(
        first: firstPath.map { (Words.beginning[language], $0) },
        next: nextPath.map { (Words.more[language], $0) }))
      """
  }

  /// How far the program is behind.
  private var behind: HTML {
    guard let oldest = late.timerOldest else { return .nothing }
    let span = reader.span(reader.now.milliseconds - oldest.milliseconds)
    let title = TimerWords.behind.filled(
      ["count": AdministrationWords.bounded(late.timersLate), "span": span], language)
    return "\(Notice(.caution, title, "<p>\(TimerWords.behindAdvice[language])</p>"))"
  }

  private func tile(_ kind: Timers.KindCount) -> Tile {
    let label = AdministrationWords.kind(kind.kind)[language]
    let words = isLate ? TimerWords.late : TimerWords.withinDay
    return Tile(
      label + " · " + words[language], AdministrationWords.bounded(Int(kind.count)), to: nil,
      note: "<small>\(kind.earliest.minuteText(reader.offset))</small>")
  }

  private var table: DataTable {
    DataTable(
      AdministrationWords.timers[language],
      columns: [
        DataTable.Column(TimerWords.due[language], isHead: true),
        DataTable.Column(TimerWords.left[language]), DataTable.Column(TimerWords.what[language]),
        DataTable.Column(JournalWords.subject[language]),
      ],
      rows: timers.map { timer in
        let stream = StreamName(kind: timer.kind, id: timer.subject)
        return DataTable.Row([
          reader.time(timer.due),
          "\(reader.span(abs(timer.due.milliseconds - reader.now.milliseconds)))",
          "\(words(timer.name)) <small><code>\(timer.name)</code></small>",
          SubjectLink(stream, named: names[stream], reader).html,
        ])
      })
  }

  /// What a deadline is about, as its name tells: `clock/handling/0/1/2`.
  private func words(_ name: String) -> String {
    let parts = name.split(separator: "/").map(String.init)
    let kind = TimerWords.kind(parts.first ?? "")[language]
    guard parts.count >= 5, let light = Int64(parts[parts.count - 1]) else { return kind }
    let clock = parts[1..<(parts.count - 3)].joined(separator: "/")
    let known = city.pack.kinds.values.lazy.flatMap(\.clocks).first { $0.record.id == clock }
    let turned = parts[0] == "clock" ? Matter.Light(rawValue: light) : nil
    let lamp = turned.map { " · " + LightMark.words($0)[language] } ?? ""
    return kind + " · " + (known?.record.name[language] ?? clock) + lamp
  }
}
