import Expression
import Foundation

/// One case of the conformance files of google/cel-spec, as JSON.
struct ConformanceCase {
  enum Expectation {
    case value(Value)
    case fault
  }

  enum Outcome: Equatable {
    case passed
    case skipped(String)
    case failed(String)
  }

  let name: String
  let expression: String
  let container: String
  let isChecked: Bool
  let variables: [Variable]
  let bindings: [String: Value]
  /// Nil when the expected value is a protobuf message.
  let expectation: Expectation?
  let skipReason: String?

  init(_ json: [String: Any], file: String) {
    name = "\(file)/\(json["section"] ?? "")/\(json["name"] ?? "")"
    expression = json["expr"] as? String ?? ""
    container = json["container"] as? String ?? ""
    isChecked = !(json["disable_check"] as? Bool ?? false)
    var reason: String?
    variables = ConformanceJSON.array(json["type_env"]).compactMap { entry in
      guard let name = entry["name"] as? String, let ident = entry["ident"] as? [String: Any]
      else { return nil }
      guard let type = ConformanceJSON.type(ident["type"]) else {
        reason = "declares a variable of a message type"
        return nil
      }
      return Variable(name: name, type: type)
    }
    var bindings: [String: Value] = [:]
    for entry in ConformanceJSON.array(json["bindings"]) {
      guard let name = entry["key"] as? String, let wrapped = entry["value"] as? [String: Any]
      else { continue }
      if let value = ConformanceJSON.value(wrapped["value"]) {
        bindings[name] = value
      } else {
        reason = "binds a message"
      }
    }
    self.bindings = bindings
    if json["eval_error"] != nil {
      expectation = .fault
    } else {
      expectation = ConformanceJSON.value(json["value"]).map(Expectation.value)
      if expectation == nil { reason = "expects a message" }
    }
    if let tree = try? SyntaxTree(expression), tree.buildsMessage { reason = "builds a message" }
    skipReason = reason
  }

  func run() -> Outcome {
    if let skipReason { return .skipped(skipReason) }
    guard let expectation else { return .skipped("expects a message") }
    let declared = variables.map(\.name)
    let undeclared = bindings.keys.filter { !declared.contains($0) }.sorted()
    let environment = Environment(
      variables: variables + undeclared.map { Variable(name: $0, type: .dyn) },
      container: container, zoneOffset: ConformanceJSON.zoneOffset)
    do {
      let program =
        isChecked
        ? try environment.compile(expression) : try environment.compileUnchecked(expression)
      let value = try program.evaluate(Bindings(bindings, in: environment))
      switch expectation {
      case .value(let wanted) where wanted == value: return .passed
      case .value(let wanted): return .failed("gave \(value), expected \(wanted)")
      case .fault: return .failed("gave \(value), expected an error")
      }
    } catch {
      if case .fault = expectation { return .passed }
      return .failed("\(error)")
    }
  }
}
