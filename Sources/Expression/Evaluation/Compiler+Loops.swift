/// The rounds of a macro: what it goes through and where the elements go.
struct Rounds: Sendable {
  let range: ValueStep
  let slot: Int
  /// For two variables: the first takes the index or the key, this the element or the value.
  let second: Int?
  /// The steps of a round without inner loops.
  let cost: Int
  let name: String
  let offset: Int

  /// Runs `body` for each element until it returns false.
  @inline(__always)
  func run(
    _ frame: inout Frame, _ body: (inout Frame) throws(Fault) -> Bool
  ) throws(Fault) {
    switch try range(&frame) {
    case .list(let list): try run(list, &frame, body)
    case .map(let map):
      for position in 0..<map.count {
        try frame.budget.spend(cost)
        let entry = map.entry(at: position)
        frame.locals[slot] = entry.key.value
        if let second { frame.locals[second] = entry.value }
        if try !body(&frame) { return }
      }
    case let other: throw .noOverload(name, [other], at: offset)
    }
  }

  @inline(__always)
  private func run(
    _ list: [Value], _ frame: inout Frame, _ body: (inout Frame) throws(Fault) -> Bool
  ) throws(Fault) {
    var position = 0
    for element in list {
      try frame.budget.spend(cost)
      if let second {
        frame.locals[slot] = .int(Int64(position))
        frame.locals[second] = element
        position += 1
      } else {
        frame.locals[slot] = element
      }
      if try !body(&frame) { return }
    }
  }
}

extension Compiler {
  /// The macros over lists and maps. Each round costs what its body costs.
  func comprehension(
    _ loop: TypedNode.Loop, _ offset: Int
  ) throws(Fault) -> Code {
    var inner = self
    inner.boundSlots.remove(loop.slot)
    if let second = loop.second { inner.boundSlots.remove(second) }
    let body = try inner.compile(loop.body)
    let condition = try loop.condition.map { node throws(Fault) in
      try inner.compile(node).bool(loop.macro.rawValue, at: node.offset)
    }
    let range = try compile(loop.range)
    let rounds = Rounds(
      range: range.value, slot: loop.slot, second: loop.second,
      cost: 1 + loop.body.cost + (loop.condition?.cost ?? 0), name: loop.macro.rawValue,
      offset: offset)
    func test() -> BoolStep { body.bool(rounds.name, at: loop.body.offset) }
    switch loop.macro {
    case .all: return Compiler.quantifier(rounds, test(), decisive: false)
    case .exists: return Compiler.quantifier(rounds, test(), decisive: true)
    case .existsOne: return Compiler.existsOne(rounds, test())
    case .filter: return Compiler.filter(rounds, test())
    case .map, .transformList: return Compiler.map(rounds, condition, body.value)
    case .transformMap:
      return Compiler.transformMap(rounds, condition, body.value)
    case .transformMapEntry:
      return Compiler.transformEntries(rounds, condition, body.value, loop.body.offset)
    case .sortBy: return Compiler.sortBy(rounds, body.value, loop.body.offset)
    case .optMap: return Compiler.optionalMap(rounds, body.value, wraps: true)
    case .optFlatMap: return Compiler.optionalMap(rounds, body.value, wraps: false)
    }
  }

  private static func quantifier(
    _ rounds: Rounds, _ test: @escaping BoolStep, decisive: Bool
  ) -> Code {
    .bool { frame throws(Fault) in
      var fault: Fault?
      var isDecided = false
      try rounds.run(&frame) { frame throws(Fault) in
        do throws(Fault) {
          isDecided = try test(&frame) == decisive
        } catch {
          if error.isFatal { throw error }
          fault = fault ?? error
        }
        return !isDecided
      }
      if isDecided { return decisive }
      if let fault { throw fault }
      return !decisive
    }
  }

  private static func existsOne(_ rounds: Rounds, _ test: @escaping BoolStep) -> Code {
    .bool { frame throws(Fault) in
      var count = 0
      try rounds.run(&frame) { frame throws(Fault) in
        if try test(&frame) { count += 1 }
        return true
      }
      return count == 1
    }
  }

