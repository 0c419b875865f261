extension Compiler {
  /// A call: of the forms that may fit, the one whose parameters fit the values.
  func call(
    _ name: String, _ overloads: [Overload], _ arguments: [TypedNode], _ node: TypedNode
  ) throws(Fault) -> Code {
    var codes: [Code] = []
    for argument in arguments { codes.append(try compile(argument)) }
    try checkConstants(name, overloads, codes, arguments)
    if let code = try constantPattern(name, codes, arguments, node) {
      return folded(code, [codes[0]])
    }
    let offset = node.offset
    let code: Code
    if arguments.count == 2, name == "or" || name == "orValue", overloads.count == 1,
      overloads[0].parameters[0].optionalElement != nil
    {
      code = Compiler.fallback(name, codes[0].value, codes[1].value, offset)
    } else if overloads.count == 1, let quick = single(name, overloads[0], codes, offset) {
      code = quick
    } else {
      code = general(name, overloads, codes, offset)
    }
    let typed = Compiler.typed(code, node.type, name, offset)
    let isPure = !overloads.isEmpty && overloads.allSatisfy { $0.purity != .impure }
    guard isPure else { return typed }
    if overloads.allSatisfy({ $0.purity == .literal }), codes.allSatisfy({ $0.constant != nil }) {
      var frame = Frame.folding
      return .constant(try code.value(&frame))
    }
    return folded(typed, codes)
  }

  /// The only form, with one or two arguments, without an array for them.
  private func single(
    _ name: String, _ overload: Overload, _ codes: [Code], _ offset: Int
  ) -> Code? {
    switch (overload.implementation, codes.count) {
    case (.unary(let apply), 1):
      let (step, type) = (codes[0].value, overload.parameters[0])
      return .value { frame throws(Fault) in
        let value = try step(&frame)
        guard value.fits(type) else { throw .noOverload(name, [value], at: offset) }
        try frame.budget.spend(value.readingCost)
        do { return try apply(value) } catch { throw Compiler.fault(error, name, offset) }
      }
    case (.binary(let apply), 2):
      let (first, second) = (codes[0].value, codes[1].value)
      let (left, right) = (overload.parameters[0], overload.parameters[1])
      return .value { frame throws(Fault) in
        let (a, b) = (try first(&frame), try second(&frame))
        guard a.fits(left), b.fits(right) else { throw .noOverload(name, [a, b], at: offset) }
        try frame.budget.spend(a.readingCost + b.readingCost)
        do { return try apply(a, b) } catch { throw Compiler.fault(error, name, offset) }
      }
    default: return nil
    }
  }

  /// `or` and `orValue`: the second is evaluated only when the first holds no value.
  private static func fallback(
    _ name: String, _ first: @escaping ValueStep, _ second: @escaping ValueStep, _ offset: Int
  ) -> Code {
    let unwraps = name == "orValue"
    return .value { frame throws(Fault) in
      let value = try first(&frame)
      guard case .optional(let content) = value else {
        throw .noOverload(name, [value], at: offset)
      }
      if let content { return unwraps ? content : value }
      let other = try second(&frame)
      if unwraps { return other }
      guard case .optional = other else { throw .noOverload(name, [value, other], at: offset) }
      return other
    }
  }

  private func general(
    _ name: String, _ overloads: [Overload], _ codes: [Code], _ offset: Int
  ) -> Code {
    let steps = codes.map(\.value)
    return .value { frame throws(Fault) in
      var values: [Value] = []
      values.reserveCapacity(steps.count)
      for step in steps { values.append(try step(&frame)) }
      guard let overload = overloads.first(where: { $0.accepts(values) }) else {
        throw .noOverload(name, values, at: offset)
      }
      try frame.budget.spend(values.reduce(0) { $0 + $1.readingCost })
      do {
        switch overload.implementation {
        case .unary(let apply): return try apply(values[0])
        case .binary(let apply): return try apply(values[0], values[1])
        case .metered(let apply): return try apply(values[0], values[1], &frame.budget)
        case .any(let apply): return try apply(values)
        case .meteredList(let apply): return try apply(values, &frame.budget)
        }
      } catch {
        throw Compiler.fault(error, name, offset)
      }
    }
  }

  /// Bools and ints go on without being wrapped.
  private static func typed(
    _ code: Code, _ type: CELType, _ name: String, _ offset: Int
  ) -> Code {
    switch type {
    case .bool: .bool(code.bool(name, at: offset))
    case .int: .int(code.int(name, at: offset))
    case .string: .string(code.string(name, at: offset))
    default: code
    }
  }

  /// `matches` with a constant pattern: compiled once, and its faults are faults of compiling.
  private func constantPattern(
    _ name: String, _ codes: [Code], _ arguments: [TypedNode], _ node: TypedNode
  ) throws(Fault) -> Code? {
    guard name == "matches", codes.count == 2, case .string(let text)? = codes[1].constant,
      arguments[0].type == .string || arguments[0].type.isDynamic
    else { return nil }
    let pattern: Pattern
    do throws(Fault) {
      pattern = try Pattern(text)
    } catch {
      throw error.placed(at: arguments[1].offset)
    }
    let (step, offset) = (codes[0].string(name, at: node.offset), node.offset)
    return .bool { frame throws(Fault) in
      let string = try step(&frame)
      do throws(Fault) {
        return try pattern.isFound(in: string, &frame.budget)
      } catch {
        throw error.placed(at: offset)
      }
    }
  }

  static func fault(_ error: any Error, _ name: String, _ offset: Int) -> Fault {
    switch error {
    case let fault as Fault: fault.placed(at: offset)
    case let error as FunctionError:
      Fault(.evaluation, error.sentence, at: offset, hint: NearestName.hint(error.nearest))
    default: .evaluation("`\(name)`: \(error)", at: offset)
    }
  }
}

extension Value {
  static let bytesReadPerStep = 32

  /// The steps of reading the value once, in functions that may look at all of it.
  var readingCost: Int {
    switch self {
    case .string(let string): string.utf8.count / Value.bytesReadPerStep
    case .bytes(let bytes): bytes.count / Value.bytesReadPerStep
    default: 0
    }
  }
}
