/// The names and functions that expressions may use; compiles sources against them.
///
/// The slot of a variable is its position in `variables`; of two variables or forms of one name
/// and type the last counts.
public struct Environment: Sendable {
  /// The declared variables; a `Bindings` has a slot for each, in this order.
  public let variables: [Variable]
  /// The prefix that names are first looked up with: in `a.b`, `x` is `a.b.x`, `a.x` or `x`.
  public let container: String
  /// The estimated cost above which an expression is refused; nil for no bound.
  public let costMax: Int?
  /// False to leave `has`, `all` and the like as calls of functions.
  public let expandsMacros: Bool

  let slots: [String: Int]
  let functions: [String: [Overload]]

  /// An environment of the standard library and these variables and functions.
  /// - Parameters:
  ///   - libraries: the extensions that expressions may use.
  ///   - functions: more functions, or more forms of the standard ones.
  ///   - container: a prefix of names, empty for none.
  ///   - costMax: the most steps that an expression may be estimated to take.
  ///   - expandsMacros: whether `has`, `all` and the like are macros.
  ///   - zoneOffset: knows the named time zones; without it only UTC and fixed offsets are known.
  public init(
    variables: [Variable] = [], libraries: [Library] = [], functions: [Function] = [],
    container: String = "", costMax: Int? = nil,
    expandsMacros: Bool = true, zoneOffset: ZoneOffset? = nil
  ) {
    self.costMax = costMax
    self.expandsMacros = expandsMacros
    self.variables = variables
    self.container = container
    var slots: [String: Int] = [:]
    for (slot, variable) in variables.enumerated() { slots[variable.name] = slot }
    self.slots = slots
    var all: [String: [Overload]] = [:]
    let added = libraries.flatMap(\.functions) + functions
    for function in StandardLibrary.functions(zoneOffset) + added {
      all[function.name, default: []].append(contentsOf: function.overloads)
    }
    self.functions = all
  }

  /// The slot of a variable in `Bindings`; nil for an unknown name.
  public func slot(of name: String) -> Int? { slots[name] }

  /// Parses, checks and compiles a source.
  public func compile(_ source: String) throws(ExpressionError) -> Program {
    try compile(source, expecting: nil, isChecked: true)
  }

  /// Compiles a source whose result must be of a type, such as bool for a condition.
  public func compile(
    _ source: String, expecting type: CELType
  ) throws(ExpressionError) -> Program {
    try compile(source, expecting: type, isChecked: true)
  }

  /// Compiles without checking types: unknown names and wrong types are errors of evaluation.
  public func compileUnchecked(_ source: String) throws(ExpressionError) -> Program {
    try compile(source, expecting: nil, isChecked: false)
  }

  private func compile(
    _ source: String, expecting type: CELType?, isChecked: Bool
  ) throws(ExpressionError) -> Program {
    do throws(Fault) {
      let root = try Parser.parse(source, expandingMacros: expandsMacros)
      var checker = Checker(self, isStrict: isChecked)
      let typed = try checker.check(root, expecting: type)
      var estimator = CostEstimator(self)
      let estimate = estimator.estimate(typed).steps
      if let costMax, estimate > costMax {
        throw Fault(
          .cost, "the expression may take \(estimate) steps, more than \(costMax)", at: root.offset,
          hint: "loop over fewer or smaller values")
      }
      return Program(
        source: source, tree: SyntaxTree(root: root), type: typed.type,
        code: try Compiler(self).compile(typed), localCount: checker.localCountMax,
        cost: typed.cost, estimatedCost: estimate)
    } catch {
      throw ExpressionError(error, in: SourceText(source))
    }
  }

  /// The full names that `name` may stand for, the innermost first.
  func candidates(_ name: String, absolute: Bool) -> [String] {
    guard !absolute, !container.isEmpty else { return [name] }
    var names: [String] = []
    var prefix = container[...]
    while !prefix.isEmpty {
      names.append("\(prefix).\(name)")
      prefix = prefix.lastIndex(of: ".").map { prefix[..<$0] } ?? ""
    }
    return names + [name]
  }
}
