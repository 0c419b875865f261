extension Overload {
  /// The same form, of which an argument is looked at while compiling if it is constant: what
  /// `check` throws refuses the expression, as for the code of a place that doesn't exist.
  /// - Parameter position: that of the argument, 0 for the receiver.
  public func checking(
    _ position: Int, _ check: @escaping @Sendable (Value) throws -> Void
  ) -> Overload {
    var copy = self
    copy.checks[position] = check
    return copy
  }
}

extension Compiler {
  /// Refuses constant arguments that the only form in question refuses.
  func checkConstants(
    _ name: String, _ overloads: [Overload], _ codes: [Code], _ arguments: [TypedNode]
  ) throws(Fault) {
    guard overloads.count == 1, !overloads[0].checks.isEmpty else { return }
    for (position, code) in codes.enumerated() {
      guard let check = overloads[0].checks[position], let value = code.constant else { continue }
      do {
        try check(value)
      } catch {
        throw Compiler.fault(error, name, arguments[position].offset)
      }
    }
  }
}
