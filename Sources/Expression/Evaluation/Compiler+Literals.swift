extension Compiler {
  func list(_ elements: [TypedNode.Element]) throws(Fault) -> Code {
    var codes: [Code] = []
    for element in elements { codes.append(try compile(element.value)) }
    let steps = codes.map(\.value)
    guard elements.contains(where: \.isOptional) else {
      let code = Code.value { frame throws(Fault) in
        var values: [Value] = []
        values.reserveCapacity(steps.count)
        for step in steps { values.append(try step(&frame)) }
        return .list(values)
      }
      return folded(code, codes)
    }
    let optional = elements.map { ($0.isOptional, $0.value.offset) }
    let code = Code.value { frame throws(Fault) in
      var values: [Value] = []
      for (step, (isOptional, offset)) in zip(steps, optional) {
        let value = try step(&frame)
        if !isOptional {
          values.append(value)
        } else if let content = try Compiler.content(value, offset) {
          values.append(content)
        }
      }
      return .list(values)
    }
    return folded(code, codes)
  }

  func map(_ entries: [TypedNode.Entry], _ offset: Int) throws(Fault) -> Code {
    var steps: [(key: ValueStep, value: ValueStep, isOptional: Bool, offset: Int)] = []
    var codes: [Code] = []
    for entry in entries {
      let (key, value) = (try compile(entry.key), try compile(entry.value))
      codes += [key, value]
      steps.append((key.value, value.value, entry.isOptional, entry.key.offset))
    }
    let fixed = steps
    let code = Code.value { frame throws(Fault) in
      var pairs: [(MapKey, Value)] = []
      pairs.reserveCapacity(fixed.count)
      for entry in fixed {
        let key = try Compiler.key(try entry.key(&frame), entry.offset)
        let value = try entry.value(&frame)
        if !entry.isOptional {
          pairs.append((key, value))
        } else if let content = try Compiler.content(value, entry.offset) {
          pairs.append((key, content))
        }
      }
      guard let map = ValueMap(unique: pairs) else {
        throw .evaluation("the map has a key twice", at: offset)
      }
      return .map(map)
    }
    return folded(code, codes)
  }

  static func key(_ value: Value, _ offset: Int) throws(Fault) -> MapKey {
    guard let key = MapKey(value), value.type != .double else {
      throw .evaluation("\(value.type.name) can't be the key of a map", at: offset)
    }
    return key
  }

  /// What the optional value behind `?` in a literal holds.
  private static func content(_ value: Value, _ offset: Int) throws(Fault) -> Value? {
    guard case .optional(let content) = value else {
      throw .noOverload("?", [value], at: offset)
    }
    return content
  }

  /// `cel.bind`: a value that can't be evaluated is a fault only where it is used.
  func bind(
    _ values: [(slot: Int, value: TypedNode)], _ body: TypedNode
  ) throws(Fault) -> Code {
    var inner = self
    var steps: [(slot: Int, step: ValueStep)] = []
    for (slot, value) in values {
      steps.append((slot, try inner.compile(value).value))
      inner.boundSlots.insert(slot)
    }
    let (fixed, code) = (steps, try inner.compile(body))
    @Sendable func prepare(_ frame: inout Frame) throws(Fault) {
      for (slot, step) in fixed {
        do throws(Fault) {
          frame.locals[slot] = try step(&frame)
          frame.faults?[slot] = nil
        } catch {
          if error.isFatal { throw error }
          frame.faults = (frame.faults ?? [:]).merging([slot: error]) { $1 }
        }
      }
    }
    switch code {
    case .bool(let step):
      return .bool { frame throws(Fault) in
        try prepare(&frame)
        return try step(&frame)
      }
    case .int(let step):
      return .int { frame throws(Fault) in
        try prepare(&frame)
        return try step(&frame)
      }
    default:
      let step = code.value
      return .value { frame throws(Fault) in
        try prepare(&frame)
        return try step(&frame)
      }
    }
  }
}
