/// What the type variables stand for so far, in one check.
///
/// Types can share their parts so that written out they are exponentially large; each question
/// therefore looks at a bounded number of parts and takes the rest for `dyn`.
struct Substitution {
  private static let partsMax = 500

  private var bound: [String: CELType] = [:]
  private var freshCount = 0

  /// A type variable that is used nowhere else.
  mutating func fresh() -> CELType {
    freshCount += 1
    return .parameter("'\(freshCount)")
  }

  /// The overload's types with its variables replaced by fresh ones.
  mutating func instantiate(_ types: [CELType]) -> [CELType] {
    var known: [String: CELType] = [:]
    return types.map { instantiate($0, &known) }
  }

  private mutating func instantiate(
    _ type: CELType, _ known: inout [String: CELType]
  ) -> CELType {
    switch type {
    case .parameter(let name):
      if let type = known[name] { return type }
      let type = fresh()
      known[name] = type
      return type
    case .list(let element): return .list(instantiate(element, &known))
    case .map(let key, let value):
      return .map(instantiate(key, &known), instantiate(value, &known))
    case .type(let of): return .type(instantiate(of, &known))
    case .abstract(let name, let elements):
      return .abstract(name, elements.map { instantiate($0, &known) })
    default: return type
    }
  }

  /// The type with its variables replaced by what they stand for; free ones are `dyn` at the end.
  func resolve(_ type: CELType, isFinal: Bool = false) -> CELType {
    var parts = Substitution.partsMax
    return resolve(type, isFinal, &parts)
  }

  private func resolve(_ type: CELType, _ isFinal: Bool, _ parts: inout Int) -> CELType {
    parts -= 1
    guard parts > 0 else { return .dyn }
    switch type {
    case .parameter(let name):
      guard let other = bound[name] else { return isFinal ? .dyn : type }
      return resolve(other, isFinal, &parts)
    case .list(let element): return .list(resolve(element, isFinal, &parts))
    case .map(let key, let value):
      return .map(resolve(key, isFinal, &parts), resolve(value, isFinal, &parts))
    case .type(let of): return .type(resolve(of, isFinal, &parts))
    case .abstract(let name, let elements):
      return .abstract(name, elements.map { resolve($0, isFinal, &parts) })
    default: return type
    }
  }

  /// Whether a value of type `from` may stand where `to` is asked; binds variables when so, and
  /// may leave some bound when not: try on a copy.
  mutating func assign(_ from: CELType, to: CELType) -> Bool {
    var parts = Substitution.partsMax
    return assign(from, to, &parts)
  }

  private mutating func assign(_ from: CELType, _ to: CELType, _ parts: inout Int) -> Bool {
    parts -= 1
    guard parts > 0 else { return true }
    if case .parameter(let name) = to, let known = bound[name] {
      guard assign(from, known, &parts) else { return false }
      let wider = resolve(from, false, &parts)
      if generality(wider) > generality(resolve(known, false, &parts)), !mentions(wider, name) {
        bound[name] = wider
      }
      return true
    }
    if case .parameter(let name) = from, let known = bound[name] {
      return assign(known, to, &parts)
    }
    switch (from, to) {
    case (.parameter(let left), .parameter(let right)) where left == right: return true
    case (_, .parameter(let name)): return bind(name, from, &parts)
    case (.parameter(let name), _): return bind(name, to, &parts)
    case (.dyn, _), (_, .dyn), (.error, _), (_, .error): return true
    case (.null, .timestamp), (.null, .duration): return true
    case (.list(let left), .list(let right)): return assign(left, right, &parts)
    case (.map(let key, let value), .map(let otherKey, let otherValue)):
      return assign(key, otherKey, &parts) && assign(value, otherValue, &parts)
    case (.type, .type): return true
    case (.abstract(let name, let elements), .abstract(let other, let others)):
      guard name == other, elements.count == others.count else { return false }
      for (left, right) in zip(elements, others) where !assign(left, right, &parts) {
        return false
      }
      return true
    default: return from == to
    }
  }

  private mutating func bind(_ name: String, _ type: CELType, _ parts: inout Int) -> Bool {
    guard !mentions(resolve(type, false, &parts), name) else { return false }
    bound[name] = type
    return true
  }

  private func mentions(_ type: CELType, _ name: String) -> Bool {
    switch type {
    case .parameter(let other): name == other
    case .list(let element): mentions(element, name)
    case .map(let key, let value): mentions(key, name) || mentions(value, name)
    case .type(let of): mentions(of, name)
    case .abstract(_, let elements): elements.contains { mentions($0, name) }
    default: false
    }
  }

  /// The type of the elements of a literal that holds both; `dyn` when they differ.
  mutating func join(_ left: CELType, _ right: CELType) -> CELType {
    var attempt = self
    if attempt.assign(right, to: left) {
      self = attempt
      return generality(resolve(left)) >= generality(resolve(right)) ? left : right
    }
    attempt = self
    if attempt.assign(left, to: right) {
      self = attempt
      return right
    }
    return .dyn
  }

  /// 1 when the type is `dyn` or has it among its parts.
  private func generality(_ type: CELType) -> Int {
    switch type {
    case .dyn: 1
    case .list(let element): generality(element)
    case .map(let key, let value): max(generality(key), generality(value))
    case .abstract(_, let elements): elements.map(generality).max() ?? 0
    default: 0
    }
  }
}
