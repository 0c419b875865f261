import Expression
import Kernel
import WorkCalendar

/// Turns a merged record into a pack: compiles expressions, expands templates, checks what spans
/// records.
struct PackBuilder {
  let record: PackRecord
  let files: PackFiles
  let sink: DiagnosticSink
  let revision: String
  let folder: String

  init(
    _ record: PackRecord, _ files: PackFiles, _ sink: DiagnosticSink, revision: String,
    _ folder: String
  ) {
    self.record = record
    self.files = files
    self.sink = sink
    self.revision = revision
    self.folder = folder
  }

  var top: Place { Place(file: "Packs/\(folder)/pack.yaml", line: 1, column: 1) }

  /// The pack, or nil where a part of it cannot be made; the faults are in the sink.
  func build() -> Pack? {
    if record.id != folder && !record.id.isEmpty {
      report(
        place(of: "pack", record.id), "配置包代号“\(record.id)”与文件夹名“\(folder)”不一致",
        "the pack “\(record.id)” stands in the folder “\(folder)”")
    }
    checkAreas()
    checkTemplates()
    checkCircles()
    checkDuties()
    let seasons = Dictionary(
      record.seasons.compactMap { season in season.span.map { (season.id, $0) } }
    ) { first, _ in first }
    checkSeasons(seasons)
    let units = withdrawn(record.units + expandedUnits())
    let posts = record.posts + expandedPosts()
    let variables = PackVariables(
      PackCodes(
        areas: record.areas.map(\.id), units: units.map(\.id),
        functions: record.functions.map(\.id)))
    let kinds = record.kinds.map { kind($0, variables) }
    let figures = record.figures.compactMap { figure($0, variables) }
    guard let calendar = workCalendar() else { return nil }
    return Pack(
      id: record.id, name: record.name, jurisdiction: Int64(record.jurisdiction),
      revision: revision, offset: calendar.offset, calendar: calendar, levels: record.levels,
      areas: record.areas, tiers: record.tiers, duties: record.duties,
      functions: record.functions, units: units,
      roles: Dictionary(record.roles.map { ($0.id, $0) }) { first, _ in first },
      posts: posts, seasons: seasons, categories: record.categories,
      kinds: Dictionary(kinds.map { ($0.record.id, $0) }) { first, _ in first },
      figures: figures, indexes: record.indexes, meetings: record.meetings,
      programs: record.programs, sources: files)
  }

  func report(_ place: Place, _ zh: String, _ en: String, hint: String? = nil) {
    sink.report(Diagnostic(place, zh: zh, en: en, hint: hint))
  }

  /// Nil where there is none; the sink knows why.
  private func workCalendar() -> WorkCalendar? {
    guard let calendar = record.calendar else { return nil }
    let offset = utcOffset()
    let holidays = holidays(calendar)
    let hours = calendar.hours.map(\.value).joined(separator: ",")
    let rest = calendar.restDays.isEmpty ? [6, 7] : Set(calendar.restDays)
    guard areSpans(calendar.hours) else { return nil }
    do {
      let hours = try WorkingHours(hours)
      guard let offset, rest.count < 7 else { return nil }
      return try WorkCalendar(offset: offset, hours: hours, restDays: rest, holidays: holidays)
    } catch {
      // Without hours their key is missing, which is reported already.
      guard let first = calendar.hours.first else { return nil }
      report(first.place, clause(error.text.chinese), clause(error.text.english))
      return nil
    }
  }

  /// The column of the cell that the error quotes; 1 where it quotes a whole line.
  private func column(of error: HolidayListError, in text: String) -> Int {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard error.line <= lines.count else { return 1 }
    let cells = lines[error.line - 1].split(separator: ",", omittingEmptySubsequences: false)
    guard let index = cells.firstIndex(where: { $0 == error.found }) else { return 1 }
    return cells[..<index].reduce(1) { $0 + $1.count + 1 }
  }

  /// A sentence as a diagnostic has it: without capital and full stop.
  func clause(_ sentence: String) -> String {
    let body = sentence.last.map { "。.".contains($0) } == true ? sentence.dropLast() : sentence[...]
    return body.prefix(1).lowercased() + body.dropFirst()
  }

  private func areSpans(_ hours: [Located<String>]) -> Bool {
    let wrong = hours.filter { (try? WorkingHours($0.value)) == nil }
    for span in wrong where !span.value.isEmpty {
      report(
        span.place, "应为工作时段，如08:30-12:00,止晚于起，此处是“\(span.value)”",
        "expected hours such as 08:30-12:00, the end after the beginning, found “\(span.value)”")
    }
    return wrong.isEmpty
  }

  private func utcOffset() -> UTCOffset? {
    guard let text = record.utcOffset else { return .china }
    if let offset = UTCOffset(text.value), abs(offset.minutes) <= 1080 { return offset }
    report(
      text.place, "应为UTC偏移，如+08:00,此处是“\(text.value)”",
      "expected an offset from UTC such as +08:00, found “\(text.value)”")
    return nil
  }

  private func holidays(_ calendar: CalendarRecord) -> HolidayList {
    var holidays = HolidayList.empty
    for source in calendar.holidays where !source.value.isEmpty {
      let path = "Packs/" + source.value
      do throws(Diagnostic) {
        guard let text = try files.text(path) else {
          report(source.place, "没有节假日文件“\(path)”", "there is no holiday list “\(path)”")
          continue
        }
        let list = Result { () throws(HolidayListError) in try HolidayList(csv: text) }
        switch list {
        case .success(let list): holidays = holidays.merging(list)
        case .failure(let error):
          report(
            Place(file: path, line: error.line, column: column(of: error, in: text)),
            "应为\(error.expected.chinese),此处是“\(error.found)”",
            "expected \(error.expected.english), found “\(error.found)”")
        }
      } catch {
        sink.report(error)
      }
    }
    return holidays
  }

  private func kind(_ record: KindRecord, _ variables: PackVariables) -> Kind {
    var conditions: [String: Program] = [:]
    for step in record.steps {
      conditions[step.id] = compile(step.when, variables.progress)
    }
    return Kind(
      record: record,
      states: Dictionary(record.states.map { ($0.id, $0) }) { first, _ in first },
      clocks: record.clocks.map { clock in
        var limits = clock.limits.compactMap { limit in
          limit.limit.map { (compile(limit.when, variables.limit), $0) }
        }
        if let limit = clock.limit { limits.append((nil, limit)) }
        return Clock(record: clock, limits: limits)
      },
      routing: record.routing.map {
        RoutingRule(record: $0, condition: compile($0.when, variables.matter))
      }, conditions: conditions)
  }

  private func figure(_ record: FigureRecord, _ variables: PackVariables) -> Figure? {
    guard let unit = MeasureUnit.named(record.unit) else { return nil }
    return Figure(
      record: record, unit: unit, condition: compile(record.when, variables.observation))
  }
}
