import ArgumentParser
import City
import Kernel
import Matters
import Organisation
import Pack
import Store

/// The echo wall: drafts, what stands on it, and calls that wait for an echo.
struct WallCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wall", abstract: "Show the echo wall.",
    subcommands: [WallDrafts.self, WallList.self, WallWaiting.self],
    defaultSubcommand: WallList.self)
}

/// Lists what was chosen for the wall, with personal data struck out.
struct WallDrafts: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drafts", abstract: "List drafts, with personal data struck out.")

  @OptionGroup var city: CityOptions

  @Option(help: "The editor's post; everything when left out.")
  var post: String?

  @Option(help: "table, json or csv.")
  var format = OutputFormat.table

  func run() async throws {
    try await Output.run(city.language) {
      let opened = try await city.readCity()
      let scope = try post.map { RowScope(try opened.actor(post: $0), "matter.publish") }
      let wall = EchoWall(opened.matters, scope ?? .everything)
      let drafts = try await opened.store.read { try wall.drafts($0) }
      Output.rows(
        ["number", "caller", "title", "text", "reply", "struck", "undated"],
        drafts.map { draft in
          let struck = draft.strikes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
          return [
            .string(draft.number), .string(draft.caller), .string(draft.title),
            .string(draft.text), .string(draft.reply),
            .string(struck.joined(separator: ", ")), JSON(draft.undated),
          ]
        }, format)
    }
  }
}

/// Lists what stands on the wall.
struct WallList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List what stands on the wall.")

  @OptionGroup var city: CityOptions

  @Option(help: "call or echo.")
  var column = "call"

  @Option(help: "table, json or csv.")
  var format = OutputFormat.table

  func run() async throws {
    try await Output.run(city.language) {
      guard let column = Publication.Column(rawValue: column) else {
        throw ValidationError("--column: “\(column)” is neither call nor echo")
      }
      let opened = try await city.readCity()
      let wall = EchoWall(opened.matters, .everything)
      let entries = try await opened.store.read { try wall.entries(column: column, $0) }
      WallCommand.print(entries, opened, format)
    }
  }
}

/// Lists calls that have stood on the wall for some days without an echo.
struct WallWaiting: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "waiting", abstract: "List published calls without a reply after some days.")

  @OptionGroup var city: CityOptions

  @Option(help: "Days.")
  var days = 7

  @Option(help: "table, json or csv.")
  var format = OutputFormat.table

  func run() async throws {
    try await Output.run(city.language) {
      guard (0...3650).contains(days) else { throw ValidationError("--days: 0 to 3650") }
      let opened = try await city.readCity()
      let before = try city.now().advanced(
        byMilliseconds: -Int64(days) * Instant.millisecondsPerDay)
      let wall = EchoWall(opened.matters, .everything)
      let entries = try await opened.store.read { try wall.unanswered(before: before, $0) }
      WallCommand.print(entries, opened, format)
    }
  }
}

extension WallCommand {
  static func print(_ entries: [EchoWall.Entry], _ city: City, _ format: OutputFormat) {
    Output.rows(
      ["number", "column", "issue", "at", "text"],
      entries.map {
        [
          .string($0.number), .string($0.column), .string($0.issue),
          .string($0.at.minuteText(city.pack.offset)), .string($0.publication),
        ]
      }, format)
  }
}
