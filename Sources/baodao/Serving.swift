import City
import Foundation
import Housekeeping
import Journal
import Kernel
import Logging
import Pack
import Server
import Settings
import Store
import Synchronization

/// A city being served: the server, its deadlines, its outbox and its seals, until it is told to
/// stop.
struct Serving: Sendable {
  let city: City
  let configuration: ServerConfiguration
  let clock: @Sendable () -> Instant
  private let equipment: ServerEquipment
  /// Names this start of the node, unlike any other.
  private let start = Edge.random(16).map { String($0, radix: 16) }.joined(separator: ".")
  private let listening: @Sendable (Int) -> Void

  /// - Parameters:
  ///   - candidate: reads the pack with which the program would start now.
  ///   - listening: told of the port once connections are accepted.
  init(
    _ city: City, _ configuration: ServerConfiguration,
    candidate: @escaping @Sendable () throws -> Pack,
    listening: @escaping @Sendable (Int) -> Void = { _ in },
    clock: @escaping @Sendable () -> Instant
  ) {
    self.listening = listening
    self.city = city
    self.configuration = configuration
    self.clock = clock
    var equipment = Serving.equipment(configuration)
    equipment.candidate = candidate
    equipment.disk = { Edge.diskFigures(configuration.store) }
    self.equipment = equipment
  }

  /// Seconds between rounds of deadlines and deliveries: a period is meant, since they fall due by
  /// the clock, and another process may have written what is to be done.
  static let roundSeconds = 1
  /// Rounds between seals.
  static let sealRounds = 60

  private static func equipment(_ configuration: ServerConfiguration) -> ServerEquipment {
    let form: LogLine.Form = configuration.logFormat == .json ? .json : .logfmt
    let level = Logger.Level(rawValue: configuration.logLevel.rawValue) ?? .info
    let logger = Logger(label: "baodao") { _ in
      LineLogHandler(form, level: level, clock: { Edge.now() }, write: Edge.log)
    }
    return ServerEquipment(
      configuration,
      metrics: Metrics(version: Baodao.version, now: Edge.monotonicNanoseconds),
      logger: logger, clock: { Edge.now() },
      monotonic: { Edge.monotonicNanoseconds() / 1_000_000 }, random: Edge.random,
      process: Edge.processFigures, printer: ChromiumPrinter(configuration.browser))
  }

