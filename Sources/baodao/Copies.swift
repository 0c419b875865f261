import Archive
import ArgumentParser
import City
import Cryptography
import Foundation
import Housekeeping
import Journal
import Kernel
import Store
import StoreSQLite

/// Copies the store while it is in use.
struct Backup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Copy the store into a new file, consistently, while it is in use, and verify it.",
    discussion: """
      The file gets its name only when it is whole and its journal verified, and never replaces \
      another. It holds everything: secrets, passwords' hashes and photographs too, and only its \
      owner may read it. PostgreSQL is backed up by its own tools: docs/guides/backup-and-move.md.
      """)

  @OptionGroup var city: CityOptions

  @Argument(help: "The new file.")
  var target: String

  @Option(help: "table or json.")
  var format = OutputFormat.table

  func run() async throws {
    try await Output.run(city.language) {
      let copy = try await VerifiedCopy.make(of: city.store, as: target)
      copy.show(format, city.language)
    }
  }
}

/// A copy of a store that was verified before it got its name.
struct VerifiedCopy {
  let path: String
  let report: Verifier.Report
  let bytes: Int64
  let seconds: Double
  /// What else was done to it, for programs.
  var more: [String: JSON] = [:]

  /// - Parameters:
  ///   - path: must not exist.
  ///   - change: done to the copy before it is verified.
  static func make(
    of source: String, as path: String,
    change: (SQLiteStore) async throws -> [String: JSON] = { _ in [:] }
  ) async throws -> VerifiedCopy {
    guard let store = try Edge.storeForReading(source) as? SQLiteStore else {
      throw Problem(.storeNoFile)
    }
    try await store.requireFinished()
    try await store.requireKnown(City.migrations)
    // A log that another store left beside the name would be taken for the copy's own.
    for name in [path, path + "-wal", path + "-journal"]
    where FileManager.default.fileExists(atPath: name) {
      throw Problem(.fileExists, ["path": name])
    }
    // Whoever reads the copy reads every secret in it.
    umask(0o077)
    try Edge.requireRoom(for: source, at: path)
    let clock = ContinuousClock()
    let start = clock.now
    let folder = try Scratch.folder(near: path)
    defer { Scratch.remove(folder) }
    let made = folder + "/copy.sqlite"
    try await store.backup(to: made) { Progress(title: "copy").show($0, $1) }
    let copy = try SQLiteStore(path: made)
    let more = try await change(copy)
    let all = Int(try await copy.read(EventReader.lastPosition))
    let report = try await Verifier.verify(copy) { Progress(title: "verify").show($0, all) }
    guard report.isWhole else {
      for finding in report.findings { Output.note("\(finding.kind.rawValue): \(finding.text)") }
      throw Problem(.copyBroken, ["path": source, "count": String(report.findings.count)])
    }
    try await copy.close()
    let bytes = Edge.diskFigures(made)?.storeBytes ?? 0
    try Edge.publish(made, as: path)
    return VerifiedCopy(
      path: path, report: report, bytes: bytes,
      seconds: start.duration(to: clock.now) / .seconds(1), more: more)
  }

  func show(_ format: OutputFormat, _ language: Language) {
    let values: [(String, JSON)] = [
      ("store", .string(path)), ("events", .integer(Int64(report.events))),
      ("streams", .integer(Int64(report.streams))), ("seals", .integer(Int64(report.seals))),
      ("bytes", .integer(bytes)), ("seconds", .double(seconds)),
      ("anchor", .string(report.anchor)),
    ]
    if format == .json {
      let object = Dictionary(values) { first, _ in first }.merging(more) { first, _ in first }
      Output.print(JSON.object(object).prettyText)
    } else {
      Output.rows(values.map(\.0), [values.map(\.1)], format)
    }
  }
}

/// Puts a backup in the store's place, or what was true at a moment.
struct Restore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a store of a backup, as it is or as the city was at a moment.",
    discussion: """
      Without --at, --position and --journal the new store is the backup. With one of them the \
      journal is brought to its newest event, to a moment or to a position: what the backup had \
      not seen comes from archives (baodao archive, or the setting archive), what was recorded \
      later goes. The state tables are made again from it. What no journal holds (passwords, keys, \
      drafts, photographs' bytes) is as the backup had it; everybody signs in again.

      The store gets its name only when its journal is verified, and never replaces another.
      """)

  @Argument(help: "The backup.")
  var source: String

  @Option(help: "The new store's file.")
  var to: String

  @Option(
    help: "Up to this moment, by the time of recording, such as 2026-05-28T09:00+08:00.")
  var at: String?

  @Option(help: "Up to this position of the journal.")
  var position: Int64?

  @Option(help: "A folder of an archive that holds what came after the backup.")
  var journal: [String] = []

  @OptionGroup var rules: RuleOptions

  @Option(help: "table or json.")
  var format = OutputFormat.table

  func validate() throws {
    if at != nil, position != nil {
      throw ValidationError("--at and --position exclude one another")
    }
    if let position, position < 0 { throw ValidationError("--position: at least 0") }
  }

  private func end() throws -> Restorer.End {
    if let position { return .position(position) }
    guard let at else { return .newest }
    guard let instant = Instant(at, offset: .china) else {
      throw ValidationError("--at: “\(at)” is no moment; write 2026-05-28T09:00:00+08:00")
    }
    return .moment(instant)
  }

  func run() async throws {
    try await Output.run(rules.language) {
      let end = try end()
      let changes = end != .newest || !journal.isEmpty
      let copy = try await VerifiedCopy.make(of: source, as: to) { store in
        changes ? try await bring(store, to: end) : [:]
      }
      copy.show(format, rules.language)
    }
  }

  private func bring(_ store: SQLiteStore, to end: Restorer.End) async throws -> [String: JSON] {
    try await store.migrate(City.migrations)
    let report = try await Restorer(end).restore(store, from: journal) {
      Progress(title: "journal").show($0)
    }
    let city = try await rules.city(reading: store)
    let settled = try await city.settleRestored {
      Progress(title: "rebuild").show($0, Int(report.last))
    }
    let missing = settled.packsMissing.joined(separator: ", ")
    if !missing.isEmpty {
      Output.note(
        Text(
          zh: "缺少这些配置版本的文件：\(missing)；请用相应的包打开一次数据库。",
          en: "The files of these pack revisions are missing: \(missing); open the store once with "
            + "each of them.")[rules.language])
    }
    return [
      "backup": .integer(report.backup), "last": .integer(report.last),
      "added": .integer(report.added), "removed": .integer(report.removed),
      "packsMissing": .array(settled.packsMissing.map(JSON.string)),
    ]
  }
}

extension Problem.Kind {
  static let copyBroken = Problem.Kind(
    "copy.broken", status: 409,
    zh: "“{path}”的日志有{count}处问题，没有做成新文件；请用baodao verify查看。",
    en: "The journal of “{path}” has {count} findings, no file was made; look with baodao verify.")
}
