import ArgumentParser
import City
import Figures
import Foundation
import Intake
import Journal
import Kernel
import Matters
import Pack
import Settings
import Store
import StoreSQLite

/// Loads a city, replays a day, and shows it.
struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Load a city with messages, let a day pass, print its bulletin and serve it.")

  @Option(help: "The store's file; it must not exist. Only demo.sqlite is made anew each time.")
  var store = Demo.ownStore

  @Option(help: "Language of the output: zh or en.")
  var lang: String?

  @Option(help: "Seed of the simulated people.")
  var seed: UInt64 = 1

  @Flag(help: "Serve the city afterwards.")
  var serve = false

  @Flag(help: "Do not serve; the default.")
  var once = false

  @Option(help: "Address to listen on.")
  var host = "127.0.0.1"

  @Option(help: "Port to listen on.")
  var port = 8080

  /// The day that is replayed.
  static let day = CivilDate(dayNumber: 20_601)

  static let ownStore = "demo.sqlite"

  /// Makes room for the demonstration's own store; no other file is ever removed.
  private func clear() throws {
    guard FileManager.default.fileExists(atPath: store) else { return }
    guard store == Demo.ownStore else { throw Problem(.fileExists, ["path": store]) }
    // Opening takes the writer's lock and refuses a file that is none of ours.
    _ = try SQLiteStore(path: store)
    for suffix in ["", "-wal", "-shm"] {
      let path = store + suffix
      if FileManager.default.fileExists(atPath: path) {
        try FileManager.default.removeItem(atPath: path)
      }
    }
  }

  func run() async throws {
    let language = Language(preferring: lang ?? ProcessInfo.processInfo.environment["LANG"])
    try await Output.run(language) {
      try clear()
      let files = Edge.embeddedFiles()
      let pack = try PackLoader.load("example", from: files)
      let city = try await City.open(
        pack, try Edge.store(store, makes: true), random: Edge.random
      ) { Edge.now() }
      Output.note("==> " + Text(zh: "导入留言", en: "Taking messages in")[language])
      let progress = Progress(title: "import")
      let bytes = files.bytes["Packs/example/demo/messages.csv"] ?? []
      let morning = Instant(
        LocalTime(date: Demo.day, millisecondOfDay: 8 * Instant.millisecondsPerHour), pack.offset)
      let report = try await MessageImporter(city).run(bytes, now: morning) {
        progress.show($0, $1)
      }
      Output.note(
        "    \(report.created) + \(report.arbitration), \(report.replies) "
          + Text(zh: "条答复", en: "replies")[language])
      Output.note("==> " + Text(zh: "模拟", en: "Living through")[language] + " \(Demo.day.text)")
      var simulation = Simulation(city, seed: seed)
      var arrived = 0
      try await simulation.live(Demo.day) { now in
        let report = try await MessageImporter(city).run(bytes, now: now)
        arrived += report.created + report.arbitration
      }
      Output.note(
        "    \(arrived) "
          + Text(zh: "条新来留言，", en: "new messages, ")[language] + "\(simulation.steps) "
          + Text(zh: "步办理", en: "steps")[language])
      try await Sealer.seal(city.store, at: Edge.now())
      try await BulletinText.print(city, .day(Demo.day), language)
      guard serve && !once else { return }
      let people = try DemoPeople(city, files)
      Output.note("==> " + Text(zh: "开设账号", en: "Making accounts")[language])
      let password = try await people.settle(at: morning, random: Edge.random)
      people.tell(password, language)
      let start = Edge.now()
      let evening = Instant(
        LocalTime(date: Demo.day, millisecondOfDay: 18 * Instant.millisecondsPerHour), pack.offset)
      var configuration = ServerConfiguration()
      (configuration.host, configuration.port) = (host, port)
      configuration.spool = store + "-notices"
      Output.print(
        Text(zh: "登录", en: "sign in")[language] + ": http://\(host):\(port)/sign-in")
      configuration.store = store
      try await Serving(
        city, configuration,
        candidate: { try PackLoader.load("example", from: Edge.embeddedFiles()) }
      ) {
        evening.advanced(byMilliseconds: Edge.now().milliseconds - start.milliseconds)
      }.run()
    }
  }
}
