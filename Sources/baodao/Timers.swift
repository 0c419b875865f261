import ArgumentParser
import City
import Journal
import Kernel
import Store

/// Fires deadlines that have fallen due.
struct TimersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timers", abstract: "Fire every deadline that has fallen due by --at.")

  @OptionGroup var city: CityOptions

  func run() async throws {
    try await Output.run(city.language) {
      let opened = try await city.openCity()
      Output.print("\(try await opened.runTimers(until: try city.now()))")
    }
  }
}

/// Shows what waits to be told outside.
struct OutboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outbox", abstract: "Show what waits to be told outside, and its dead letters.")

  @OptionGroup var city: CityOptions

  @Flag(help: "Put the dead letters back in the queue.")
  var retry = false

  @Option(help: "table, json or csv.")
  var format = OutputFormat.table

  func run() async throws {
    try await Output.run(city.language) {
      if retry {
        let opened = try await city.openCity()
        Output.print("\(try await Outbox(opened.store).retryDeadLetters(try city.now()))")
        return
      }
      let opened = try await city.readCity()
      let outbox = Outbox(opened.store)
      let depth = try await outbox.depth()
      Output.note("waiting \(depth.waiting), dead \(depth.dead)")
      Output.rows(
        ["position", "destination", "attempts", "failure", "payload"],
        try await outbox.deadLetters().map {
          [
            .integer($0.position), .string($0.destination), .integer(Int64($0.attempts)),
            .string($0.failure), .string($0.payload),
          ]
        }, format)
    }
  }
}
