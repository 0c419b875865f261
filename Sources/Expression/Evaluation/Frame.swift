/// What a running evaluation reads and counts.
struct Frame {
  let bindings: [Value?]
  /// The elements that the macros are at.
  var locals: [Value]
  /// Why the values of `cel.bind` could not be evaluated, by slot; nil while all could.
  var faults: [Int: Fault]?
  var budget: Budget

  /// A frame without variables, for folding constants.
  static let folding = Frame(bindings: [], locals: [], budget: Budget(Limits.foldingCostMax))

  /// The fault of a slot that has no value, or one of another type than declared.
  func missing(_ variable: Variable, _ slot: Int, at offset: Int) -> Fault {
    guard slot < bindings.count, let value = bindings[slot] else {
      return .evaluation("`\(variable.name)` has no value", at: offset)
    }
    return .evaluation(
      "`\(variable.name)` is declared \(variable.type) but its value is \(value.type.name)",
      at: offset)
  }
}
