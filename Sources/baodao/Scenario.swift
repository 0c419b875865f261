import ArgumentParser
import City
import Foundation
import Kernel
import Pack
import Scenarios
import StoreSQLite

/// Runs the stories that mechanisms tell.
struct ScenarioCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenario", abstract: "Run the stories that mechanisms tell.",
    subcommands: [ScenarioRunCommand.self])
}

/// Runs one mechanism's story.
struct ScenarioRunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a mechanism's story on an empty store and check what it says.")

  @OptionGroup var city: CityOptions

  @Argument(help: "Mechanisms, such as G03, or paths of scenario files; all when left out.")
  var names: [String] = []

  @Flag(help: "Tell the story.")
  var explain = false

  func run() async throws {
    try await Output.run(city.language) {
      var files = try city.packFiles().files
      var paths: [String] = []
      for name in names {
        if name.hasSuffix(".yaml") {
          files = files.overlaid(with: PackFiles([name: try Edge.read(name)]))
          paths.append(name)
        } else {
          paths.append("Mechanisms/\(name)/scenario.yaml")
        }
      }
      if names.isEmpty { paths = files.mechanisms.map { "Mechanisms/\($0)/scenario.yaml" } }
      var isTrue = true
      for path in paths { isTrue = try await run(path, files) && isTrue }
      if !isTrue { throw ExitCode(1) }
    }
  }

  private func run(_ path: String, _ files: PackFiles) async throws -> Bool {
    let record = try RecordFile.read(path, ScenarioRecord.self, from: files)
    let folder = NSTemporaryDirectory() + "baodao-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let store = try SQLiteStore(temporaryIn: folder)
    let opened = try await City.open(
      try PackLoader.load(record.pack, from: files), store, random: Edge.random
    ) {
      Edge.now()
    }
    var run = ScenarioRun(record, opened)
    try await run.run()
    Output.print("\(run.isTrue ? "✓" : "✗") \(record.id) \(record.title[city.language])")
    for line in run.lines {
      if explain || !line.failures.isEmpty {
        let mark = line.failures.isEmpty ? "  " : "✗ "
        Output.print(
          "\(mark)\(line.at.minuteText(opened.pack.offset))  \(line.text[city.language])")
      }
      for failure in line.failures { Output.print("    " + failure) }
    }
    return run.isTrue
  }
}
