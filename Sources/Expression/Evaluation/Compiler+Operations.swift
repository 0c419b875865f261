extension Compiler {
  func operation(
    _ found: Operator, _ operands: [TypedNode], _ node: TypedNode
  ) throws(Fault) -> Code {
    var codes: [Code] = []
    for operand in operands { codes.append(try compile(operand)) }
    let code: Code
    if codes.count == 1 {
      code = unary(found, codes[0], operands[0].type, node.offset)
    } else {
      code = binary(found, codes[0], codes[1], operands[0].type, operands[1].type, node.offset)
    }
    return folded(code, codes)
  }

  private func unary(
    _ found: Operator, _ operand: Code, _ type: CELType, _ offset: Int
  ) -> Code {
    if found == .not {
      let step = operand.bool("!", at: offset)
      return .bool { frame throws(Fault) in !(try step(&frame)) }
    }
    if type == .int {
      let step = operand.int("-", at: offset)
      return .int { frame throws(Fault) in try Arithmetic.negate(try step(&frame), offset) }
    }
    let step = operand.value
    return .value { frame throws(Fault) in
      switch try step(&frame) {
      case .int(let int): return .int(try Arithmetic.negate(int, offset))
      case .double(let double): return .double(-double)
      case let other: throw .noOverload("-", [other], at: offset)
      }
    }
  }

  private func binary(
    _ found: Operator, _ left: Code, _ right: Code, _ leftType: CELType, _ rightType: CELType,
    _ offset: Int
  ) -> Code {
    switch found {
    case .equal, .notEqual:
      return equality(left, right, leftType, rightType, isNegated: found == .notEqual, offset)
    case .less, .lessEqual, .greater, .greaterEqual:
      return order(found, left, right, leftType, rightType, offset)
    case .membership: return membership(left, right, offset)
    case .index: return index(left, right, offset)
    default: break
    }
    if leftType == .int, rightType == .int {
      let (left, right) = (left.int(found.name, at: offset), right.int(found.name, at: offset))
      return Arithmetic.ints(found, left, right, offset)
    }
    if leftType == .double, rightType == .double, found != .modulo {
      let (left, right) = (
        left.double(found.name, at: offset), right.double(found.name, at: offset)
      )
      return Arithmetic.doubles(found, left, right)
    }
    let (left, right) = (left.value, right.value)
    return .value { frame throws(Fault) in
      let (a, b) = (try left(&frame), try right(&frame))
      return try Arithmetic.apply(found, a, b, &frame.budget, offset)
    }
  }

  private func equality(
    _ left: Code, _ right: Code, _ leftType: CELType, _ rightType: CELType, isNegated: Bool,
    _ offset: Int
  ) -> Code {
    if leftType == .int, rightType == .int {
      let step = left.int("==", at: offset)
      if case .int(let wanted)? = right.constant {
        return .bool { frame throws(Fault) in (try step(&frame) == wanted) != isNegated }
      }
      let right = right.int("==", at: offset)
      return .bool { frame throws(Fault) in
        (try step(&frame) == right(&frame)) != isNegated
      }
    }
    if rightType == .string, leftType == .string || leftType.isDynamic,
      case .string(let wanted)? = right.constant
    {
      return equality(left, to: wanted, isNegated: isNegated)
    }
    if leftType == .string, rightType == .string {
      let (left, right) = (left.string("==", at: offset), right.string("==", at: offset))
      return .bool { frame throws(Fault) in
        let (a, b) = (try left(&frame), try right(&frame))
        return a.hasSameCodePoints(as: b) != isNegated
      }
    }
    let (left, right) = (left.value, right.value)
    return .bool { frame throws(Fault) in
      let (a, b) = (try left(&frame), try right(&frame))
      return try a.equals(b, &frame.budget) != isNegated
    }
  }

  /// A comparison with a constant text.
  private func equality(_ left: Code, to wanted: String, isNegated: Bool) -> Code {
    if case .string(let step) = left {
      return .bool { frame throws(Fault) in
        try step(&frame).hasSameCodePoints(as: wanted) != isNegated
      }
    }
    let step = left.value
    return .bool { frame throws(Fault) in
      guard case .string(let string) = try step(&frame) else { return isNegated }
      return string.hasSameCodePoints(as: wanted) != isNegated
    }
  }

  private func order(
    _ found: Operator, _ left: Code, _ right: Code, _ leftType: CELType, _ rightType: CELType,
    _ offset: Int
  ) -> Code {
    if leftType == .int, rightType == .int, case .int(let limit)? = right.constant {
      let step = left.int(found.name, at: offset)
      switch found {
      case .less: return .bool { frame throws(Fault) in try step(&frame) < limit }
      case .lessEqual: return .bool { frame throws(Fault) in try step(&frame) <= limit }
      case .greater: return .bool { frame throws(Fault) in try step(&frame) > limit }
      default: return .bool { frame throws(Fault) in try step(&frame) >= limit }
      }
    }
    if leftType == .int, rightType == .int {
      let (left, right) = (left.int(found.name, at: offset), right.int(found.name, at: offset))
      switch found {
      case .less: return .bool { frame throws(Fault) in try left(&frame) < right(&frame) }
      case .lessEqual: return .bool { frame throws(Fault) in try left(&frame) <= right(&frame) }
      case .greater: return .bool { frame throws(Fault) in try left(&frame) > right(&frame) }
      default: return .bool { frame throws(Fault) in try left(&frame) >= right(&frame) }
      }
    }
    let (left, right) = (left.value, right.value)
    return .bool { frame throws(Fault) in
      let (a, b) = (try left(&frame), try right(&frame))
      guard let order = a.order(b) else { throw .noOverload(found.name, [a, b], at: offset) }
      switch found {
      case .less: return order == .less
      case .lessEqual: return order == .less || order == .equal
      case .greater: return order == .greater
      default: return order == .greater || order == .equal
      }
    }
  }
}
