public import City
public import Kernel
import Matters
import Pack

/// A matter as an official work order on paper: what, where, who is summoned, by when, what is
/// demanded, and room for signatures.
public struct MatterSheetPage: Sendable {
  public static let title = CaseWords.sheet

  private let file: CaseFile
  private let now: Instant
  private let reader: String
  private let names: CaseNames

  /// - Parameter reader: who prints it.
  public init(_ file: CaseFile, now: Instant, reader: String, city: City, language: Language) {
    self.file = file
    self.now = now
    self.reader = reader
    names = CaseNames(city: city, language: language, people: file.people)
  }

  private var matter: Matter { file.matter }
  private var language: Language { names.language }
  private var report: ReportText { ReportText(parsing: matter.body?.text ?? "") }

  public var content: HTML {
    let isWhistle = names.city.pack.kinds[matter.kind]?.record.whistle != nil
    let sheet = PrintSheet(
      issuer: names.city.pack.name[language],
      title: (isWhistle ? SheetWords.whistle : SheetWords.title)[language],
      number: SheetWords.number.filled(["number": matter.number], language), boxes: boxes,
      blocks: blocks, signatures: signatures, date: SheetWords.date[language],
      foot: SheetWords.foot.filled(["time": names.time(now), "who": reader], language))
    return """
      \(ActionBar([
        Button(printing: SheetWords.print[language]),
        Button(
          SheetWords.back[language], .quiet, icon: .back, to: "/matters/\(matter.number)"),
      ]))<p class="soft on-screen">\(SheetWords.how[language])</p>\(sheet)
      """
  }

  private var boxes: [(name: String, value: String)] {
    // A whistle is blown by a unit; nobody called.
    let caller =
      matter.caller == "-" ? nil : names.city.matters.publicCaller(matter)[language]
    let all: [(Text, String?)] = [
      (MatterWords.received, names.time(matter.receivedAt)),
      (CaseWords.channel, names.channel(matter.channel)),
      (MatterWords.caller, caller), (Words.state, names.state(matter)),
      (Words.area, matter.area.map(names.path) ?? CaseWords.unplaced[language]),
      (Words.category, matter.category.map(names.category) ?? Words.unrecognised[language]),
      (CaseWords.address, report[ReportText.address]),
      (Words.due, matter.dueAt.map(names.time) ?? CaseWords.noDeadline[language]),
      (Words.lead, matter.lead.map(names.unit) ?? CaseWords.nobody[language]),
      (
        HistoryWords.supervision,
        matter.parts.supervision == 0 ? nil : String(matter.parts.supervision)
      ),
    ]
    return all.compactMap { name, value in value.map { (name[language], $0) } }
  }

  private var blocks: [PrintSheet.Block] {
    var blocks = [
      PrintSheet.Block(Words.title[language], "<p><b>\(matter.title)</b></p>"),
      PrintSheet.Block(
        MatterWords.request[language], "<p class=\"words\">\(report.description)</p>"),
    ]
    if !matter.parts.tasks.isEmpty {
      blocks.append(PrintSheet.Block(SheetWords.units[language], units))
    }
    blocks.append(PrintSheet.Block(SheetWords.demands[language], demands))
    if matter.clocks.contains(where: { $0.stoppedAt == nil }) {
      blocks.append(PrintSheet.Block(SheetWords.clocks[language], clocks))
    }
    return blocks + [PrintSheet.Block(SheetWords.course[language], course)]
  }

  private func table(_ heads: [Text], _ rows: [[String]]) -> HTML {
    let head = heads.map { text -> HTML in "<th scope=\"col\">\(text[language])</th>" }
    let body = rows.map { row -> HTML in
      let cells = row.map { cell -> HTML in "<td>\(cell)</td>" }
      return "<tr>\(cells)</tr>"
    }
    return """
      <table class="sheet-table"><thead><tr>\(head)</tr></thead><tbody>\(body)</tbody></table>
      """
  }

  private var units: HTML {
    table(
      [Words.unit, PartyWords.demand, TaskWords.summoned, TaskWords.signedIn, TaskWords.arrived],
      matter.parts.tasks.map { task in
        [
          names.unit(task.unit), task.demand, names.time(task.summonedAt),
          task.signedInAt.map(names.time) ?? "",
          task.isOnSite ? task.arrivedAt.map(names.time) ?? "" : "—",
        ]
      })
  }

  private var clocks: HTML {
    table(
      [SheetWords.clock, SheetWords.limit, SheetWords.started, ClockWords.due],
      matter.clocks.filter { $0.stoppedAt == nil }.map { clock in
        [
          names.clock(clock, of: matter), clock.limit, names.time(clock.startedAt),
          clock.remaining == nil ? names.time(clock.dueAt) : ClockWords.paused[language],
        ]
      })
  }

  private var demands: HTML {
    let category = names.city.pack.categories.first { $0.id == matter.category }
    let standard = category?.closing[language] ?? ""
    var lines: [String] = []
    if let due = matter.dueAt, matter.caller != "-" {
      lines.append(SheetWords.answerBy.filled(["time": names.time(due)], language))
    }
    if !matter.parts.tasks.isEmpty { lines.append(SheetWords.signIn[language]) }
    if !standard.isEmpty {
      lines.append(SheetWords.standard[language] + " · " + standard)
    }
    let items = lines.map { line -> HTML in "<li>\(line)</li>" }
    return items.isEmpty ? "<p>—</p>" : "<ol class=\"sheet-list\">\(items)</ol>"
  }

  /// What the unit has written, or room to write it by hand.
  private var course: HTML {
    let reply = matter.body?.reply ?? ""
    return reply.isEmpty
      ? "<p class=\"soft sheet-room\">\(SheetWords.blank[language])</p>"
      : "<p class=\"words\">\(reply)</p>"
  }

  private var signatures: [String] {
    [SheetWords.sender, SheetWords.unit, SheetWords.handler, SheetWords.auditor].map {
      $0[language]
    }
  }
}