  func run() async throws {
    city.store.observe(equipment.metrics)
    city.runner.observe(equipment.metrics)
    let first = try await city.makeFirstAdministrator(at: clock())
    if try await city.store.read({ try SchemaStanding(City.migrations, $0) }) == .ahead {
      equipment.logger.notice("a newer program has added to the store's schema; upgrade this node")
    }
    let server = CityServer(city, equipment, clock: clock)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await keepTime() }
      group.addTask { await WebhookRounds(city, clock: clock).run() }
      group.addTask { await verifyWhereOrdered() }
      group.addTask { await keepArchive() }
      group.addTask {
        try await server.run {
          tell(first, $0)
          listening($0)
        } stuck: {
          // Whatever was acknowledged is durable, so that ending at once loses nothing.
          equipment.logger.critical("requests do not end; giving them up")
          exit(1)
        }
      }
      // The server ends on SIGTERM and SIGINT after it has answered what it took on.
      for try await _ in group {
        group.cancelAll()
        break
      }
    }
    try await handOver()
    city.store.observe(nil)
    city.runner.observe(nil)
    try await city.store.close()
    equipment.logger.notice("ended")
  }

  /// The link is for whoever started the program; the log, on standard output, never has it.
  private func tell(_ first: (login: String, wayIn: String)?, _ port: Int) {
    if let first {
      let host = configuration.host.contains(":") ? "[\(configuration.host)]" : configuration.host
      let address =
        configuration.publicAddresses.first?.description ?? "http://\(host):\(port)"
      Output.note(
        "the first administrator, “\(first.login)”, chooses a password here, within a day:")
      Output.note("  " + WayInLink.text(address, first.wayIn))
    }
    equipment.logger.notice(
      "listening", metadata: ["host": .string(configuration.host), "port": "\(port)"])
  }

  /// Fires deadlines, delivers notices and seals, round after round. A failed round is told and
  /// tried again.
  private func keepTime() async throws {
    let outbox = Outbox(city.store)
    let destinations = ["notice": MatterNotices(city, to: SpoolFolder(configuration.spool))]
    let lease = lease("rounds")
    var rounds = 0
    while !Task.isCancelled {
      // One node at a time keeps the rounds; the others take over when it falls silent.
      guard await has(lease) else {
        guard await pause() else { return }
        continue
      }
      // Each duty is tried on its own: one that fails does not stop the others.
      await attempt("timers") {
        _ = try await city.runTimers(until: clock()) { failed("timer", $1, ["timer": $0.name]) }
      }
      await attempt("outbox") { _ = try await outbox.deliverDue(Edge.now(), destinations) }
      if rounds % Serving.sealRounds == 0 {
        await attempt("seal") { try await Sealer.seal(city.store, at: Edge.now()) }
        await attempt("photographs") { try await city.sweepPhotographs(at: clock()) }
        await attempt("drafts") { try await city.sweepDrafts(at: clock()) }
        await attempt("keys") { try await city.runner.forgetOldKeys(Edge.now()) }
        await attempt("sessions") { try await city.forgetOldSessions() }
      }
      rounds += 1
      guard await pause() else { break }
    }
  }

  /// Seals what was written, where that is this node's duty, and lets another one have its duties
  /// at once.
  private func handOver() async throws {
    let rounds = lease("rounds")
    if await has(rounds) {
      try await Sealer.seal(city.store, at: Edge.now())
      await archiveSealed()
    }
    for lease in [rounds, lease("verification")] {
      await attempt("lease") { try await giveBack(lease) }
    }
  }

  /// Waits until the next round; false when the node ends.
  private func pause() async -> Bool {
    do {
      try await Task.sleep(for: .seconds(Serving.roundSeconds))
      return true
    } catch {
      return false
    }
  }

  /// Whether this node is the one to do a duty. It always is where no other can write.
  private func has(_ lease: Lease) async -> Bool {
    guard city.store.isShared else { return true }
    var isMine = false
    await attempt("lease") { isMine = try await lease.take(at: Edge.now(), city.store) }
    return isMine
  }

  private func giveBack(_ lease: Lease) async throws {
    if city.store.isShared { try await lease.giveBack(city.store) }
  }

  private func lease(_ duty: String) -> Lease {
    Lease(duty, holder: start, city.pack.jurisdiction)
  }

  /// Longest time that a verification inside the server may take; beyond it there is
  /// `baodao verify`.
  static let verificationSeconds: Int64 = 1_800

  /// Verifies the journal whenever somebody has ordered it, beside all other duties.
  private func verifyWhereOrdered() async {
    let isEnding = Mutex(false)
    let lease = lease("verification")
    await withTaskCancellationHandler {
      while !Task.isCancelled {
        let began = Edge.monotonicNanoseconds()
        await attempt("verification") {
          guard await has(lease) else { return }
          _ = try await city.verifyWhereOrdered(
            at: clock, elapsed: { (Edge.monotonicNanoseconds() - began) / 1_000_000 },
            goesOn: {
              let seconds = (Edge.monotonicNanoseconds() - began) / 1_000_000_000
              return !isEnding.withLock { $0 } && seconds < Serving.verificationSeconds
            })
        }
        guard await pause() else { return }
      }
    } onCancel: {
      isEnding.withLock { $0 = true }
    }
  }

  func attempt(_ duty: String, _ body: () async throws -> Void) async {
    do {
      try await body()
    } catch {
      failed(duty, error, [:])
    }
  }

  private func failed(_ duty: String, _ error: any Error, _ more: [String: String]) {
    equipment.metrics.roundsFailed.add(1, [duty])
    equipment.report("duty failed", error, more.merging(["duty": duty]) { first, _ in first })
  }
}
