extension Compiler {
  /// `x in list` and `key in map`; a constant list is searched by hash.
  func membership(_ left: Code, _ right: Code, _ offset: Int) -> Code {
    let step = left.value
    if case .list(let list)? = right.constant, let set = Compiler.constantSet(list) {
      return .bool { frame throws(Fault) in
        guard let key = MapKey(try step(&frame)) else { return false }
        return set.contains(key)
      }
    }
    let collection = right.value
    if case .string(let step) = left {
      return .bool { frame throws(Fault) in
        let string = try step(&frame)
        return try Compiler.contains(try collection(&frame), string, &frame, offset)
      }
    }
    if case .int(let step) = left {
      return .bool { frame throws(Fault) in
        let int = try step(&frame)
        return try Compiler.contains(try collection(&frame), int, &frame, offset)
      }
    }
    return .bool { frame throws(Fault) in
      let element = try step(&frame)
      switch try collection(&frame) {
      case .list(let list):
        for other in list {
          try frame.budget.spend(1)
          if try element.equals(other, &frame.budget) { return true }
        }
        return false
      case .map(let map): return map.find(element) != nil
      case let other: throw .noOverload("in", [element, other], at: offset)
      }
    }
  }

  private static func contains(
    _ collection: Value, _ string: String, _ frame: inout Frame, _ offset: Int
  ) throws(Fault) -> Bool {
    switch collection {
    case .list(let list):
      for element in list {
        try frame.budget.spend(1)
        if case .string(let other) = element, other.hasSameCodePoints(as: string) { return true }
      }
      return false
    case .map(let map): return map[.string(string)] != nil
    case let other: throw .noOverload("in", [.string(string), other], at: offset)
    }
  }

  private static func contains(
    _ collection: Value, _ int: Int64, _ frame: inout Frame, _ offset: Int
  ) throws(Fault) -> Bool {
    switch collection {
    case .list(let list):
      for element in list {
        try frame.budget.spend(1)
        if case .int(let other) = element {
          if other == int { return true }
        } else if Value.numbersEqual(.int(int), element) {
          return true
        }
      }
      return false
    case .map(let map): return map[.int(int)] != nil
    case let other: throw .noOverload("in", [.int(int), other], at: offset)
    }
  }

  /// The elements as keys; nil when some can't be one. Doubles are left out, because equal
  /// doubles of large numbers are not equal keys.
  private static func constantSet(_ list: [Value]) -> Set<MapKey>? {
    var set: Set<MapKey> = []
    for value in list {
      switch value {
      case .string, .int, .uint, .bool:
        guard let key = MapKey(value) else { return nil }
        set.insert(key)
      default: return nil
      }
    }
    return set
  }

  /// `list[0]` and `map["key"]`.
  func index(_ left: Code, _ right: Code, _ offset: Int) -> Code {
    let (collection, index) = (left.value, right.value)
    return .value { frame throws(Fault) in
      let target = try collection(&frame)
      let key = try index(&frame)
      switch target {
      case .list(let list):
        guard let position = Compiler.position(key) else {
          throw .evaluation("invalid argument: a list has no index \(key)", at: offset)
        }
        guard list.indices.contains(position) else {
          throw .evaluation(
            "invalid argument: index \(position) of a list of \(list.count)", at: offset)
        }
        return list[position]
      case .map(let map):
        guard let value = map.find(key) else {
          throw .evaluation("no such key: \(key)", at: offset)
        }
        return value
      case .optional: return try Compiler.optionalElement(target, key, offset)
      default: throw .noOverload("[]", [target, key], at: offset)
      }
    }
  }

  /// The position that a whole number of any type stands for.
  static func position(_ value: Value) -> Int? {
    switch MapKey(value) {
    case .int(let int)?: Int(int)
    case .uint(let uint)?: Int(exactly: uint) ?? .max
    default: nil
    }
  }
}
