import ArgumentParser
import Foundation
import Kernel
import Settings
import Webhooks

/// Serves a city.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve the city's pages and keep its deadlines.",
    discussion: """
      A store without accounts gets an administrator; the link with which they choose a password \
      is printed once. All else about accounts: baodao account --help.

      Every setting of docs/reference/configuration.md is an option, a variable of the environment \
      (BAODAO_…) and a line of the file:

      """
        + ServerConfiguration.settings.map { "  \($0.argument) <\($0.expected)>" }
        .joined(separator: "\n"))

  @Option(help: "A file of settings, YAML or JSON; the one that BAODAO_CONFIG names when left out.")
  var config: String?

  @Option(help: "A folder with Packs and Mechanisms that are laid over those inside the program.")
  var files: String?

  @Option(help: "Language of the output: zh or en.")
  var lang: String?

  @Option(
    help: "The moment to begin at, such as 2026-05-28T09:00+08:00; the clock's when left out.")
  var at: String?

  @Argument(parsing: .allUnrecognized, help: ArgumentHelp("Settings.", visibility: .hidden))
  var settings: [String] = []

  func run() async throws {
    let environment = ProcessInfo.processInfo.environment
    let language = Language(preferring: lang ?? environment["LANG"])
    try await Output.run(language) {
      let configuration = try readConfiguration(environment, language)
      var words = ["--store", configuration.store, "--pack", configuration.pack]
      for (name, value) in [("--files", files), ("--lang", lang), ("--at", at)] {
        if let value { words += [name, value] }
      }
      let options = try CityOptions.parse(words)
      let opened = try await options.openCity(
        makes: true,
        webhookPolicy: configuration.webhookPrivate ? .inside : .strict,
        DatabaseSettings(configuration))
      let start = Edge.now()
      let simulated = try options.now()
      let clock: @Sendable () -> Instant = {
        simulated.advanced(byMilliseconds: Edge.now().milliseconds - start.milliseconds)
      }
      try await Serving(
        opened, configuration, candidate: { try options.loadPack() }, clock: clock
      ).run()
    }
  }

  /// The settings from all their places; every fault is told before the program ends.
  private func readConfiguration(
    _ environment: [String: String], _ language: Language
  ) throws -> ServerConfiguration {
    for (name, nearest) in ConfigurationReader.strangers(in: environment)
    where name != "BAODAO_CONFIG" {
      Output.note(
        "baodao: "
          + Text(
            zh: "环境变量\(name)不是设置；是否想写\(nearest)？",
            en: "the variable \(name) is no setting; did you mean \(nearest)?")[language])
    }
    let file = try (config ?? environment["BAODAO_CONFIG"]).map { path in
      try SettingsFile(try Edge.read(path), path: path)
    }
    do {
      return try ConfigurationReader.read(
        arguments: try Serve.pairs(settings), environment: environment, file: file)
    } catch let refused as ConfigurationRefused {
      for problem in refused.problems { Output.note("baodao: " + problem.text(language)) }
      throw ExitCode(1)
    }
  }

  /// `--name value` and `--name=value` by their names.
  private static func pairs(_ words: [String]) throws -> [String: String] {
    var pairs: [String: String] = [:]
    var rest = words[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("--"), word.count > 2 else {
        throw ValidationError("unexpected argument “\(word)”")
      }
      let parts = word.dropFirst(2).split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count == 2 ? String(parts[1]) : rest.popFirst()
      guard let value else { throw ValidationError("“\(word)” needs a value") }
      guard pairs.updateValue(value, forKey: String(parts[0])) == nil else {
        throw ValidationError("“--\(parts[0])” is given twice")
      }
    }
    return pairs
  }
}
