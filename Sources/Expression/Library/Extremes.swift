/// `math.greatest` and `math.least`.
enum Extremes {
  /// The forms: a number, a list of numbers, or two or more numbers.
  static func forms(_ wanted: Order) -> [Overload] {
    let numbers: [CELType] = [.int, .uint, .double]
    return numbers.map { StandardLibrary.unary($0, $0) { $0 } }
      + numbers.map { number in
        Overload(
          .global, [.list(number)], number, isVariadic: true,
          .meteredList { values, budget in
            try extreme(of: try Arguments(values).list(0), wanted, &budget)
          })
      }
  }

  /// The first of the numbers that no other is beyond, in its own type.
  private static func extreme(
    of numbers: [Value], _ wanted: Order, _ budget: inout Budget
  ) throws -> Value {
    guard var best = numbers.first else {
      throw FunctionError("an empty list has no greatest and no least number")
    }
    try budget.spend(numbers.count)
    for number in numbers {
      guard number.type.isNumber else {
        throw FunctionError("no such overload: \(number.type.name) is no number")
      }
      switch number.order(best) {
      case wanted: best = number
      case .unordered where numbers.count > 1: throw FunctionError("NaN has no order")
      default: break
      }
    }
    return best
  }
}
