import ArgumentParser
import City
import Figures
import Kernel
import Matters
import Organisation
import Pack
import Store
import Territory

/// Answers figures, and opens them down to their rows.
struct FigureCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figure", abstract: "Ask for a figure, or open it down to its rows.",
    discussion: """
      Without a name it lists the figures. Examples:
        baodao figure received --period 2019 --by month
        baodao figure delay-working --period 2012..2020 --by district --by category
        baodao figure overdue --period 2019-05 --rows
      """)

  @OptionGroup var city: CityOptions

  @Argument(help: "The figure's code.")
  var figure: String?

  @Option(help: "2019, 2019-05, 2019-05-24, or two of them with .. between.")
  var period = "2007..2030"

  @Option(help: "month, day, unit, category, channel, or a level of areas such as district.")
  var by: [String] = []

  @Option(help: "Only this area and what lies in it.")
  var area: String?

  @Option(help: "Only this lead unit.")
  var unit: String?

  @Option(help: "Only this category.")
  var category: String?

  @Flag(help: "List the rows that the figure counts.")
  var rows = false

  @Option(help: "Most rows listed.")
  var limit = 100

  @Option(help: "table, json or csv.")
  var format = OutputFormat.table

  func validate() throws {
    guard (1...FigureReader.pageMax).contains(limit) else {
      throw ValidationError("--limit: 1 to \(FigureReader.pageMax)")
    }
    guard Set(by).count == by.count else {
      throw ValidationError("--by: each division once")
    }
  }

  func run() async throws {
    try await Output.run(city.language) {
      guard let figure else {
        list(try city.loadPack())
        return
      }
      let opened = try await city.readCity()
      let question = try question(figure, opened)
      if rows {
        try await showRows(question, opened)
      } else {
        try await showLines(question, opened)
      }
    }
  }

  private func list(_ pack: Pack) {
    Output.rows(
      ["figure", "name", "form", "unit", "definition"],
      pack.figures.map { figure in
        [
          .string(figure.record.id), .string(figure.record.name[city.language]),
          .string(figure.record.form.rawValue), .string(figure.record.unit),
          .string(figure.record.definition[city.language]),
        ]
      }, format)
  }

  private func question(_ figure: String, _ opened: City) throws -> FigureQuestion {
    if let unit, opened.organisation.unit(unit) == nil {
      throw Problem(.notFound, ["what": "unit", "name": unit])
    }
    if let category, !opened.pack.categories.contains(where: { $0.id == category }) {
      throw Problem(.notFound, ["what": "category", "name": category])
    }
    let today = try city.now().local(opened.pack.offset).date
    guard let period = FigurePeriod(period)?.ending(by: today) else {
      throw ValidationError("--period: “\(period)”: write 2019, 2019-05, 2019-05-24 or two with ..")
    }
    let divisions = try by.map { name -> FigureQuestion.Division in
      switch name {
      case "month": return .month
      case "day": return .day
      case "unit": return .unit
      case "category": return .category
      case "channel": return .channel
      default:
        let levels = opened.pack.levels.map(\.id)
        guard levels.contains(name) else {
          let known = ["month", "day", "unit", "category", "channel"] + levels
          throw ValidationError("--by: “\(name)” is none of \(known.joined(separator: ", "))")
        }
        return .level(name)
      }
    }
    if let area, opened.territory.area(area) == nil {
      throw Problem(.notFound, ["what": "area", "name": area])
    }
    return FigureQuestion(
      figure: figure, period: period, by: divisions,
      areas: area.map { Set(opened.areasCounted(in: $0)) }, unit: unit,
      category: category)
  }

  private func showLines(_ question: FigureQuestion, _ opened: City) async throws {
    let figures = opened.figures
    let lines = try await opened.store.read { try figures.answer(question, $0) }
    let form = opened.pack.figures.first { $0.record.id == question.figure }?.record.form
    let isDistribution = form == .distribution
    let columns = by + (isDistribution ? ["median", "p90", "count"] : ["value", "count"])
    Output.rows(
      columns,
      lines.map { line in
        let value = line.value.map(JSON.double) ?? .null
        let keys = zip(by, line.keys).map { JSON.string(name($0, $1, opened)) }
        return isDistribution
          ? keys + [value, line.percentile90.map(JSON.double) ?? .null, .integer(line.count)]
          : keys + [form == .ratio ? value : .integer(line.count), .integer(line.count)]
      }, format)
  }

  private func name(_ division: String, _ key: String, _ opened: City) -> String {
    if format != .table { return key }
    switch division {
    case "month", "day", "channel": return key
    case "unit": return opened.organisation.unit(key)?.name[city.language] ?? "—"
    case "category":
      return opened.pack.categories.first { $0.id == key }?.name[city.language] ?? "—"
    default: return opened.territory.area(key)?.name ?? "—"
    }
  }

  private func showRows(_ question: FigureQuestion, _ opened: City) async throws {
    let figures = opened.figures
    let engine = opened.matters
    let most = limit
    let found = try await opened.store.read { reader -> [(FigureRow, Matter?)] in
      try figures.rows(of: question, limit: most, reader).map {
        ($0, try engine.load($0.subject, reader))
      }
    }
    if found.count == most {
      Output.note(
        Text(
          zh: "只列出前\(most)行；用--limit、--period或--area缩小范围。",
          en: "Only the first \(most) rows; narrow with --period or --area, or raise --limit.")[
            city.language])
    }
    Output.rows(
      ["at", "number", "source", "area", "unit", "category", "title"],
      found.map { row, matter in
        [
          .string(row.at.minuteText(opened.pack.offset)), .string(matter?.number ?? ""),
          .string(matter?.source ?? ""), .string(row.dimensions.area),
          .string(row.dimensions.unit), .string(row.dimensions.category),
          .string(matter?.title ?? ""),
        ]
      }, format)
  }
}
