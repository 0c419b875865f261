import ArgumentParser
import City
import Kernel
import Matters
import Organisation
import Pack
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
      A sign is no verdict: it says where a human should look. Nearly all of the best grade \
      (98 % of 20 or more), most within two minutes of the answer, or one device for four matters \
      or more.
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
