import City
import Kernel
import Organisation
import Pack
import Territory

/// The operations that read what the city is made of: its areas, units, categories and kinds of
/// matters. They are no secret: residents choose from them.
enum CityOperations {
  static let all = [city, areas, units, categories, kinds, functions, posts]

  private static let tag = "city"

  static let city = Operation(
    "getCity", .get, "/city", tag: tag, Text(zh: "城市", en: "The city"), permission: nil,
    answer: .reference("City")
  ) { city, request in
    let pack = city.pack
    return .json([
      "id": .string(pack.id), "name": .string(pack.name[request.language]),
      "jurisdiction": .integer(pack.jurisdiction), "revision": .string(pack.revision),
      "levels": .array(
        pack.levels.map {
          ["id": .string($0.id), "name": .string($0.name[request.language])]
        }),
    ])
  }

  /// A list of the pack in the order of its files.
  private static func list<Element: Sendable>(
    _ id: String, _ path: String, _ summary: Text, schema: String,
    filters: [Operation.Parameter] = [],
    _ elements: @escaping @Sendable (City, APIRequest) throws(Problem) -> [Element],
    _ key: @escaping @Sendable (Element) -> String,
    _ json: @escaping @Sendable (Element, Language) -> JSON
  ) -> Operation {
    Operation(
      id, .get, path, tag: tag, summary, permission: nil,
      parameters: filters + [Paging.limit, Paging.after, Paging.fields],
      answer: .reference(schema), refusals: [404, 422]
    ) { city, request in
      let all = try elements(city, request)
      var first = 0
      if let after = request.query["after"] {
        guard let found = all.firstIndex(where: { key($0) == after }) else {
          throw MatterOperations.cursorInvalid(after)
        }
        first = found + 1
      }
      let page = all[first...].prefix(Paging.limit(request))
      return try Paging.answer(
        page.map { json($0, request.language) }, request, next: page.last.map(key))
    }
  }

  static let areas = list(
    "listAreas", "/areas", Text(zh: "辖区", en: "Areas"), schema: "AreaPage",
    filters: [
      Operation.Parameter(
        "within", .query, .text(max: 64),
        Text(zh: "只要此辖区及其下级", en: "Only an area and what lies in it")),
      Operation.Parameter("level", .query, .text(max: 64), Text(zh: "层级", en: "Level")),
    ],
    { city, request throws(Problem) in
      var areas = city.pack.areas
      if let within = request.query["within"] {
        guard city.territory.area(within) != nil else {
          throw Problem(.notFound, field: "within", ["what": "area", "name": within])
        }
        areas = areas.filter { city.territory.isWithin($0.id, within) }
      }
      if let level = request.query["level"] { areas = areas.filter { $0.level == level } }
      return areas
    }, \.id
  ) { area, _ in
    [
      "id": .string(area.id), "name": .string(area.name), "level": .string(area.level),
      "parent": JSON(area.parent), "code": .string(area.code), "scheme": .string(area.scheme),
    ]
  }

  static let units = list(
    "listUnits", "/units", Text(zh: "单位", en: "Units"), schema: "UnitPage",
    filters: [
      Operation.Parameter("area", .query, .text(max: 64), Text(zh: "辖区", en: "Area of the unit"))
    ],
    { city, request throws(Problem) in
      guard let area = request.query["area"] else { return city.pack.units }
      return city.pack.units.filter { $0.area == area }
    }, \.id
  ) { unit, language in
    [
      "id": .string(unit.id), "name": .string(unit.name[language]), "tier": .string(unit.tier),
      "area": .string(unit.area), "parent": JSON(unit.parent),
    ]
  }

  static let categories = list(
    "listCategories", "/categories", Text(zh: "类别", en: "Categories"), schema: "CategoryPage",
    { city, _ throws(Problem) in city.pack.categories }, \.id
  ) { category, language in
    [
      "id": .string(category.id), "name": .string(category.name[language]),
      "parent": JSON(category.parent), "function": JSON(category.function),
    ]
  }

  static let kinds = list(
    "listKinds", "/kinds", Text(zh: "事项种类", en: "Kinds of matters"), schema: "KindPage",
    { city, _ throws(Problem) in
      city.pack.kinds.values.map(\.record).sorted { $0.id < $1.id }
    }, \.id
  ) { kind, language in
    [
      "id": .string(kind.id), "name": .string(kind.name[language]),
      "states": .array(
        kind.states.map {
          [
            "id": .string($0.id), "name": .string($0.name[language]),
            "phase": .string($0.phase.rawValue),
          ]
        }),
    ]
  }

  static let functions = list(
    "listFunctions", "/functions", Text(zh: "职能", en: "Functions of units"),
    schema: "FunctionPage", { city, _ throws(Problem) in city.pack.functions }, \.id
  ) { function, language in
    ["id": .string(function.id), "name": .string(function.name[language])]
  }

  static let posts = list(
    "listPosts", "/posts", Text(zh: "岗位", en: "Posts"), schema: "PostPage",
    { city, request throws(Problem) in
      _ = try request.signedIn()
      return city.pack.posts
    }, \.id
  ) { post, language in
    [
      "id": .string(post.id), "name": .string(post.name[language]), "unit": .string(post.unit),
      "role": .string(post.role),
    ]
  }
}
