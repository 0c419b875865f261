import Store

/// What the units of one commit add to counters, summed up: a counter that many units add to is
/// written once.
struct CounterSums {
  private struct Counter: Hashable {
    let statement: Statement
    let key: [SQLValue]
  }

  /// Most sums that are kept; with more they are written at once.
  static let countMax = 8_192

  private var places: [Counter: Int] = [:]
  private var counters: [Counter] = []
  private var sums: [Int64] = []

  var isEmpty: Bool { counters.isEmpty }
  var isFull: Bool { counters.count >= CounterSums.countMax }

  mutating func add(_ number: Int64, to key: [SQLValue], _ statement: Statement) {
    add(number, to: Counter(statement: statement, key: key))
  }

  private mutating func add(_ number: Int64, to counter: Counter) {
    if let place = places[counter] {
      sums[place] += number
    } else {
      places[counter] = counters.count
      counters.append(counter)
      sums.append(number)
    }
  }

  /// Adds all sums of another one.
  mutating func add(_ other: CounterSums) {
    for (counter, sum) in zip(other.counters, other.sums) { add(sum, to: counter) }
  }

  mutating func removeAll() {
    places.removeAll(keepingCapacity: true)
    counters.removeAll(keepingCapacity: true)
    sums.removeAll(keepingCapacity: true)
  }

  /// Writes all sums, in the order in which their counters were first added to; those of nothing
  /// too, so that a counter is there however additions were summed up.
  func write(_ run: (Statement, [SQLValue]) throws -> Void) throws {
    for (counter, sum) in zip(counters, sums) {
      try run(counter.statement, counter.key + [.integer(sum)])
    }
  }
}
