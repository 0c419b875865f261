extension Compiler {
  /// The macros over lists and maps. Each round costs what its body costs.
  func comprehension(_ loop: TypedNode.Loop, _ offset: Int) throws(Fault) -> Code {
    let range = try compile(loop.range)
    let body = try compile(loop.body)
    let rounds = Rounds(
      range: range.value, slot: loop.slot,
      cost: 1 + loop.body.cost + (loop.condition?.cost ?? 0), name: loop.macro.rawValue,
      offset: offset)
    let code: Code
    switch loop.macro {
    case .all, .exists:
      let test = body.bool(rounds.name, at: loop.body.offset)
      code = Compiler.quantifier(rounds, test, decisive: loop.macro == .exists)
    case .existsOne:
      code = Compiler.existsOne(rounds, body.bool(rounds.name, at: loop.body.offset))
    case .filter:
      code = Compiler.filter(rounds, body.bool(rounds.name, at: loop.body.offset))
    case .map:
      let condition = try loop.condition.map { node throws(Fault) in
        try compile(node).bool(rounds.name, at: node.offset)
      }
      code = Compiler.map(rounds, condition, body.value)
    }
    return code
  }

  private struct Rounds {
    let range: ValueStep
    let slot: Int
    let cost: Int
    let name: String
    let offset: Int

    /// The elements of a list or the keys of a map.
    func elements(_ frame: inout Frame) throws(Fault) -> [Value] {
      switch try range(&frame) {
      case .list(let list): return list
      case .map(let map):
        try frame.budget.spend(map.count)
        return map.keys.map(\.value)
      case let other: throw .noOverload(name, [other], at: offset)
      }
    }
  }

  private static func quantifier(
    _ rounds: Rounds, _ test: @escaping BoolStep, decisive: Bool
  ) -> Code {
    .bool { frame throws(Fault) in
      var fault: Fault?
      for element in try rounds.elements(&frame) {
        try frame.budget.spend(rounds.cost)
        frame.locals[rounds.slot] = element
        do throws(Fault) {
          if try test(&frame) == decisive { return decisive }
        } catch {
          if error.isFatal { throw error }
          fault = fault ?? error
        }
      }
      if let fault { throw fault }
      return !decisive
    }
  }

  private static func existsOne(_ rounds: Rounds, _ test: @escaping BoolStep) -> Code {
    .bool { frame throws(Fault) in
      var count = 0
      for element in try rounds.elements(&frame) {
        try frame.budget.spend(rounds.cost)
        frame.locals[rounds.slot] = element
        if try test(&frame) { count += 1 }
      }
      return count == 1
    }
  }

  private static func filter(_ rounds: Rounds, _ test: @escaping BoolStep) -> Code {
    .value { frame throws(Fault) in
      var kept: [Value] = []
      for element in try rounds.elements(&frame) {
        try frame.budget.spend(rounds.cost)
        frame.locals[rounds.slot] = element
        if try test(&frame) { kept.append(element) }
      }
      return .list(kept)
    }
  }

  private static func map(
    _ rounds: Rounds, _ condition: BoolStep?, _ body: @escaping ValueStep
  ) -> Code {
    .value { frame throws(Fault) in
      var made: [Value] = []
      for element in try rounds.elements(&frame) {
        try frame.budget.spend(rounds.cost)
        frame.locals[rounds.slot] = element
        if let condition, try !condition(&frame) { continue }
        made.append(try body(&frame))
      }
      return .list(made)
    }
  }
}
