import Archive
import ArgumentParser
import City
import Cryptography
import Foundation
import Journal
import Kernel
import Move
import Store
import StorePostgres
import StoreSQLite

/// Proves that the journal is what was written.
struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Verify the journal: find any changed, removed, reordered or inserted event.")

  @OptionGroup var city: CityOptions

  @Option(help: "The anchor that an earlier verification printed and that was kept outside.")
  var anchor: String?

  @Option(
    help: "A folder of archived events to verify; compared with the store where there is one.")
  var archive: String?

  @Flag(help: "Seal what is not sealed yet first.")
  var seal = false

  @Option(help: "table or json.")
  var format = OutputFormat.table

  func run() async throws {
    try await Output.run(city.language) {
      if let archive { return try await verify(archive) }
      if seal { try await Sealer.seal(try Edge.store(city.store), at: try city.now()) }
      let store = try Edge.storeForReading(city.store)
      try await store.requireFinished()
      try await store.requireKnown(City.migrations)
      try await store.refuseDamaged()
      let progress = Progress(title: "verify")
      var report = try await Verifier.verify(store) { progress.show($0) }
      if let anchor { try await check(anchor, store, &report) }
      show(report)
      if !report.isWhole { throw ExitCode(1) }
    }
  }

  /// Verifies files instead of a store. The anchor is that of the newest archived seal.
  private func verify(_ folder: String) async throws {
    let hasStore =
      PostgresSettings.isAddress(city.store) || FileManager.default.fileExists(atPath: city.store)
    let store = hasStore ? try Edge.storeForReading(city.store) : nil
    let progress = Progress(title: "verify")
    let proof = try await ArchiveProof.verify(folder: folder, against: store) { progress.show($0) }
    var report = proof.journal
    if let anchor, report.anchor != anchor.lowercased() {
      report.findings.append(
        Verifier.Finding(
          kind: .sealBroken, position: proof.last, text: "the newest seal is not \(anchor)"))
    }
    show(
      report,
      [
        ("files", .integer(Int64(proof.files))), ("bytes", .integer(proof.bytes)),
        ("compared", proof.compared.map { .integer(Int64($0)) } ?? .null),
      ])
    if !report.isWhole { throw ExitCode(1) }
  }

  /// An anchor must be the hash of one of the seals.
  private func check(_ anchor: String, _ store: any Store, _ report: inout Verifier.Report)
    async throws
  {
    let seals = try await store.read { try $0.rows("SELECT hash FROM seal ORDER BY number", []) }
    if !seals.contains(where: { Digest.hex($0.blob(0)) == anchor.lowercased() }) {
      report.findings.append(
        Verifier.Finding(
          kind: .sealBroken, position: 0, text: "no seal has the anchor \(anchor)"))
    }
  }

  private func show(_ report: Verifier.Report, _ more: [(String, JSON)] = []) {
    let values: [(String, JSON)] =
      [
        ("events", .integer(Int64(report.events))), ("streams", .integer(Int64(report.streams))),
        ("seals", .integer(Int64(report.seals))), ("ok", .boolean(report.isWhole)),
        ("anchor", .string(report.anchor)),
      ] + more
    if format == .json {
      let findings = report.findings.map { finding -> JSON in
        [
          "kind": .string(finding.kind.rawValue), "position": .integer(finding.position),
          "text": .string(finding.text),
        ]
      }
      let object = Dictionary(values + [("findings", .array(findings))]) { first, _ in first }
      Output.print(JSON.object(object).prettyText)
      return
    }
    for finding in report.findings { Output.note("\(finding.kind.rawValue): \(finding.text)") }
    Output.rows(values.map(\.0), [values.map(\.1)], .table)
  }
}

/// Makes the state tables again from the journal.
struct Rebuild: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make every state table again from the journal alone.")

  @OptionGroup var city: CityOptions

  @Flag(help: "Rebuild a copy and compare; the store itself is only read.")
  var check = false

  @Option(help: "table or json.")
  var format = OutputFormat.table

  func run() async throws {
    try await Output.run(city.language) {
      let progress = Progress(title: "rebuild")
      if check {
        let opened = try await city.readCity()
        try await opened.store.requireSame(City.migrations)
        let isFile = !PostgresSettings.isAddress(city.store)
        let folder = try Scratch.folder(near: isFile ? city.store : NSTemporaryDirectory() + "x")
        defer { Scratch.remove(folder) }
        let path = folder + "/copy.sqlite"
        if isFile { try await opened.store.backup(to: path) }
        let copy = try SQLiteStore(path: path)
        if !isFile { _ = try await Mover(City.migrations).move(from: opened.store, to: copy) }
        let report = try await opened.rebuilder.check(copy: copy) {
          progress.show($0)
        }
        show(report.events, report.differing)
        if !report.differing.isEmpty { throw ExitCode(1) }
      } else {
        let opened = try await city.openCity()
        try await opened.store.requireSame(City.migrations)
        show(try await opened.rebuilder.rebuild(opened.store) { progress.show($0) }, [])
      }
    }
  }

  private func show(_ events: Int, _ differing: [String]) {
    if format == .json {
      let object: JSON = [
        "events": .integer(Int64(events)), "ok": .boolean(differing.isEmpty),
        "differing": .array(differing.map(JSON.string)),
      ]
      Output.print(object.prettyText)
    } else {
      Output.rows(
        ["events", "ok", "differing"],
        [
          [
            .integer(Int64(events)), .boolean(differing.isEmpty),
            .string(differing.joined(separator: ", ")),
          ]
        ], .table)
    }
  }
}
