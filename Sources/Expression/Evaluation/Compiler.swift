/// Turns a typed tree into closures.
struct Compiler {
  let environment: Environment

  init(_ environment: Environment) {
    self.environment = environment
  }

  func compile(_ node: TypedNode) throws(Fault) -> Code {
    switch node.kind {
    case .literal(let value): return .constant(value)
    case .variable(let slot): return variable(slot, node)
    case .local(let slot): return local(slot, node)
    case .failure(let fault): return .value { _ throws(Fault) in throw fault }
    case .select(let operand, let field):
      return select(try compile(operand), field, node.offset)
    case .has(let operand, let field):
      return has(try compile(operand), field, node.offset)
    case .call(let name, let overloads, let arguments):
      return try call(name, overloads, arguments, node)
    case .operation(let found, let operands):
      return try operation(found, operands, node)
    case .logical(let logical, let terms): return try self.logical(logical, terms)
    case .conditional(let condition, let then, let otherwise):
      return try conditional(condition, then, otherwise)
    case .list(let elements): return try list(elements)
    case .map(let entries): return try map(entries, node.offset)
    case .comprehension(let loop): return try comprehension(loop, node.offset)
    }
  }

  /// Runs code whose operands are all constant; keeps it as it is when that fails.
  func folded(_ code: Code, _ operands: [Code]) -> Code {
    guard operands.allSatisfy({ $0.constant != nil }) else { return code }
    var frame = Frame.folding
    guard let value = try? code.value(&frame) else { return code }
    return .constant(value)
  }

  // MARK: Variables

  private func variable(_ slot: Int, _ node: TypedNode) -> Code {
    let (variable, offset) = (environment.variables[slot], node.offset)
    switch node.type {
    case .bool:
      return .bool { frame throws(Fault) in
        guard slot < frame.bindings.count, case .bool(let bool)? = frame.bindings[slot] else {
          throw frame.missing(variable, slot, at: offset)
        }
        return bool
      }
    case .int:
      return .int { frame throws(Fault) in
        guard slot < frame.bindings.count, case .int(let int)? = frame.bindings[slot] else {
          throw frame.missing(variable, slot, at: offset)
        }
        return int
      }
    case .double:
      return .double { frame throws(Fault) in
        guard slot < frame.bindings.count, case .double(let double)? = frame.bindings[slot] else {
          throw frame.missing(variable, slot, at: offset)
        }
        return double
      }
    case .string:
      return .string { frame throws(Fault) in
        guard slot < frame.bindings.count, case .string(let string)? = frame.bindings[slot] else {
          throw frame.missing(variable, slot, at: offset)
        }
        return string
      }
    case let type:
      return .value { frame throws(Fault) in
        guard slot < frame.bindings.count, let value = frame.bindings[slot],
          value.fits(type) || (value == .null && Compiler.isNullable(type))
        else { throw frame.missing(variable, slot, at: offset) }
        return value
      }
    }
  }

  private static func isNullable(_ type: CELType) -> Bool {
    type == .timestamp || type == .duration
  }

  private func local(_ slot: Int, _ node: TypedNode) -> Code {
    let offset = node.offset
    switch node.type {
    case .int:
      return .int { frame throws(Fault) in
        guard case .int(let int) = frame.locals[slot] else {
          throw .noOverload("int element", [frame.locals[slot]], at: offset)
        }
        return int
      }
    case .string:
      return .string { frame throws(Fault) in
        guard case .string(let string) = frame.locals[slot] else {
          throw .noOverload("string element", [frame.locals[slot]], at: offset)
        }
        return string
      }
    default: return .value { frame throws(Fault) in frame.locals[slot] }
    }
  }

  // MARK: Fields

  private func select(_ operand: Code, _ field: String, _ offset: Int) -> Code {
    let (step, key) = (operand.value, MapKey.string(field))
    let code = Code.value { frame throws(Fault) in
      guard case .map(let map) = try step(&frame) else {
        throw .evaluation("no such overload: only a map has a field `\(field)`", at: offset)
      }
      guard let value = map[key] else {
        throw .evaluation("no such key: `\(field)`", at: offset)
      }
      return value
    }
    return folded(code, [operand])
  }

  private func has(_ operand: Code, _ field: String, _ offset: Int) -> Code {
    let (step, key) = (operand.value, MapKey.string(field))
    let code = Code.bool { frame throws(Fault) in
      guard case .map(let map) = try step(&frame) else {
        throw .evaluation("no such overload: only a map has a field `\(field)`", at: offset)
      }
      return map[key] != nil
    }
    return folded(code, [operand])
  }

  // MARK: Literals

  private func list(_ elements: [TypedNode]) throws(Fault) -> Code {
    var codes: [Code] = []
    for element in elements { codes.append(try compile(element)) }
    let constants = codes.compactMap(\.constant)
    if constants.count == codes.count { return .constant(.list(constants)) }
    let steps = codes.map(\.value)
    return .value { frame throws(Fault) in
      var values: [Value] = []
      values.reserveCapacity(steps.count)
      for step in steps { values.append(try step(&frame)) }
      return .list(values)
    }
  }

  private func map(
    _ entries: [(key: TypedNode, value: TypedNode)], _ offset: Int
  ) throws(Fault) -> Code {
    var steps: [(key: ValueStep, value: ValueStep, offset: Int)] = []
    var codes: [Code] = []
    for entry in entries {
      let (key, value) = (try compile(entry.key), try compile(entry.value))
      codes += [key, value]
      steps.append((key.value, value.value, entry.key.offset))
    }
    let fixed = steps
    let code = Code.value { frame throws(Fault) in
      var pairs: [(MapKey, Value)] = []
      for entry in fixed {
        let found = try entry.key(&frame)
        guard let key = MapKey(found), found.type != .double else {
          throw .evaluation("\(found.type.name) can't be the key of a map", at: entry.offset)
        }
        pairs.append((key, try entry.value(&frame)))
      }
      guard let map = ValueMap(unique: pairs) else {
        throw .evaluation("the map has a key twice", at: offset)
      }
      return .map(map)
    }
    return folded(code, codes)
  }
}
