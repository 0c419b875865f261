import Expression
import Kernel
import WorkCalendar

/// Turns a merged record into a pack: compiles expressions, expands templates, checks what spans records.
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

  private var top: Place { Place(file: "Packs/\(folder)/pack.yaml", line: 1, column: 1) }

  /// The pack, or nil where a part of it cannot be made; the faults are in the sink.
  func build() -> Pack? {
    if record.id != folder && !record.id.isEmpty {
      report(
        top, "pack“\(record.id)”与文件夹名“\(folder)”不一致",
        "the pack “\(record.id)” stands in the folder “\(folder)”")
    }
    checkAreas()
    checkUnits()
    checkDuties()
    let units = record.units + expandedUnits()
    let kinds = record.kinds.map(kind)
    let figures = record.figures.compactMap(figure)
    guard let calendar = workCalendar() else { return nil }
    return Pack(
      id: record.id, name: record.name, jurisdiction: Int64(record.jurisdiction),
      revision: revision, offset: calendar.offset, calendar: calendar, levels: record.levels,
      areas: record.areas, tiers: record.tiers, duties: record.duties,
      functions: record.functions, units: units,
      roles: Dictionary(record.roles.map { ($0.id, $0) }) { first, _ in first },
      posts: record.posts, categories: record.categories,
      kinds: Dictionary(kinds.map { ($0.record.id, $0) }) { first, _ in first },
      figures: figures)
  }

  func report(_ place: Place, _ zh: String, _ en: String, hint: String? = nil) {
    sink.report(Diagnostic(place, zh: zh, en: en, hint: hint))
  }

  private func workCalendar() -> WorkCalendar? {
    guard let calendar = record.calendar else {
      report(top, "缺少必填键“calendar”", "the key “calendar” is missing")
      return nil
    }
    let offsetText = record.utcOffset ?? Located("+08:00", at: top)
    guard let offset = UTCOffset(offsetText.value) else {
      report(
        offsetText.place, "应为UTC偏移,如+08:00,此处是“\(offsetText.value)”",
        "expected an offset from UTC such as +08:00, found “\(offsetText.value)”")
      return nil
    }
    var holidays = HolidayList.empty
    for path in calendar.holidays {
      guard let text = try? files.text("Packs/" + path) else {
        report(top, "没有节假日文件“Packs/\(path)”", "there is no holiday list “Packs/\(path)”")
        return nil
      }
      do {
        holidays = holidays.merging(try HolidayList(csv: text))
      } catch {
        report(
          Place(file: "Packs/" + path, line: error.line, column: 1), error.text.chinese,
          error.text.english)
        return nil
      }
    }
    let hours = calendar.hours.map(\.value).joined(separator: ",")
    do {
      let rest = calendar.restDays.isEmpty ? [6, 7] : Set(calendar.restDays)
      return try WorkCalendar(
        offset: offset, hours: WorkingHours(hours), restDays: rest, holidays: holidays)
    } catch {
      let place = calendar.hours.first?.place ?? top
      report(place, "工作时间“\(hours)”无效:\(error)", "working hours “\(hours)”: \(error)")
      return nil
    }
  }

  private func expandedUnits() -> [UnitRecord] {
    record.unitTemplates.flatMap { template in
      record.areas.filter { $0.level == template.level }.map { area in
        let id = area.id + "-" + template.id
        sink.define("unit", id, top)
        return UnitRecord(
          id: id,
          name: Text(
            zh: template.name.chinese.replacing("{area}", with: area.name),
            en: template.name.english.replacing("{area}", with: area.name)),
          tier: template.tier, area: area.id, parent: template.parent.map { area.id + "-" + $0 },
          functions: template.functions)
      }
    }
  }

  private func compile(
    _ source: Located<String>?, _ environment: Environment
  ) -> Program? {
    guard let source else { return nil }
    do {
      return try environment.compile(source.value, expecting: .bool)
    } catch {
      let place = Place(
        file: source.place.file, line: source.place.line + error.line - 1,
        column: error.line == 1 ? source.place.column + error.column - 1 : error.column)
      report(
        place, "表达式“\(source.value)”:\(error.message)",
        "expression “\(source.value)”: \(error.message)", hint: error.hint)
      return nil
    }
  }

  private func kind(_ record: KindRecord) -> Kind {
    Kind(
      record: record,
      states: Dictionary(record.states.map { ($0.id, $0) }) { first, _ in first },
      clocks: record.clocks.map { clock in
        var limits = clock.limits.compactMap { limit in
          limit.limit.map { (compile(limit.when, PackVariables.matter), $0) }
        }
        if let limit = clock.limit { limits.append((nil, limit)) }
        return Clock(record: clock, limits: limits)
      },
      routing: record.routing.map {
        RoutingRule(record: $0, condition: compile($0.when, PackVariables.matter))
      })
  }

  private func figure(_ record: FigureRecord) -> Figure? {
    guard let unit = MeasureUnit.named(record.unit) else { return nil }
    return Figure(
      record: record, unit: unit, condition: compile(record.when, PackVariables.observation))
  }
}
