import City
import Figures
import Kernel
import Matters
import Organisation
import Pack
import Store
import Territory

/// The operations that read figures, and open them down to their rows.
enum FigureOperations {
  static let all = [list, answer, rows]

  private static let tag = "figures"
  private static let divisionsMax = 4

  static let list = Operation(
    "listFigures", .get, "/figures", tag: tag, Text(zh: "数字目录", en: "The figures"),
    permission: "figure.read", parameters: [Paging.fields], answer: .reference("FigurePage"),
    refusals: [403, 422]
  ) { city, request in
    _ = try request.reader("figure.read")
    let language = request.language
    let items = try city.pack.figures.map { figure throws(Problem) in
      let record = figure.record
      return try Paging.pick(
        request,
        from: [
          "id": .string(record.id), "name": .string(record.name[language]),
          "definition": .string(record.definition[language]),
          "form": .string(record.form.rawValue), "unit": .string(record.unit),
        ])
    }
    return .json(["items": .array(items), "next": .null])
  }

  private static let questions = [
    Operation.Parameter(
      "period", .query, .text(max: 32),
      Text(zh: "2019、2019-05、2019-05-24，或用..相连", en: "2019, 2019-05, 2019-05-24, or two with .."),
      required: true),
    Operation.Parameter(
      "area", .query, .text(max: 64), Text(zh: "辖区（含下级）", en: "An area with all in it")),
    Operation.Parameter("unit", .query, .text(max: 64), Text(zh: "承办单位", en: "Unit that leads")),
    Operation.Parameter("category", .query, .text(max: 64), Text(zh: "类别", en: "Category")),
  ]

  private static let identifier = Operation.Parameter(
    "id", .path, .text(max: 64), Text(zh: "数字代码", en: "Code of the figure"))

  static let answer = Operation(
    "answerFigure", .get, "/figures/{id}", tag: tag,
    Text(zh: "一个数字", en: "Ask for a figure"), permission: "figure.read",
    parameters: [identifier] + questions + [
      Operation.Parameter(
        "by", .query, .text(max: 200),
        Text(
          zh: "按month、day、unit、category、channel或辖区层级分列，逗号分隔",
          en: "month, day, unit, category, channel or levels of areas, with commas between"))
    ], answer: .reference("FigureAnswer"), refusals: [403, 404, 422]
  ) { city, request in
    let question = try question(request, city)
    let figures = city.figures
    let lines = try await city.store.read { try figures.answer(question, $0) }
    let names = request.query["by"]?.split(separator: ",").map(String.init) ?? []
    return .json([
      "figure": .string(question.figure),
      "lines": .array(
        lines.map { line in
          [
            "keys": .object(
              Dictionary(zip(names, line.keys.map(JSON.string))) { first, _ in first }),
            "value": line.value.map(JSON.double) ?? .null,
            "percentile90": line.percentile90.map(JSON.double) ?? .null,
            "count": .integer(line.count),
          ]
        }),
    ])
  }

  static let rows = Operation(
    "listFigureRows", .get, "/figures/{id}/rows", tag: tag,
    Text(zh: "一个数字背后的事项", en: "The matters behind a figure"), permission: "figure.read",
    parameters: [identifier] + questions + [Paging.limit, Paging.after, Paging.fields],
    answer: .reference("FigureRowPage"), refusals: [403, 404, 422]
  ) { city, request in
    let question = try question(request, city)
    let after = try request.query["after"].map { text throws(Problem) in
      guard let cursor = FigureRow.Cursor(text) else {
        throw Problem(
          .fieldInvalid, field: "after",
          ["name": "after", "expected": "the `next` of a page", "found": String(text.prefix(40))])
      }
      return cursor
    }
    let scope = RowScope(try request.reader("figure.read"), "matter.read")
    let limit = Paging.limit(request)
    let found = try await city.store.read {
      try FigureRows.make(question, after: after, limit: limit, scope, city, $0)
    }
    let items = found.entries.map { entry -> JSON in
      let row = entry.row
      return [
        "id": .string(Identifier<FigureRow>(rawValue: row.subject).text),
        "number": JSON(entry.matter?.number),
        "at": .string(row.at.text(city.pack.offset)), "area": .string(row.dimensions.area),
        "unit": .string(row.dimensions.unit), "category": .string(row.dimensions.category),
        "position": .integer(row.position),
      ]
    }
    return try Paging.answer(items, request, next: found.next?.text)
  }

  /// What is asked, never beyond the areas of the asker's posts.
  private static func question(
    _ request: APIRequest, _ city: City
  ) throws(Problem) -> FigureQuestion {
    let actor = try request.reader("figure.read")
    let name = request.path["id"] ?? ""
    guard city.pack.figures.contains(where: { $0.record.id == name }) else {
      throw Problem(.notFound, ["what": "figure", "name": String(name.prefix(80))])
    }
    let text = request.query["period"] ?? ""
    let today = request.now.local(city.pack.offset).date
    guard let period = FigurePeriod(text)?.ending(by: today) else {
      throw Problem(
        .fieldInvalid, field: "period",
        ["name": "period", "expected": "2019, 2019-05, 2019-05-24, 2018..2019", "found": text])
    }
    let areas = try areas(request, city, RowScope(actor, "figure.read"))
    let unit = request.query["unit"]
    if let unit, city.organisation.unit(unit) == nil {
      throw Problem(.notFound, field: "unit", ["what": "unit", "name": unit])
    }
    let category = request.query["category"]
    if let category, !city.pack.categories.contains(where: { $0.id == category }) {
      throw Problem(.notFound, field: "category", ["what": "category", "name": category])
    }
    return FigureQuestion(
      figure: name, period: period, by: try divisions(request, city), areas: areas, unit: unit,
      category: category)
  }

  private static func areas(
    _ request: APIRequest, _ city: City, _ scope: RowScope
  ) throws(Problem) -> Set<String>? {
    let reached = scope.isEverything ? nil : Set(scope.areas.flatMap(city.areasCounted))
    guard let area = request.query["area"] else { return reached }
    guard city.territory.area(area) != nil else {
      throw Problem(.notFound, field: "area", ["what": "area", "name": area])
    }
    let asked = Set(city.areasCounted(in: area))
    return reached.map(asked.intersection) ?? asked
  }

  private static func divisions(
    _ request: APIRequest, _ city: City
  ) throws(Problem) -> [FigureQuestion.Division] {
    guard let text = request.query["by"] else { return [] }
    let plain: [String: FigureQuestion.Division] = [
      "month": .month, "day": .day, "unit": .unit, "category": .category, "channel": .channel,
    ]
    let levels = city.pack.levels.map(\.id)
    let names = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    var divisions: [FigureQuestion.Division] = []
    for name in names {
      let found = plain[name] ?? (levels.contains(name) ? .level(name) : nil)
      guard let found, !divisions.contains(found), names.count <= divisionsMax else {
        throw Problem(
          .fieldInvalid, field: "by",
          [
            "name": "by", "found": String(text.prefix(80)),
            "expected": "at most \(divisionsMax) of "
              + (plain.keys.sorted() + levels).joined(separator: ", "),
          ])
      }
      divisions.append(found)
    }
    return divisions
  }
}
