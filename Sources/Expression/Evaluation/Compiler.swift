/// Turns a typed tree into closures.
struct Compiler {
  let environment: Environment
  /// The slots of `cel.bind`, whose values may be faults.
  var boundSlots: Set<Int> = []

  init(_ environment: Environment) {
    self.environment = environment
  }

  func compile(_ node: TypedNode) throws(Fault) -> Code {
    switch node.kind {
    case .literal(let value): return .constant(value)
    case .variable(let slot): return variable(slot, node)
    case .local(let slot): return local(slot, node)
    case .failure(let fault): return .value { _ throws(Fault) in throw fault }
    case .select(let operand, let field): return try select(node, operand, field)
    case .optionalSelect(let operand, let field):
      return optionalSelect(try compile(operand), field, node.offset)
    case .optionalIndex(let operand, let index):
      return optionalIndex(try compile(operand), try compile(index), node.offset)
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
    case .bind(let values, let body): return try bind(values, body)
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
    let code = plainLocal(slot, node)
    guard boundSlots.contains(slot) else { return code }
    let step = code.value
    return .value { frame throws(Fault) in
      if let fault = frame.faults?[slot] { throw fault }
      return try step(&frame)
    }
  }

  private func plainLocal(_ slot: Int, _ node: TypedNode) -> Code {
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
}
