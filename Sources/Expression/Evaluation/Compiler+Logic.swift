extension Compiler {
  /// `&&` and `||`: a term that decides the result makes the faults of the others not count,
  /// before or after it.
  func logical(
    _ logical: SyntaxNode.Logical, _ terms: [TypedNode]
  ) throws(Fault) -> Code {
    var codes: [Code] = []
    var steps: [BoolStep] = []
    for term in terms {
      let code = try compile(term)
      codes.append(code)
      steps.append(code.bool(logical.rawValue, at: term.offset))
    }
    let decisive = logical == .or
    let code =
      steps.count == 2
      ? Compiler.pair(steps[0], steps[1], decisive) : Compiler.chain(steps, decisive)
    return folded(code, codes)
  }

  private static func pair(
    _ left: @escaping BoolStep, _ right: @escaping BoolStep, _ decisive: Bool
  ) -> Code {
    .bool { frame throws(Fault) in
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

  private static func chain(_ steps: [BoolStep], _ decisive: Bool) -> Code {
    .bool { frame throws(Fault) in
      var fault: Fault?
      for step in steps {
        do throws(Fault) {
          if try step(&frame) == decisive { return decisive }
        } catch {
          if error.isFatal { throw error }
          fault = fault ?? error
        }
      }
      if let fault { throw fault }
      return !decisive
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
