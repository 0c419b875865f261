/// A field that an expression names, ready to be found in maps.
final class FieldKey: Sendable {
  let key: MapKey
  let hash: UInt64
  let name: String
  let offset: Int

  init(_ name: String, at offset: Int) {
    self.name = name
    self.offset = offset
    key = .string(name)
    hash = key.quickHash
  }

  /// The value of the field; of an optional map, an optional value.
  func value(in operand: Value) throws(Fault) -> Value {
    if case .map(let map) = operand {
      if let value = map.value(of: key, hash) { return value }
      throw .evaluation("no such key: `\(name)`", at: offset)
    }
    guard case .optional = operand else { throw mismatch(operand) }
    return try optional(in: operand)
  }

  /// The value of the field as an optional value.
  func optional(in operand: Value) throws(Fault) -> Value {
    switch operand {
    case .map(let map): return .optional(map.value(of: key, hash))
    case .optional(nil): return operand
    case .optional(let content?): return try optional(in: content)
    default: throw mismatch(operand)
    }
  }

  func isFound(in operand: Value) throws(Fault) -> Bool {
    switch operand {
    case .map(let map): return map.value(of: key, hash) != nil
    case .optional(nil): return false
    case .optional(let content?): return try isFound(in: content)
    default: throw mismatch(operand)
    }
  }

  private func mismatch(_ operand: Value) -> Fault {
    .evaluation(
      "no such overload: \(operand.type.name) has no field `\(name)`, only a map has", at: offset)
  }
}

/// The fields `b.c.d` behind a value, ready to be walked without copying what lies between.
/// Safe because nothing is written after `init`.
final class FieldPath: @unchecked Sendable {
  let fields: [FieldKey]
  /// The hashes of the fields; not written after `init`.
  let hashes: UnsafeMutablePointer<UInt64>
  let count: Int

  init(_ fields: [FieldKey]) {
    self.fields = fields
    count = fields.count
    hashes = .allocate(capacity: fields.count)
    for (position, field) in fields.enumerated() {
      (hashes + position).initialize(to: field.hash)
    }
  }

  deinit {
    hashes.deallocate()
  }

  /// The value at the end of the path; the fault of the first field that is not there.
  func value(in root: Value) throws(Fault) -> Value {
    if case .map(let map) = root, let value = map.value(at: self) { return value }
    var value = root
    for field in fields { value = try field.value(in: value) }
    return value
  }
}

extension Compiler {
  /// `a.b.c`: one step for the whole chain, as long as it starts with a variable or an element.
  func select(
    _ node: TypedNode, _ operand: TypedNode, _ field: String
  ) throws(Fault) -> Code {
    var fields = [FieldKey(field, at: node.offset)]
    var root = operand
    while case .select(let inner, let field) = root.kind {
      fields.append(FieldKey(field, at: root.offset))
      root = inner
    }
    fields.reverse()
    let code = try compile(root)
    let path = Compiler.path(code, root, FieldPath(fields))
    return code.constant == nil ? typed(path, node) : folded(.value(path), [code])
  }

  private static func path(_ code: Code, _ root: TypedNode, _ path: FieldPath) -> ValueStep {
    let step = code.value
    guard case .variable(let slot) = root.kind else {
      return { frame throws(Fault) in try path.value(in: try step(&frame)) }
    }
    return { frame throws(Fault) in
      if slot < frame.bindings.count, case .map(let map)? = frame.bindings[slot],
        let value = map.value(at: path)
      {
        return value
      }
      return try path.value(in: try step(&frame))
    }
  }

  /// Bools, ints and strings go on without being wrapped.
  private func typed(_ step: @escaping ValueStep, _ node: TypedNode) -> Code {
    let code = Code.value(step)
    switch node.type {
    case .bool: return .bool(code.bool("field", at: node.offset))
    case .int: return .int(code.int("field", at: node.offset))
    case .string: return .string(code.string("field", at: node.offset))
    default: return code
    }
  }

  func optionalSelect(_ operand: Code, _ field: String, _ offset: Int) -> Code {
    let (step, field) = (operand.value, FieldKey(field, at: offset))
    return folded(
      .value { frame throws(Fault) in try field.optional(in: try step(&frame)) }, [operand])
  }

  func has(_ operand: Code, _ field: String, _ offset: Int) -> Code {
    let (step, field) = (operand.value, FieldKey(field, at: offset))
    return folded(
      .bool { frame throws(Fault) in try field.isFound(in: try step(&frame)) }, [operand])
  }

  /// `a[?i]`, and `a[i]` of an optional value.
  func optionalIndex(_ left: Code, _ right: Code, _ offset: Int) -> Code {
    let (collection, index) = (left.value, right.value)
    let code = Code.value { frame throws(Fault) in
      let target = try collection(&frame)
      let key = try index(&frame)
      return try Compiler.optionalElement(target, key, offset)
    }
    return folded(code, [left, right])
  }

  static func optionalElement(
    _ target: Value, _ key: Value, _ offset: Int
  ) throws(Fault) -> Value {
    switch target {
    case .list(let list):
      guard let position = position(key) else {
        throw .evaluation("invalid argument: a list has no index \(key)", at: offset)
      }
      return .optional(list.indices.contains(position) ? list[position] : nil)
    case .map(let map): return .optional(map.find(key))
    case .optional(nil): return target
    case .optional(let content?): return try optionalElement(content, key, offset)
    default: throw .noOverload("[?]", [target, key], at: offset)
    }
  }
}
