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
  mutating func writeAll(_ run: (Statement, [SQLValue]) throws -> Void) throws {
    for (counter, sum) in zip(counters, sums) {
      try run(counter.statement, counter.key + [.integer(sum)])
    }
    removeAll()
  }
}

/// The sums of a connection's commit, those of the unit at work apart until it is known to stay.
public struct CommitSums {
  private var own = CounterSums()
  /// What the units before it in this commit added.
  private var kept = CounterSums()
  /// What the unit at work has written of the sums of units before it.
  private var settled: CounterSums?

  public init() {}

  /// Adds for the unit at work.
  public mutating func add(
    _ number: Int64, to key: [SQLValue], _ statement: Statement,
    _ run: (Statement, [SQLValue]) throws -> Void
  ) throws {
    own.add(number, to: key, statement)
    if own.isFull { try own.writeAll(run) }
  }

  /// Writes everything within the unit at work.
  public mutating func settle(_ run: (Statement, [SQLValue]) throws -> Void) throws {
    // A unit that is undone later leaves the sums of those before it to be written again.
    if settled == nil { settled = kept }
    try kept.writeAll(run)
    try own.writeAll(run)
  }

  /// Ends a unit whose work stays.
  public mutating func keep(_ run: (Statement, [SQLValue]) throws -> Void) throws {
    kept.add(own)
    own.removeAll()
    settled = nil
    if kept.isFull { try kept.writeAll(run) }
  }

  /// Ends a unit whose work is undone.
  public mutating func drop() {
    own.removeAll()
    if let settled { kept = settled }
    settled = nil
  }

  /// Writes what all units of the commit have added, before it ends.
  public mutating func write(_ run: (Statement, [SQLValue]) throws -> Void) throws {
    try kept.writeAll(run)
  }

  /// Forgets what was added in a commit that did not come about.
  public mutating func forget() {
    drop()
    kept.removeAll()
  }
}
