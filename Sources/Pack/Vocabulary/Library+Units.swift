import Expression

extension Library {
  /// Units, with those of a pack if its codes are given.
  static func units(_ codes: PackCodes?) -> Library {
    Library(
      "units", about: "Units, with the mandates that they hold on the day",
      [
        Function(
          "mandate",
          [
            UnitValue.method(.string, .bool, cost: 5) { unit, function in
              .bool(unit.holds(try function.string(), at: nil))
            }.checking(1) { try codes?.requireFunction(try $0.string()) },
            Overload(
              .receiver, parameters: [UnitValue.type, .string, PlaceValue.type], result: .bool,
              cost: 10, purity: .pure
            ) { values in
              let place = try PlaceValue.of(values[2])
              return .bool(try UnitValue.of(values[0]).holds(try values[1].string(), at: place))
            }.checking(1) { try codes?.requireFunction(try $0.string()) },
          ],
          about:
            "Whether the unit holds the mandate for a function on the day: anywhere, or at a place"
        ),
        Function(
          "within",
          [
            UnitValue.method(.string, .bool, cost: 5) { unit, above in
              let above = try above.string()
              let isKnown = unit.gazetteer.unit(unit.code) != nil
              return .bool(isKnown && unit.gazetteer.isUnit(unit.code, within: above))
            }.checking(1) { try codes?.requireUnit(try $0.string()) }
          ], about: "Whether the unit is another one, given by its code, or stands below it"),
        UnitValue.property("code", .string, about: "The code of the unit; empty for none") {
          .string($0.code)
        },
        UnitValue.property("known", .bool, about: "Whether there is a unit") {
          .bool($0.gazetteer.unit($0.code) != nil)
        },
      ])
  }
}

extension UnitValue {
  fileprivate func holds(_ function: String, at place: PlaceValue?) -> Bool {
    if let place, place.code.isEmpty { return false }
    return gazetteer.holds(unit: code, function: function, area: place?.code, on: date)
  }
}
