import Archive
import ArgumentParser
import Foundation
import Journal
import Kernel
import Store

/// Writes sealed events to files that verify without the store.
struct ArchiveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive",
    abstract: "Write sealed events to files that verify without the store.",
    discussion: """
      Adds to the folder every seal with its events that is not there yet, exactly as it stands in \
      the store, while the store is in use. The store keeps everything: see decision 0028. \
      baodao verify --archive FOLDER proves the files.
      """)

  @OptionGroup var city: CityOptions

  @Option(help: "The folder; it is made where there is none.")
  var to: String

  @Option(help: "Only seals that were made before this day, such as 2026-01-01.")
  var before: String?

  @Option(help: "table or json.")
  var format = OutputFormat.table

  func run() async throws {
    try await Output.run(city.language) {
      let moment = try before.map { text in
        guard let date = CivilDate(text) else {
          throw ValidationError("--before: “\(text)” is no day; write 2026-01-01")
        }
        return Instant(startOf: date, .china)
      }
      umask(0o077)
      let store = try Edge.storeForReading(city.store)
      try await store.requireFinished()
      let clock = ContinuousClock()
      let start = clock.now
      let report = try await Archiver(folder: to).add(store, before: moment) {
        Progress(title: "archive").show($0)
      }
      show(report, start.duration(to: clock.now) / .seconds(1))
    }
  }

  private func show(_ report: Archiver.Report, _ seconds: Double) {
    let values: [(String, JSON)] = [
      ("archive", .string(to)), ("events", .integer(Int64(report.events))),
      ("seals", .integer(Int64(report.seals))), ("bytes", .integer(report.bytes)),
      ("files", .integer(Int64(report.files))), ("last", .integer(report.last)),
      ("seconds", .double(seconds)), ("anchor", .string(report.anchor)),
    ]
    if format == .json {
      Output.print(JSON.object(Dictionary(values) { first, _ in first }).prettyText)
    } else {
      Output.rows(values.map(\.0), [values.map(\.1)], format)
    }
  }
}