  private static func filter(_ rounds: Rounds, _ test: @escaping BoolStep) -> Code {
    .value { frame throws(Fault) in
      var kept: [Value] = []
      try rounds.run(&frame) { frame throws(Fault) in
        // The body may not change the slot of its own variable: inner loops have later ones.
        if try test(&frame) { kept.append(frame.locals[rounds.slot]) }
        return true
      }
      return .list(kept)
    }
  }

  private static func map(
    _ rounds: Rounds, _ condition: BoolStep?, _ body: @escaping ValueStep
  ) -> Code {
    .value { frame throws(Fault) in
      var made: [Value] = []
      try rounds.run(&frame) { frame throws(Fault) in
        if let condition, try !condition(&frame) { return true }
        made.append(try body(&frame))
        return true
      }
      return .list(made)
    }
  }

  /// The values of a map, or the elements of a list by their index, each made anew.
  private static func transformMap(
    _ rounds: Rounds, _ condition: BoolStep?, _ body: @escaping ValueStep
  ) -> Code {
    .value { frame throws(Fault) in
      var pairs: [(MapKey, Value)] = []
      try rounds.run(&frame) { frame throws(Fault) in
        if let condition, try !condition(&frame) { return true }
        let key = try key(frame.locals[rounds.slot], rounds.offset)
        pairs.append((key, try body(&frame)))
        return true
      }
      return .map(ValueMap(pairs))
    }
  }

  /// The entries that the body gives, put together; a key that comes twice is a fault.
  private static func transformEntries(
    _ rounds: Rounds, _ condition: BoolStep?, _ body: @escaping ValueStep, _ offset: Int
  ) -> Code {
    .value { frame throws(Fault) in
      var pairs: [(MapKey, Value)] = []
      try rounds.run(&frame) { frame throws(Fault) in
        if let condition, try !condition(&frame) { return true }
        let value = try body(&frame)
        guard case .map(let map) = value else {
          throw .noOverload(rounds.name, [value], at: offset)
        }
        try frame.budget.spend(map.count)
        for position in 0..<map.count { pairs.append(map.entry(at: position)) }
        return true
      }
      guard let map = ValueMap(unique: pairs) else {
        throw .evaluation("`\(rounds.name)` gives a key twice", at: offset)
      }
      return .map(map)
    }
  }

  /// The elements in the order of their keys; equal keys keep their order.
  private static func sortBy(
    _ rounds: Rounds, _ body: @escaping ValueStep, _ offset: Int
  ) -> Code {
    .value { frame throws(Fault) in
      var keyed: [(key: Value, element: Value)] = []
      try rounds.run(&frame) { frame throws(Fault) in
        keyed.append((try body(&frame), frame.locals[rounds.slot]))
        return true
      }
      // A comparison sort takes about n log n comparisons.
      try frame.budget.spend(keyed.count * (Int.bitWidth - keyed.count.leadingZeroBitCount))
      var fault: Fault?
      let sorted = keyed.enumerated().sorted { left, right in
        let order = left.element.key.order(right.element.key)
        if order == nil || order == .unordered {
          fault = .noOverload(
            rounds.name, [left.element.key, right.element.key], at: offset)
        }
        return order == .less || (order == .equal && left.offset < right.offset)
      }
      if let fault { throw fault }
      return .list(sorted.map(\.element.element))
    }
  }

  /// What the body makes of the content of an optional value.
  private static func optionalMap(
    _ rounds: Rounds, _ body: @escaping ValueStep, wraps: Bool
  ) -> Code {
    .value { frame throws(Fault) in
      let range = try rounds.range(&frame)
      guard case .optional(let content) = range else {
        throw .noOverload(rounds.name, [range], at: rounds.offset)
      }
      guard let content else { return range }
      try frame.budget.spend(rounds.cost)
      frame.locals[rounds.slot] = content
      let value = try body(&frame)
      if wraps { return .optional(value) }
      guard case .optional = value else {
        throw .noOverload(rounds.name, [value], at: rounds.offset)
      }
      return value
    }
  }
}
