import ArgumentParser
import City
import Foundation
import Kernel
import Pack
import Store
import StoreSQLite

/// Lifecycles per second beside bare SQLite writing the same rows in the same batches.
struct BenchLifecycle: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lifecycle",
    abstract: "Create, assign, sign in, reply and rate, as five separately acknowledged actions.",
    discussion: """
      The limit is the bare database: what a round wrote is written once more, in the same \
      commits, through prepared statements and with nothing around them, into a copy of the store \
      as it was before. Through HTTP, callers show access keys and the matter's code, and two \
      readers ask for pages all the while.
      """)

  /// What the callers go through.
  enum Way: String, ExpressibleByArgument, CaseIterable {
    case engine, http
  }

  @Option(help: "Matters in the store before measuring.")
  var matters = 0

  @Option(help: "Lifecycles of one round.")
  var lifecycles = 2000

  @Option(help: "Callers at once.")
  var callers = 64

  @Option(help: "Rounds; the median is reported.")
  var rounds = 5

  @Option(help: "engine or http.")
  var through = Way.engine

  @Option(help: "Folder for the stores; they are removed afterwards.")
  var folder = "."

  @Option(help: "A store that was filled before, to be used and kept.")
  var store: String?

  @Option(help: "table or json.")
  var format = OutputFormat.table

  func validate() throws {
    guard (1...99).contains(rounds), (1...1_000_000).contains(lifecycles),
      (1...1_024).contains(callers), (0...100_000_000).contains(matters)
    else {
      throw ValidationError(
        "--rounds is 1 to 99, --lifecycles 1 to 1,000,000, --callers 1 to 1,024, "
          + "--matters 0 to 100,000,000")
    }
  }

  func run() async throws {
    try await Output.run(.english) {
      let scratch = try Scratch.folder(near: folder + "/x")
      defer { Scratch.remove(scratch) }
      let began = ContinuousClock.now
      let pack = try PackLoader.load("example", from: Edge.embeddedFiles())
      let sqlite = try SQLiteStore(path: store ?? scratch + "/bench.sqlite")
      let city = try await City.open(pack, sqlite, random: Edge.random) { Edge.now() }
      let opening = began.duration(to: .now) / .seconds(1)
      try await BenchFilling(city: city, callers: callers, matters: matters).run()
      let limit = BareSQLite(sqlite, copy: scratch + "/limit.sqlite")
      // A city that is served writes all the time, so that it is copied before.
      try await limit.begin()
      var results: [BenchRound]
      switch through {
      case .engine: results = try await measure(EngineCallers(city: city, callers: callers), limit)
      case .http:
        let bench = ServedCity(city, callers: callers, spool: scratch + "/notices")
        results = try await bench.serve { try await measure($0, limit) }
      }
      results.sort { $0.ratio < $1.ratio }
      show(results, opening: opening)
    }
  }

  private func measure(
    _ callers: some LifecycleCallers, _ limit: some BenchLimit
  ) async throws -> [BenchRound] {
    // What is compiled and read first is no part of any round.
    _ = try await callers.run(min(lifecycles, 200))
    _ = (try await limit.write(), callers.takePages())
    var results: [BenchRound] = []
    for number in 1...rounds {
      let used = BenchMachine.processorSeconds()
      let seconds = try await callers.run(lifecycles)
      let result = BenchRound(
        lifecycles: lifecycles, seconds: seconds,
        processorSeconds: BenchMachine.processorSeconds() - used,
        limitSeconds: try await limit.write() / .seconds(1), pages: callers.takePages())
      results.append(result)
      Output.note("round \(number): \(result.line)")
    }
    try await limit.end()
    return results
  }

  private func show(_ rounds: [BenchRound], opening: Double) {
    let sorted = BenchRound.median(of: rounds)
    let members: [(String, JSON)] = [
      ("through", .string(through.rawValue)), ("matters", .integer(Int64(matters))),
      ("callers", .integer(Int64(callers))),
      ("lifecycles_per_second", .double(sorted.rate)),
      ("limit_per_second", .double(sorted.limit)), ("ratio", .double(sorted.ratio)),
      ("processor_us_per_lifecycle", .double(sorted.processorMicroseconds)),
      ("page_p50_ms", JSON(pages: sorted.pages, 50)),
      ("page_p99_ms", JSON(pages: sorted.pages, 99)),
      ("opening_seconds", .double(opening)),
      ("memory_mb", .double(BenchMachine.residentMegabytes())),
    ]
    if format == .json {
      var object = Dictionary(members) { first, _ in first }
      object["rounds"] = .array(rounds.map { .string($0.line) })
      Output.print(JSON.object(object).prettyText)
    } else {
      Output.rows(members.map(\.0), [members.map(\.1)], format)
    }
  }
}
