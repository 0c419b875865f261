import Configuration
public import Kernel
import Synchronization

/// Why a configuration was refused: every fault of it, not only the first.
public struct ConfigurationRefused: Error, Sendable {
  public let problems: [Problem]
}

/// Reads the configuration from where it may stand: an argument goes before a variable of the
/// environment, that before the file, that before the default.
public enum ConfigurationReader {
  /// - Parameters:
  ///   - arguments: by the settings' names.
  ///   - environment: the whole of it.
  /// - Throws: `ConfigurationRefused`.
  public static func read(
    arguments: [String: String] = [:], environment: [String: String] = [:],
    file: SettingsFile? = nil
  ) throws(ConfigurationRefused) -> ServerConfiguration {
    let trace = SourceTrace()
    let reader = reader(arguments, environment, file, trace)
    var problems = unknown(arguments, file)
    var configuration = ServerConfiguration()
    for setting in ServerConfiguration.settings {
      let key = ConfigKey([setting.name], context: [:])
      guard let text = reader.string(forKey: key, isSecret: setting.isSecret) else { continue }
      if setting.assign(text, &configuration) {
        configuration.sources[setting.name] = source(trace.last, setting, file)
        continue
      }
      problems.append(
        Problem(
          .configurationInvalid,
          [
            "name": setting.name,
            "source": source(trace.last, setting, file), "expected": setting.expected,
            "found": setting.isSecret ? "•••" : String(text.prefix(80)),
          ]))
    }
    if !problems.isEmpty { throw ConfigurationRefused(problems: problems) }
    return configuration
  }

  private static let (argumentsName, fileName) = ("arguments", "file")

  private static func reader(
    _ arguments: [String: String], _ environment: [String: String], _ file: SettingsFile?,
    _ trace: SourceTrace
  ) -> ConfigReader {
    func provider(_ name: String, _ texts: [String: String]) -> InMemoryProvider {
      let pairs = texts.map { name, text in
        (AbsoluteConfigKey([name], context: [:]), ConfigValue(.string(text), isSecret: false))
      }
      return InMemoryProvider(name: name, values: Dictionary(pairs) { first, _ in first })
    }
    let inFile = Dictionary(file?.entries.map { ($0.name, $0.text) } ?? []) { first, _ in first }
    let variables = EnvironmentVariablesProvider(environmentVariables: environment)
    return ConfigReader(
      providers: [
        provider(argumentsName, arguments), variables.prefixKeys(with: "baodao"),
        provider(fileName, inFile),
      ], accessReporter: trace)
  }

  /// Where a value stood, as the person who wrote it would look for it.
  private static func source(_ provider: String, _ setting: Setting, _ file: SettingsFile?)
    -> String
  {
    if provider.contains("[\(argumentsName)]") { return setting.argument }
    guard provider.contains("[\(fileName)]"), let file else { return setting.variable }
    let line = file.entries.first { $0.name == setting.name }?.line ?? 1
    return "\(file.path):\(line)"
  }

  private static func unknown(_ arguments: [String: String], _ file: SettingsFile?) -> [Problem] {
    let names = ServerConfiguration.settings.map(\.name)
    let given =
      arguments.keys.sorted().map { ($0, "--" + $0) }
      + (file?.entries.map { ($0.name, "\(file?.path ?? ""):\($0.line)") } ?? [])
    return given.filter { !names.contains($0.0) }.map { name, source in
      Problem(
        .configurationUnknown,
        [
          "name": String(name.prefix(80)), "source": source,
          "nearest": nearestName(to: name, in: names) ?? names.joined(separator: ", "),
        ])
    }
  }

  /// Variables of the environment that begin as settings do and are none, with what each may have
  /// been meant as. They may be another program's, so they are no faults.
  public static func strangers(in environment: [String: String]) -> [(
    name: String, nearest: String
  )] {
    let known = ServerConfiguration.settings.map(\.variable)
    return environment.keys.sorted().compactMap { name in
      guard name.hasPrefix(Setting.variablePrefix), !known.contains(name) else { return nil }
      return nearestName(to: name, in: known).map { (name, $0) }
    }
  }
}

/// Remembers which provider gave the value that was read last.
private final class SourceTrace: AccessReporter {
  private let name = Mutex("")

  var last: String { name.withLock { $0 } }

  func report(_ event: AccessEvent) {
    let giver = event.providerResults.first { (try? $0.result.get().value) ?? nil != nil }
    name.withLock { $0 = giver?.providerName ?? "" }
  }
}

extension Problem.Kind {
  public static let configurationInvalid = Problem.Kind(
    "configuration.invalid", status: 422,
    zh: "{source}：设置“{name}”应为{expected}，给的是“{found}”。",
    en: "{source}: the setting “{name}” must be {expected}; “{found}” was given.")
  public static let configurationUnknown = Problem.Kind(
    "configuration.unknown", status: 422, zh: "{source}：没有“{name}”这个设置；相近的是：{nearest}。",
    en: "{source}: there is no setting “{name}”; nearest: {nearest}.")
  public static let configurationFile = Problem.Kind(
    "configuration.file", status: 422, zh: "{source}：看不懂，应为{expected}。",
    en: "{source}: this cannot be read; expected {expected}.")
}
