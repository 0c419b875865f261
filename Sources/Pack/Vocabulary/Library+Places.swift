import Expression

extension Library {
  /// Places, with the areas of a pack if its codes are given.
  static func places(_ codes: PackCodes?) -> Library {
    Library(
      "places", about: "Places, which lie in the areas of the pack's territory",
      [
        Function(
          "within",
          [
            PlaceValue.method(.string, .bool, cost: 3) { place, area in
              .bool(place.gazetteer.isArea(place.code, within: try area.string()))
            }.checking(1) { try codes?.requireArea(try $0.string()) }
          ], about: "Whether the place is an area, given by its code, or lies in it"),
        PlaceValue.property(
          "level", .string, about: "The code of the area's level; empty for an unknown place"
        ) { .string($0.gazetteer.area($0.code)?.level ?? "") },
        PlaceValue.property("code", .string, about: "The code of the area; empty for none") {
          .string($0.code)
        },
        PlaceValue.property("known", .bool, about: "Whether there is a place") {
          .bool($0.gazetteer.area($0.code) != nil)
        },
        PlaceValue.property("name", .string, about: "The official name of the area") {
          .string($0.gazetteer.area($0.code)?.name ?? "")
        },
      ])
  }
}

extension PackCodes {
  func requireArea(_ code: String) throws { try require("area", code, areas) }
  func requireUnit(_ code: String) throws { try require("unit", code, units) }
  func requireFunction(_ code: String) throws { try require("function", code, functions) }

  private func require(_ kind: String, _ code: String, _ known: [String]) throws {
    if known.contains(code) { return }
    throw FunctionError(
      zh: "没有代号为“\(code)”的\(NameSpace.chinese(kind))", en: "there is no \(kind) “\(code)”",
      nearest: NameSpace.nearest(to: code, in: known))
  }
}
