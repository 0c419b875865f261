/// Runs a compiled pattern over a text: all alternatives at once, each instruction at most once a
/// character (Pike's simulation without captures).
struct PatternMatcher {
  /// Threads that one step of the budget runs.
  static let threadsPerStep = 8

  private let instructions: [PatternInstruction]
  private var current: [Int] = []
  private var following: [Int] = []
  /// The round in which each instruction was last added.
  private var rounds: [Int]
  private var round = 0
  private var pending: [Int] = []

  init(_ instructions: [PatternInstruction]) {
    self.instructions = instructions
    rounds = Array(repeating: 0, count: instructions.count)
  }

  mutating func isFound(in text: String, _ budget: inout Budget) throws(Fault) -> Bool {
    var before: Unicode.Scalar?
    var iterator = text.unicodeScalars.makeIterator()
    var after = iterator.next()
    round = 1
    if add(0, before, after) { return true }
    while let scalar = after {
      swap(&current, &following)
      following.removeAll(keepingCapacity: true)
      try budget.spend(1 + current.count / PatternMatcher.threadsPerStep)
      round += 1
      before = scalar
      after = iterator.next()
      for thread in current where accepts(thread, scalar) {
        if add(thread + 1, before, after) { return true }
      }
      if add(0, before, after) { return true }
    }
    return false
  }

  private func accepts(_ thread: Int, _ scalar: Unicode.Scalar) -> Bool {
    switch instructions[thread] {
    case .scalar(let wanted): wanted == scalar
    case .set(let set): set.contains(scalar)
    default: false
    }
  }

  /// Adds an instruction and those that it leads to without a character; true at a match.
  private mutating func add(
    _ first: Int, _ before: Unicode.Scalar?, _ after: Unicode.Scalar?
  ) -> Bool {
    pending.append(first)
    while let next = pending.popLast() {
      guard rounds[next] != round else { continue }
      rounds[next] = round
      switch instructions[next] {
      case .match:
        pending.removeAll(keepingCapacity: true)
        return true
      case .jump(let target): pending.append(target)
      case .split(let left, let right): pending += [left, right]
      case .assertion(let assertion):
        if assertion.holds(before, after) { pending.append(next + 1) }
      case .scalar, .set: following.append(next)
      }
    }
    return false
  }
}
