import ArgumentParser
import City
import Kernel
import Organisation
import Pack
import Store

/// Shows who holds which post.
struct PostCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "post", abstract: "Show who holds which post, and which are vacant.",
    discussion: """
      Posts change hands through actions, for example:
        baodao matter do AppointHolder --post administrator \\
          --input '{"post":"a-editor","person":"liu-min"}'
      """)

  @OptionGroup var city: CityOptions

  @Option(help: "table, json or csv.")
  var format = OutputFormat.table

  func run() async throws {
    try await Output.run(city.language) {
      let opened = try await city.readCity()
      let engine = opened.posts
      let now = try city.now()
      let rows = try await opened.store.read { reader in
        try opened.pack.posts.map { record in
          let post = try engine.load(engine.id(of: record.id), reader)
          let holders = (post?.terms ?? []).filter {
            $0.begun <= now && ($0.ended.map { $0 > now } ?? true)
          }
          return (record, holders)
        }
      }
      Output.rows(
        ["post", "name", "unit", "holder", "since"],
        rows.map { record, holders in
          [
            .string(record.id), .string(record.name[city.language]), .string(record.unit),
            JSON(holders.isEmpty ? nil : holders.map(\.person).joined(separator: ", ")),
            JSON(holders.first?.begun.minuteText(opened.pack.offset)),
          ]
        }, format)
    }
  }
}
