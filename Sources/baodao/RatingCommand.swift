import ArgumentParser
import City
import Kernel
import Matters
import Organisation
import Pack
import Photographs
import Store

/// Ratings and what looks odd about them.
struct RatingCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rating", abstract: "Look at ratings.", subcommands: [RatingHintList.self])
}

/// Lists signs that good ratings were forced, for a human to look into.
struct RatingHintList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hints", abstract: "List signs that good ratings were forced.",
    discussion: """
      A sign is no verdict: it says where a human should look. Nearly all of the best grade (98 % of \
      20 or more), most within two minutes of the answer, or one device for four matters or more.
      """)

  @OptionGroup var city: CityOptions

  @Option(help: "First day, such as 2026-05-01.")
  var from: String

  @Option(help: "Last day.")
  var to: String

  @Option(help: "table, json or csv.")
  var format = OutputFormat.table

  func run() async throws {
    try await Output.run(city.language) {
      guard let first = CivilDate(from), let last = CivilDate(to), first <= last else {
        throw ValidationError("--from, --to: two days such as 2026-05-01 and 2026-05-31")
      }
      let opened = try await city.readCity()
      let offset = opened.pack.offset
      let hints = RatingHints(opened.matters, .everything)
      let found = try await opened.store.read {
        try hints.hints(
          from: Instant(startOf: first, offset),
          to: Instant(startOf: last.advanced(byDays: 1), offset), $0)
      }
      Output.rows(
        ["unit", "sign", "count", "of", "matters"],
        found.map { hint in
          [
            .string(opened.organisation.unit(hint.unit)?.name[city.language] ?? hint.unit),
            .string(hint.sign.text[city.language]), .integer(Int64(hint.count)),
            .integer(Int64(hint.of)),
            .string(
              hint.matters.map { Identifier<Matter>(rawValue: $0).text }.joined(separator: " ")),
          ]
        }, format)
    }
  }
}

/// Takes in a photograph and attaches it to a matter.
struct MatterPhotographCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "photograph", abstract: "Attach a photograph (JPEG, PNG or WebP).",
    discussion: "What the file says beside the picture (place, time, camera) is stripped first.")

  @OptionGroup var city: CityOptions

  @Argument(help: "Number of the matter.")
  var number: String

  @Argument(help: "The file.")
  var file: String

  @Option(help: "before or after.")
  var purpose = "before"

  @Option(help: "Post that acts.")
  var post: String

  func run() async throws {
    try await Output.run(city.language) {
      let opened = try await city.openCity()
      let reader = MatterReader(opened.matters, .everything)
      let name = number
      guard let found = try await opened.store.read({ try reader.matter(name, $0) }) else {
        throw Problem(.notFound, ["what": "matter", "name": number])
      }
      let photograph = try Photograph(try Edge.read(file))
      let shelf = PhotographShelf(jurisdiction: opened.pack.jurisdiction)
      let now = try city.now()
      let digest = try await opened.store.write { try shelf.keep(photograph, at: now, $0) }
      _ = try await ActionCatalogue.all.perform(
        ActionCatalogue.Call(
          "AttachPhotograph", on: found.id,
          ["digest": .string(digest), "purpose": .string(purpose)],
          by: try opened.actor(post: post), at: now), opened)
      Output.print(digest)
    }
  }
}

/// Prints the code with which the person follows a matter.
struct MatterCode: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "code", abstract: "Print a matter's code, to be given to its caller only.")

  @OptionGroup var city: CityOptions

  @Argument(help: "Number of the matter.")
  var number: String

  func run() async throws {
    try await Output.run(city.language) {
      let opened = try await city.readCity()
      let reader = MatterReader(opened.matters, .everything)
      let name = number
      guard let found = try await opened.store.read({ try reader.matter(name, $0) }) else {
        throw Problem(.notFound, ["what": "matter", "name": number])
      }
      Output.print(try await opened.code(of: found.id))
    }
  }
}
