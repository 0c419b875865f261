import ArgumentParser
import Conformance
import Expression
import Kernel

/// Runs files of conformance cases.
struct CelConform: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conform", abstract: "Run the official conformance cases (JSON).",
    discussion: """
      Ends with 0 when no case failed and with 1 when some did; with 2 when a file can't be read, \
      and then nothing is run.
      """)

  /// The most characters of an expression in the table.
  static let shownCharactersMax = 60

  @OptionGroup var options: CelOptions

  @Argument(help: "Files of cases as JSON.")
  var files: [String]

  func run() async throws {
    try await Output.run(options.language) {
      let report = ConformanceReport(try files.map(read), libraries: CelCommand.libraries)
      if options.format == .json { showJSON(report) } else { showTables(report) }
      if !report.failed.isEmpty { throw ExitCode(1) }
    }
  }

  private func read(_ path: String) throws -> ConformanceFile {
    do {
      return try ConformanceFile(try Edge.read(path), path: path)
    } catch let problem as Problem {
      Output.note("baodao: \(path): \(problem.text(options.language))")
    } catch let error as ConformanceFileError {
      let what = Text(zh: "案例文件无法读取", en: "the file of cases can't be read")
      Output.note("baodao: \(error) (\(what[options.language]))")
    } catch {
      Output.note("baodao: \(path): \(error)")
    }
    throw ExitCode(2)
  }

  private func showJSON(_ report: ConformanceReport) {
    let failed = report.failed.map { failure -> JSON in
      [
        "name": .string(failure.name), "expression": .string(failure.expression),
        "reason": .string(failure.reason),
      ]
    }
    let skipped = report.skipped.map { skip -> JSON in
      ["name": .string(skip.name), "reason": .string(skip.reason)]
    }
    let object: JSON = [
      "passed": .integer(Int64(report.passed)), "failed": .array(failed),
      "skipped": .array(skipped),
    ]
    Output.print(object.prettyText)
  }

  private func showTables(_ report: ConformanceReport) {
    let total = Text(zh: "合计", en: "all")[options.language]
    let rows = report.counts.map { ($0.file, $0.passed, $0.failed, $0.skipped) }
    let sum = (total, report.passed, report.failed.count, report.skipped.count)
    Output.rows(
      titles([("文件", "file"), ("通过", "passed"), ("失败", "failed"), ("跳过", "skipped")]),
      (rows + [sum]).map { file, passed, failed, skipped in
        [
          .string(file), .integer(Int64(passed)), .integer(Int64(failed)),
          .integer(Int64(skipped)),
        ]
      }, .table)
    if !report.skipped.isEmpty {
      Output.print("")
      let counts = Dictionary(grouping: report.skipped, by: \.reason).mapValues(\.count)
      Output.rows(
        titles([("跳过", "skipped"), ("原因", "reason")]),
        counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
          [.integer(Int64($0.value)), .string($0.key)]
        }, .table)
    }
    if !report.failed.isEmpty {
      Output.print("")
      Output.rows(
        titles([("失败", "failed"), ("表达式", "expression"), ("原因", "reason")]),
        report.failed.map { failure in
          // The whole expression is in the JSON.
          let start = failure.expression.prefix(CelConform.shownCharactersMax)
          let expression = start + (start == failure.expression ? "" : "…")
          return [.string(failure.name), .string(String(expression)), .string(failure.reason)]
        }, .table)
    }
  }

  private func titles(_ titles: [(zh: String, en: String)]) -> [String] {
    titles.map { Text(zh: $0.zh, en: $0.en)[options.language] }
  }
}
