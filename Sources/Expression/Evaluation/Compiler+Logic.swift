extension Compiler {
  /// `&&` and `||`: a term that decides the result makes the faults of the others not count,
  /// before or after it.
  func logical(
    _ logical: SyntaxNode.Logical, _ terms: [TypedNode]
  ) throws(Fault) -> Code {
    var codes: [Code] = []
    var tests: [Test] = []
    for term in terms {
      let code = try compile(term)
      codes.append(code)
      tests.append(Test(step: code.bool(logical.rawValue, at: term.offset)))
    }
    return folded(.bool(Compiler.paired(tests[...], logical == .or)), codes)
  }

  /// A step in an array; without the struct each call would go through two conversions.
  private struct Test {
    let step: BoolStep
  }

  /// The terms as a balanced tree of pairs, so that a long condition is not deep.
  private static func paired(_ tests: ArraySlice<Test>, _ decisive: Bool) -> BoolStep {
    guard tests.count > 1 else { return tests[tests.startIndex].step }
    let middle = tests.startIndex + tests.count / 2
    return pair(paired(tests[..<middle], decisive), paired(tests[middle...], decisive), decisive)
  }

  private static func pair(
    _ left: @escaping BoolStep, _ right: @escaping BoolStep, _ decisive: Bool
  ) -> BoolStep {
    { frame throws(Fault) in
      do throws(Fault) {
        if try left(&frame) == decisive { return decisive }
      } catch {
        if error.isFatal { throw error }
        if try right(&frame) == decisive { return decisive }
        throw error
      }
      return try right(&frame)
    }
  }

  func conditional(
    _ condition: TypedNode, _ then: TypedNode, _ otherwise: TypedNode
  ) throws(Fault) -> Code {
    let compiled = try compile(condition)
    let (yes, no) = (try compile(then), try compile(otherwise))
    if case .bool(let bool)? = compiled.constant { return bool ? yes : no }
    let test = compiled.bool("?:", at: condition.offset)
    switch (then.type, otherwise.type) {
    case (.bool, .bool):
      let (yes, no) = (yes.bool("?:", at: then.offset), no.bool("?:", at: otherwise.offset))
      return .bool { frame throws(Fault) in try test(&frame) ? try yes(&frame) : try no(&frame) }
    case (.int, .int):
      let (yes, no) = (yes.int("?:", at: then.offset), no.int("?:", at: otherwise.offset))
      return .int { frame throws(Fault) in try test(&frame) ? try yes(&frame) : try no(&frame) }
    default:
      let (yes, no) = (yes.value, no.value)
      return .value { frame throws(Fault) in try test(&frame) ? try yes(&frame) : try no(&frame) }
    }
  }
}
