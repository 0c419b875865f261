public import Expression

/// One case of the official conformance files (`cel.expr.conformance.test.SimpleTest`).
public struct ConformanceCase: Sendable {
  /// What became of a case.
  public enum Outcome: Sendable, Hashable {
    /// The expression did what the case expects.
    case passed
    /// It needs something that this library doesn't have; one sentence without a full stop.
    case skipped(String)
    /// It did something else, or the case can't be read; says what.
    case failed(String)
  }

  enum Expectation: Sendable, Equatable {
    case value(Value)
    case typedValue(Value, CELType)
    /// Only compiled: the type of the result.
    case type(CELType)
    /// Only compiled: no error.
    case compiles
    /// An error when compiled or evaluated.
    case fault
  }

  /// How a case is run.
  struct Setup: Sendable {
    let container: String
    let isChecked: Bool
    let isCheckOnly: Bool
    let usesMacros: Bool
    let variables: [Variable]
    let functions: [Function]
    let bindings: [String: Value]
    let expectation: Expectation
  }

  enum Content: Sendable {
    case setup(Setup)
    case skip(String)
    case unreadable(String)
  }

  /// The file, the section and the case: `basic/self_eval_zeroish/self_eval_int_zero`.
  public let name: String
  /// The expression, as written.
  public let expression: String
  let content: Content

  /// Compiles and evaluates the expression, with the time zones of the machine.
  /// - Parameter libraries: the extensions that it may use beside the standard library.
  public func run(_ libraries: [Library] = []) -> Outcome {
    switch content {
    case .skip(let reason): .skipped(reason)
    case .unreadable(let reason): .failed("the case can't be read: \(reason)")
    case .setup(let setup): run(setup, libraries)
    }
  }

  private func run(_ setup: Setup, _ libraries: [Library]) -> Outcome {
    let declared = Set(setup.variables.map(\.name))
    let undeclared = setup.bindings.keys.filter { !declared.contains($0) }.sorted()
    let environment = Environment(
      variables: setup.variables + undeclared.map { Variable(name: $0, type: .dyn) },
      libraries: libraries, functions: setup.functions, container: setup.container,
      expandsMacros: setup.usesMacros, zoneOffset: SystemZones.shared.offset)
    do {
      let program =
        setup.isChecked
        ? try environment.compile(expression) : try environment.compileUnchecked(expression)
      if setup.isCheckOnly { return judge(program.resultType, setup.expectation) }
      let value = try program.evaluate(Bindings(setup.bindings, in: environment))
      return judge(value, program.resultType, setup.expectation)
    } catch {
      return setup.expectation == .fault ? .passed : .failed("\(error.kind) error \(error)")
    }
  }

  private func judge(_ type: CELType, _ expectation: Expectation) -> Outcome {
    switch expectation {
    case .type(let wanted) where !CaseType.matches(type, wanted):
      .failed("has the type \(type), expected \(wanted)")
    case .fault: .failed("has the type \(type), expected an error")
    default: .passed
    }
  }

  private func judge(_ value: Value, _ type: CELType, _ expectation: Expectation) -> Outcome {
    switch expectation {
    case .value(let wanted), .typedValue(let wanted, _):
      guard value == wanted else { return .failed("gave \(value), expected \(wanted)") }
      guard case .typedValue(_, let wanted) = expectation else { return .passed }
      return judge(type, .type(wanted))
    case .fault: return .failed("gave \(value), expected an error")
    case .type, .compiles: return judge(type, expectation)
    }
  }
}
