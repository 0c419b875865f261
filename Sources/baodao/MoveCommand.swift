import ArgumentParser
import City
import Foundation
import Journal
import Kernel
import Move
import Store
import StorePostgres

/// Moves a city from one store into another.
struct MoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "move",
    abstract: "Copy a city from one store into another, and prove that nothing is missing.",
    discussion: """
      Everything is moved: the journal, the state tables, working state, secrets and photographs. \
      Stop every node first; a store that is being served is refused. The target must be new. It \
      is compared row by row with the source and its journal is verified before any program opens \
      it; a move that was interrupted is begun again by the same command. The source stays as it \
      is.
      """)

  @Argument(help: "The store to move: a file, or an address postgres://….")
  var source: String

  @Argument(help: "The new store: a file, or the address of an empty database.")
  var target: String

  @OptionGroup var rules: RuleOptions

  @Flag(help: "Rebuild the state tables in the target too, and compare.")
  var rebuild = false

  @Option(help: "table or json.")
  var format = OutputFormat.table

  func run() async throws {
    try await Output.run(rules.language) {
      // The writer's lock keeps every node from a file; a database is looked at again at the end.
      let from =
        PostgresSettings.isAddress(source)
        ? try Edge.storeForReading(source) : try Edge.store(source)
      if !PostgresSettings.isAddress(source), !PostgresSettings.isAddress(target) {
        try Edge.requireRoom(for: source, at: target)
      }
      umask(0o077)
      let to = try Edge.store(target, makes: true)
      let rebuilder = rebuild ? try await rules.city(reading: from).rebuilder : nil
      let clock = ContinuousClock()
      let start = clock.now
      let report = try await Mover(City.migrations).move(from: from, to: to, rebuilder: rebuilder) {
        Progress(title: $0.rawValue).show($1, $2)
      }
      let seconds = start.duration(to: clock.now) / .seconds(1)
      try await to.close()
      show(report, seconds)
    }
  }

  private func show(_ report: Mover.Report, _ seconds: Double) {
    if format == .json {
      let object: JSON = [
        "rows": .integer(Int64(report.rows)), "seconds": .double(seconds),
        "events": .integer(Int64(report.journal.events)),
        "streams": .integer(Int64(report.journal.streams)),
        "seals": .integer(Int64(report.journal.seals)), "anchor": .string(report.journal.anchor),
        "begunAgain": .boolean(report.isBegunAgain), "rebuilt": .boolean(rebuild),
        "tables": .array(
          report.tables.map {
            [
              "name": .string($0.name), "rows": .integer(Int64($0.digest.rows)),
              "digest": .string($0.digest.text),
            ]
          }),
      ]
      Output.print(object.prettyText)
      return
    }
    let tables = report.tables.filter { $0.digest.rows > 0 }.map { table -> [JSON] in
      [
        .string(table.name), .integer(Int64(table.digest.rows)),
        .string(String(table.digest.text.prefix(16))),
      ]
    }
    Output.rows(["table", "rows", "digest"], tables, .table)
    Output.note(
      Text(
        zh: "\(target)：\(report.rows)行、\(report.journal.events)条日志，与源一致，日志完整；"
          + "用时\(Int(seconds.rounded()))秒。",
        en: "\(target): \(report.rows) rows, \(report.journal.events) events, the same as the "
          + "source, the journal is whole; \(Int(seconds.rounded())) s.")[rules.language])
  }
}

/// Under which rules a store's journal is read, where a command names its stores itself.
struct RuleOptions: ParsableArguments {
  @Option(help: "The pack: one inside the program, or a folder.")
  var pack = "example"

  @Option(help: "A folder with Packs and Mechanisms that are laid over those inside the program.")
  var files: String?

  @Option(help: "Language of the output: zh or en.")
  var lang: String?

  var language: Language {
    Language(preferring: lang ?? ProcessInfo.processInfo.environment["LANG"])
  }

  /// A city whose store is only read.
  func city(reading store: any Store) async throws -> City {
    var words = ["--pack", pack]
    if let files { words += ["--files", files] }
    return try await City(reading: try CityOptions.parse(words).loadPack(), store) { Edge.now() }
  }
}
