import Expression

extension ConformanceCase {
  /// A case as JSON; `place` are the file and the section.
  init(_ json: CaseJSON, place: String) {
    name = "\(place)/\(json["name"]?.text ?? "")"
    expression = json["expr"]?.text ?? ""
    do throws(CaseFault) {
      content = try ConformanceCase.content(json, expression)
    } catch {
      switch error {
      case .unsupported(let what): content = .skip(what.reason("holds"))
      case .malformed(let path, let message): content = .unreadable("\(path): \(message)")
      }
    }
  }

  private static func content(
    _ json: CaseJSON, _ expression: String
  ) throws(CaseFault) -> Content {
    guard json["expr"]?.text != nil else { throw .malformed("expr", "a text was expected") }
    let container = json["container"]?.text ?? ""
    let usesMacros = !(try flag(json, "disable_macros"))
    let isChecked = !(try flag(json, "disable_check"))
    let isCheckOnly = try flag(json, "check_only")
    // `locale` and `description` change nothing: no function of the language knows languages.
    var reasons: [String] = []
    let declarations = try part("declares", &reasons) { () throws(CaseFault) in
      try ConformanceCase.declarations(json["type_env"], isCheckOnly: isCheckOnly)
    }
    let bindings = try part("binds", &reasons) { () throws(CaseFault) in
      try ConformanceCase.bindings(json["bindings"])
    }
    let expectation = try part("expects", &reasons) { () throws(CaseFault) in
      try ConformanceCase.expectation(json, isCheckOnly: isCheckOnly)
    }
    let declared = Set((declarations?.variables ?? []).map(\.name) + (bindings ?? [:]).keys)
    let need = CaseNeeds.reason(expression, container: container, declared: declared)
    if let reason = need ?? reasons.first { return .skip(reason) }
    guard let declarations, let bindings, let expectation else {
      return .skip("holds nothing to run")
    }
    return .setup(
      Setup(
        container: container, isChecked: isChecked, isCheckOnly: isCheckOnly,
        usesMacros: usesMacros, variables: declarations.variables,
        functions: declarations.functions, bindings: bindings,
        expectation: expectation))
  }

  /// What `read` gives; nil, and the reason noted, where it needs what this library doesn't have.
  private static func part<Part>(
    _ verb: String, _ reasons: inout [String], _ read: () throws(CaseFault) -> Part
  ) throws(CaseFault) -> Part? {
    do throws(CaseFault) {
      return try read()
    } catch {
      guard case .unsupported(let what) = error else { throw error }
      reasons.append(what.reason(verb))
      return nil
    }
  }

  private static func flag(_ json: CaseJSON, _ name: String) throws(CaseFault) -> Bool {
    guard let field = json[name] else { return false }
    guard let flag = field.flag else { throw .malformed(name, "true or false was expected") }
    return flag
  }

  private static func declarations(
    _ json: CaseJSON?, isCheckOnly: Bool
  ) throws(CaseFault) -> (variables: [Variable], functions: [Function]) {
    var variables: [Variable] = []
    var functions: [Function] = []
    for (position, entry) in CaseJSON.repeated(json).enumerated() {
      let path = "type_env[\(position)]"
      let name = try CaseValue.need(entry["name"]?.text, path + ".name")
      if let function = entry["function"] {
        guard isCheckOnly else { throw .unsupported(.function) }
        functions.append(try CaseFunction.read(name, function, path + ".function"))
        continue
      }
      let type = try CaseType.read(entry["ident"]?["type"], path + ".ident.type")
      variables.append(Variable(name: name, type: type))
    }
    return (variables, functions)
  }

  private static func bindings(_ json: CaseJSON?) throws(CaseFault) -> [String: Value] {
    var bindings: [String: Value] = [:]
    for (key, content) in CaseJSON.entries(json) {
      guard let name = key.text else { throw .malformed("bindings", "a name was expected") }
      if content["error"] != nil { throw .unsupported(.bound("an error")) }
      if content["unknown"] != nil { throw .unsupported(.bound("an unknown")) }
      bindings[name] = try CaseValue.read(content["value"], "bindings.\(name).value")
    }
    return bindings
  }

  private static func expectation(
    _ json: CaseJSON, isCheckOnly: Bool
  ) throws(CaseFault) -> Expectation {
    if json["unknown"] != nil || json["any_unknowns"] != nil { throw .unsupported(.unknown) }
    if json["eval_error"] != nil || json["any_eval_errors"] != nil { return .fault }
    if let typed = json["typed_result"] {
      let path = "typed_result.deduced_type"
      let type = try typed["deduced_type"].map { json throws(CaseFault) in
        try CaseType.read(json, path)
      }
      if isCheckOnly { return type.map(Expectation.type) ?? .compiles }
      guard let result = typed["result"] else {
        throw .malformed("typed_result", "a result was expected")
      }
      let value = try CaseValue.read(result, "typed_result.result")
      return type.map { .typedValue(value, $0) } ?? .value(value)
    }
    if isCheckOnly { return .compiles }
    // A case that says nothing expects true.
    guard let value = json["value"] else { return .value(.bool(true)) }
    return .value(try CaseValue.read(value, "value"))
  }
}
