import ArgumentParser
import City
import Foundation
import Journal
import Kernel
import Matters
import Organisation
import Pack
import Store
import StoreSQLite
import Synchronization

/// Measures the program against its limit.
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure the program against its limit.",
    subcommands: [BenchLifecycle.self, BenchExpressions.self])
}

/// Lifecycles per second beside bare SQLite writing the same rows in the same batches.
struct BenchLifecycle: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lifecycle",
    abstract: "Create, assign, sign in, reply and rate, as five separately acknowledged actions.",
    discussion: """
      The limit is bare SQLite: the rows of the last round, in the same commits, written once more \
      through \
      prepared statements into a copy of the store as it was before that round.
      """)

  @Option(help: "Matters in the store before measuring.")
  var matters = 0

  @Option(help: "Lifecycles of one round.")
  var lifecycles = 2000

  @Option(help: "Callers at once.")
  var callers = 64

  @Option(help: "Rounds; the median is reported.")
  var rounds = 3

  @Option(help: "Folder for the stores; they are removed afterwards.")
  var folder = "."

  @Option(help: "A store that was filled before, to be used and kept.")
  var store: String?

  @Option(help: "table or json.")
  var format = OutputFormat.table

  func validate() throws {
    guard rounds >= 1, lifecycles >= 1, callers >= 1, matters >= 0 else {
      throw ValidationError("--rounds, --lifecycles and --callers are at least 1")
    }
  }

  func run() async throws {
    try await Output.run(.english) {
      let scratch = try Scratch.folder(near: folder + "/x")
      defer { Scratch.remove(scratch) }
      let pack = try PackLoader.load("example", from: Edge.embeddedFiles())
      let sqlite = try SQLiteStore(path: store ?? scratch + "/bench.sqlite")
      let city = try await City.open(pack, sqlite, random: Edge.random) { Edge.now() }
      let load = Load(city: city, callers: callers)
      try await fill(load)
      var rates: [Double] = []
      var limits: [Double] = []
      for round in 0..<rounds {
        let copy = scratch + "/limit-\(round).sqlite"
        rates.append(Double(lifecycles) / (try await load.run(lifecycles)))
        try await sqlite.backup(to: copy)
        let log = WriteLog()
        sqlite.record(into: log)
        _ = try await load.run(lifecycles)
        sqlite.record(into: nil)
        let elapsed = try BareReplay.run(log.committed, path: copy) / .seconds(1)
        limits.append(Double(lifecycles) / elapsed)
        try FileManager.default.removeItem(atPath: copy)
        Output.note("round \(round + 1): \(Int(rates[round]))/s, limit \(Int(limits[round]))/s")
      }
      show(rates.sorted()[rounds / 2], limits.sorted()[rounds / 2], sqlite)
    }
  }

  private func fill(_ load: Load) async throws {
    let there = try await load.city.store.read {
      try $0.row("SELECT count(*) FROM matter", [])?.integer(0) ?? 0
    }
    let progress = Progress(title: "fill")
    var made = Int(there)
    while made < matters {
      let count = min(20_000, matters - made)
      _ = try await load.run(count, isShort: true)
      made += count
      progress.show(made, matters)
    }
  }

  private func show(_ rate: Double, _ limit: Double, _ store: SQLiteStore) {
    let object: JSON = [
      "lifecycles_per_second": .double(rate), "limit_per_second": .double(limit),
      "ratio": .double(rate / limit), "matters": .integer(Int64(matters)),
      "callers": .integer(Int64(callers)), "lifecycles": .integer(Int64(lifecycles)),
    ]
    if format == .json {
      Output.print(object.prettyText)
    } else {
      let names = ["matters", "lifecycles_per_second", "limit_per_second", "ratio"]
      Output.rows(names, [names.map { object[$0] ?? .null }], .table)
    }
  }
}

/// Callers that take matters through their lives.
struct Load: Sendable {
  let city: City
  let callers: Int

