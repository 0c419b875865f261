import Expression

/// Reads declarations of functions. They say which types a function takes and gives, not what it
/// does: cases that only check types can use them.
enum CaseFunction {
  static func read(
    _ name: String, _ json: CaseJSON, _ path: String
  ) throws(CaseFault) -> Function {
    var overloads: [Overload] = []
    for form in CaseJSON.repeated(json["overloads"]) {
      let inner = "\(path).overloads[\(overloads.count)]"
      var parameters: [CELType] = []
      for parameter in CaseJSON.repeated(form["params"]) {
        parameters.append(try CaseType.read(parameter, inner + ".params", keepsParameters: true))
      }
      let result = try CaseType.read(
        form["result_type"], inner + ".result_type", keepsParameters: true)
      let isReceiver = form["is_instance_function"]?.flag ?? false
      overloads.append(
        Overload(
          isReceiver ? .receiver : .global, parameters: parameters, result: result
        ) { _ in throw FunctionError("`\(name)` is declared without what it does") })
    }
    return Function(name, overloads)
  }
}
