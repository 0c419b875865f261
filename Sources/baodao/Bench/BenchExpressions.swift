import ArgumentParser
import Expression
import Foundation
import Kernel

/// Nanoseconds per evaluation of the expressions of a file.
struct BenchExpressions: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "expressions",
    abstract: "Evaluate expressions as packs write them, each compiled once.",
    discussion: "`bin/bench-expressions` runs it by turns with another implementation.")

  @Argument(help: "A file like Benchmarks/expressions.json.")
  var file: String

  @Option(help: "Seconds that one measurement takes at least.")
  var seconds = 0.1

  @Option(help: "Measurements of each expression; the quickest counts.")
  var rounds = 5

  @Option(help: "table or json.")
  var format = OutputFormat.table

  func validate() throws {
    guard rounds >= 1, seconds > 0, seconds <= 60 else {
      throw ValidationError("--rounds is at least 1, --seconds above 0 and at most 60")
    }
  }

  func run() async throws {
    try await Output.run(.english) {
      let plan = try ExpressionPlan(Data(contentsOf: URL(fileURLWithPath: file)))
      var rows: [[JSON]] = []
      for (name, source) in plan.expressions {
        let program = try plan.environment.compile(source)
        let value = try program.evaluate(plan.bindings)
        let tenths = (try measure(program, plan.bindings) * 10).rounded()
        rows.append([.string(name), .double(tenths / 10), .string(value.description)])
      }
      Output.rows(["name", "nanoseconds", "value"], rows, format)
    }
  }

  private func measure(_ program: Program, _ bindings: Bindings) throws -> Double {
    let clock = ContinuousClock()
    var count = 1_000
    var best = Double.infinity
    for _ in 0..<rounds {
      while true {
        let start = clock.now
        for _ in 0..<count { _ = try program.evaluate(bindings) }
        let elapsed = (clock.now - start) / .seconds(1)
        if elapsed >= seconds {
          best = min(best, elapsed * 1e9 / Double(count))
          break
        }
        count *= 2
      }
    }
    return best
  }
}

/// The variables and expressions of a file.
struct ExpressionPlan {
  let environment: Environment
  let bindings: Bindings
  let expressions: [(name: String, source: String)]

  /// Reads `{"variables": {name: {type, value}}, "expressions": [{name, source}]}`.
  init(_ data: Data) throws {
    let json = try JSON(parsing: String(decoding: data, as: UTF8.self))
    var variables: [Variable] = []
    var values: [Value?] = []
    for (name, entry) in (json["variables"]?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let kind = entry["type"]?.string, let type = ExpressionPlan.types[kind],
        let plain = entry["value"], let value = ExpressionPlan.value(plain, type)
      else { throw ValidationError("the variable “\(name)” needs a known type and a value of it") }
      variables.append(Variable(name: name, type: type))
      values.append(value)
    }
    environment = Environment(variables: variables)
    bindings = Bindings(values)
    expressions = try (json["expressions"]?.array ?? []).map { entry in
      guard let name = entry["name"]?.string, let source = entry["source"]?.string else {
        throw ValidationError("an expression needs a name and a source")
      }
      return (name, source)
    }
  }

  private static let types: [String: CELType] = Dictionary(
    uniqueKeysWithValues: [
      .bool, .int, .double, .string, .timestamp, .duration, .list(.int), .list(.string),
      .map(.string, .dyn),
    ].map { ($0.description, $0) })

  private static func value(_ json: JSON, _ type: CELType) -> Value? {
    switch (type, json) {
    case (.timestamp, .string(let text)): Timestamp(text).map(Value.timestamp)
    case (.duration, .integer(let seconds)): TimeSpan(seconds: seconds).map(Value.duration)
    case (.double, _): json.double.map(Value.double)
    default: value(json)
    }
  }

  private static func value(_ json: JSON) -> Value {
    switch json {
    case .null: .null
    case .boolean(let bool): .bool(bool)
    case .integer(let int): .int(int)
    case .double(let double): .double(double)
    case .string(let string): .string(string)
    case .array(let array): .list(array.map(value))
    case .object(let object): .map(ValueMap(object.mapValues(value)))
    }
  }
}