  static let titles = [
    "A3区云杉路的路灯白天一直亮着", "A7县枫林府工地夜间施工噪音扰民", "A1区地铁站出口井盖破损",
    "咨询A6区小学入学条件", "A2区公交线路能否延长", "B市医院挂号排队太久",
  ]

  /// One in so many of a full store's matters is still being handled, as in a city.
  private static let openShare = 20
  /// One in so many names no place, and waits in arbitration.
  private static let lostShare = 250

  private static let lostTitle = "路灯白天一直亮着没人管"

  /// Runs lifecycles with all callers at once. Answers the seconds it took.
  func run(_ count: Int, isShort: Bool = false) async throws -> Double {
    let next = Counter()
    let clock = ContinuousClock()
    let start = clock.now
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<callers {
        group.addTask {
          while true {
            let number = next.next()
            if number > count { return }
            try await live(number, isShort: isShort)
          }
        }
      }
      try await group.waitForAll()
    }
    return start.duration(to: clock.now) / .seconds(1)
  }

  /// A key that rises with time, as UUIDs of version 7 do: new keys then lie beside each other.
  private func key() -> String {
    let random = UInt64.random(in: 0..<UInt64.max)
    return padded(Int(Edge.now().milliseconds), 14) + "-" + String(random, radix: 36)
  }

  private func live(_ number: Int, isShort: Bool) async throws {
    let now = Edge.now()
    let caller = "居民\(number % 5000)"
    let isLost = isShort && number.isMultiple(of: Load.lostShare)
    let received = try await city.perform(
      Request(
        ReceiveMatter(
          kind: "hotline",
          title: isLost ? Load.lostTitle : Load.titles[number % Load.titles.count],
          text: "您好，我反映一个问题，已经持续一段时间了，希望有关部门尽快处理并给予答复，谢谢。第\(number)次来电。",
          caller: caller, channel: "phone"),
        by: try city.actor(post: "a-call-taker"), at: now, key: key()))
    if isShort && (isLost || number.isMultiple(of: Load.openShare)) { return }
    let id = received.subject
    let handlerUnit = try await lead(of: id)
    let handler = try city.actor(role: "handler", unit: handlerUnit)
    if !isShort {
      let area = city.organisation.unit(handlerUnit)?.area ?? "a"
      let dispatcher = try city.actor(post: "a-supervisor")
      let office = area + "-office"
      let actor =
        area.hasPrefix("a") ? dispatcher : try city.actor(role: "dispatcher", unit: office)
      _ = try await city.perform(
        Request(
          DispatchMatter(unit: office, reason: "属地"), on: id, by: actor, at: now, key: key()))
      let officeHandler = try city.actor(role: "handler", unit: office)
      _ = try await city.perform(
        Request(AcceptMatter(), on: id, by: officeHandler, at: now, key: key()))
      _ = try await city.perform(
        Request(
          AnswerMatter(reply: "您好，您反映的问题已现场核查并处理完毕，感谢您的监督。"), on: id,
          by: officeHandler, at: now, key: key()))
      _ = try await city.perform(
        Request(
          RateMatter(grade: Int64(number % 5 + 1)), on: id, by: try city.resident(caller),
          at: now, key: key()))
    } else {
      _ = try await city.perform(
        Request(
          AnswerMatter(reply: "您好，您反映的问题已现场核查并处理完毕，感谢您的监督。"), on: id,
          by: handler, at: now))
    }
  }

  /// The unit that leads; every title names a place and a field, so that there is one.
  private func lead(of id: Int64) async throws -> String {
    let engine = city.matters
    let matter = try await city.store.read { try engine.load(id, $0) }
    guard let lead = matter?.lead else {
      throw Problem(.notFound, ["what": "lead", "name": matter?.reason ?? ""])
    }
    return lead
  }
}

/// Hands out 1, 2, 3 … to callers at once.
private final class Counter: Sendable {
  private let last = Mutex(0)

  func next() -> Int {
    last.withLock { last in
      last += 1
      return last
    }
  }
}
