import ArgumentParser
import Expression
import Foundation
import Kernel

/// Evaluates and checks expressions of the Common Expression Language.
struct CelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cel", abstract: "Evaluate and check expressions (CEL).",
    subcommands: [CelEval.self, CelCheck.self, CelConform.self])

  /// The extensions of the language that these commands know.
  static let libraries = Library.all

  /// What expressions of these commands may use: the libraries and the zones of the machine.
  static func environment(_ variables: [Variable]) -> Environment {
    Environment(
      variables: variables, libraries: libraries, zoneOffset: SystemZones.shared.offset)
  }
}

/// Options of the commands that need no city.
struct CelOptions: ParsableArguments {
  @Option(help: "Language of the output: zh or en.")
  var lang: String?

  @Option(help: "table or json.")
  var format = OutputFormat.table

  var language: Language {
    Language(preferring: lang ?? ProcessInfo.processInfo.environment["LANG"])
  }

  func validate() throws {
    guard format != .csv else { throw ValidationError("--format: table or json") }
  }

  /// Prints one answer: a line for each part, or an object.
  func show(_ parts: [(name: String, title: Text, text: String)], _ json: [String: JSON]) {
    if format == .json {
      Output.print(JSON.object(json).prettyText)
      return
    }
    let widths = parts.map { Output.width($0.title[language]) }
    for (part, width) in zip(parts, widths) {
      let blanks = String(repeating: " ", count: (widths.max() ?? 0) - width + 2)
      Output.print(part.title[language] + blanks + part.text)
    }
  }

  /// Compiles or evaluates; tells an error with a caret under its place and ends with 1.
  /// - Parameter option: the option that the source came with; nil for the expression itself.
  func tell<Answer>(
    _ source: String, option: String? = nil, _ body: () throws(ExpressionError) -> Answer
  ) throws -> Answer {
    do throws(ExpressionError) {
      return try body()
    } catch {
      Output.note(CelFault(error, source: source, option: option).text(language))
      throw ExitCode(1)
    }
  }
}

/// Evaluates one expression.
struct CelEval: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval", abstract: "Evaluate an expression and print its value and type.",
    discussion: """
      A variable is given by an expression, which may use the variables before it: \
      --var 'days=3' --var 'limit=days * 2'. Named time zones are those of the machine. Write -- \
      before an expression that begins with a minus.
      """)

  @OptionGroup var options: CelOptions

  @Argument(help: "The expression, such as '[1, 2].exists(x, x > 1)'.")
  var expression: String

  @Option(name: .customLong("var"), help: "name=expression; may be repeated.")
  var variables: [String] = []

  @Option(help: "Show a timestamp in this time zone as well: Asia/Shanghai, +08:00.")
  var zone: String?

  func run() async throws {
    try await Output.run(options.language) {
      var known: [Variable] = []
      var values: [Value?] = []
      for variable in variables {
        let (name, source) = try CelVariable.split(variable, at: "=", form: "name=expression")
        let (program, value) = try options.tell(source, option: "--var \(name)") {
          () throws(ExpressionError) in
          try evaluate(source, known, values)
        }
        known.append(Variable(name: name, type: program.resultType))
        values.append(value)
      }
      let (program, value) = try options.tell(expression) { () throws(ExpressionError) in
        try evaluate(expression, known, values)
      }
      try show(value, program.resultType == .dyn ? value.type : program.resultType)
    }
  }

  private func evaluate(
    _ source: String, _ known: [Variable], _ values: [Value?]
  ) throws(ExpressionError) -> (Program, Value) {
    let program = try CelCommand.environment(known).compile(source)
    return (program, try program.evaluate(Bindings(values)))
  }

  private func show(_ value: Value, _ type: CELType) throws {
    var parts = [
      (name: "value", title: Text(zh: "值", en: "value"), text: value.description),
      (name: "type", title: Text(zh: "类型", en: "type"), text: type.description),
    ]
    var json: [String: JSON] = [
      "value": CelValueJSON.json(value), "text": .string(value.description),
      "type": .string(type.description),
    ]
    if let zone {
      let local = try CelEval.localTime(value, zone)
      parts.append((name: "local", title: Text(zh: "当地时间", en: "local time"), text: local))
      json["local"] = .string(local)
    }
    options.show(parts, json)
  }

  /// `2024-02-29 04:30:00` on the clocks of a zone.
  private static func localTime(_ value: Value, _ zone: String) throws -> String {
    guard case .timestamp = value else {
      throw ValidationError("--zone: the value is no timestamp")
    }
    let source = """
      [t.getFullYear(z), t.getMonth(z) + 1, t.getDate(z), t.getHours(z), t.getMinutes(z), \
      t.getSeconds(z)]
      """
    let environment = CelCommand.environment([
      Variable(name: "t", type: .timestamp), Variable(name: "z", type: .string),
    ])
    do throws(ExpressionError) {
      let parts = try environment.compile(source).evaluate([value, .string(zone)])
      guard case .list(let list) = parts else { return "" }
      let texts = list.map { part in
        part.description.count < 2 ? "0" + part.description : part.description
      }
      return texts.prefix(3).joined(separator: "-") + " "
        + texts.dropFirst(3).joined(separator: ":")
    } catch {
      throw ValidationError("--zone: \(error.message)")
    }
  }
}

/// Checks one expression.
struct CelCheck: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check an expression and print its type and its cost.",
    discussion: """
      The cost is the steps that every evaluation takes before its loops run; the estimate is the \
      most that one takes with values of ordinary size. Types: bool, int, uint, double, string, \
      bytes, null, timestamp, duration, dyn, list(T), map(K, V), optional_type(T), type.
      """)

  @OptionGroup var options: CelOptions

  @Argument(help: "The expression.")
  var expression: String

  @Option(name: .customLong("var"), help: "name:type, such as 'days:list(int)'; may be repeated.")
  var variables: [String] = []

  func run() async throws {
    try await Output.run(options.language) {
      let known = try variables.map { variable in
        let (name, text) = try CelVariable.split(variable, at: ":", form: "name:type")
        guard let type = CelTypeText.read(text) else {
          throw ValidationError("--var \(name): “\(text)” is no type; write list(int)")
        }
        return Variable(name: name, type: type)
      }
      let program = try options.tell(expression) { () throws(ExpressionError) in
        try CelCommand.environment(known).compile(expression)
      }
      let type = program.resultType.description
      options.show(
        [
          ("type", Text(zh: "类型", en: "type"), type),
          ("cost", Text(zh: "步数", en: "cost"), String(program.staticCost)),
          ("estimate", Text(zh: "估计", en: "estimate"), String(program.estimatedCost)),
        ],
        [
          "type": .string(type), "cost": .integer(Int64(program.staticCost)),
          "estimate": .integer(Int64(program.estimatedCost)),
        ])
    }
  }
}
