import TestKit
import City
import Glibc
import Kernel
import Pack
import Scenarios
import Store

/// Runs stories on an empty store.
enum Stage {
  static let files = repositoryFiles()

  /// Runs the story in a file, or the file with other text, on an empty store.
  static func run(
    _ path: String, text: String? = nil, isPostgres: Bool = false
  ) async throws -> ScenarioRun {
    var files = Stage.files
    if let text { files = files.overlaid(with: PackFiles([path: Array(text.utf8)])) }
    let record = try RecordFile.read(path, ScenarioRecord.self, from: files)
    let store: any Store = isPostgres ? try postgresStore() : try temporaryStore()
    let city = try await City.open(
      try PackLoader.load(record.pack, from: files), store, random: fixedBytes
    ) { Instant(milliseconds: 1_772_626_500_000) }
    var run = ScenarioRun(record, city)
    try await run.run()
    return run
  }

  /// What a story that cannot be read is refused by, one line for each fault.
  static func faults(_ text: String) -> [String] {
    let path = "story.yaml"
    do {
      _ = try RecordFile.read(
        path, ScenarioRecord.self, from: PackFiles([path: Array(text.utf8)]))
      return []
    } catch let refused as PackRefused {
      return refused.diagnostics.map { $0.line(.english) }
    } catch {
      return ["\(error)"]
    }
  }

  static func text(_ path: String) -> String {
    String(decoding: files.bytes[path] ?? [], as: UTF8.self)
  }
}
