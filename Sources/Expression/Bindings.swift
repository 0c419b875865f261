/// The values of an environment's variables, by slot.
public struct Bindings: Sendable {
  /// A value a slot; nil where a variable has none, which is an error only if it is read.
  public var values: [Value?]

  /// The values of all variables in the order of `Environment.variables`.
  public init(_ values: [Value?]) {
    self.values = values
  }

  /// Empty slots for all variables of an environment.
  public init(_ environment: Environment) {
    values = Array(repeating: nil, count: environment.variables.count)
  }

  /// The values by name; names that the environment doesn't declare are left out.
  public init(_ named: [String: Value], in environment: Environment) {
    self.init(environment)
    for (name, value) in named {
      if let slot = environment.slot(of: name) { values[slot] = value }
    }
  }

  /// The value in a slot; a slot beyond the end is empty, and setting it does nothing.
  public subscript(slot: Int) -> Value? {
    get { values.indices.contains(slot) ? values[slot] : nil }
    set { if values.indices.contains(slot) { values[slot] = newValue } }
  }
}

extension Bindings: ExpressibleByArrayLiteral {
  /// The values of all variables in the order of `Environment.variables`.
  public init(arrayLiteral elements: Value?...) {
    self.init(elements)
  }
}
