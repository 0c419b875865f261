import ArgumentParser
import Foundation
import Kernel
import Pack
import Store

/// How a command prints its answer.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json, csv
}

/// Prints answers to standard output and everything else to standard error.
enum Output {
  static func print(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
  }

  static func note(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  /// Prints rows under their headings: aligned for people, or as JSON or CSV for programs.
  static func rows(_ columns: [String], _ rows: [[JSON]], _ format: OutputFormat) {
    switch format {
    case .json:
      let objects = rows.map { row in
        JSON.object(Dictionary(zip(columns, row)) { first, _ in first })
      }
      print(JSON.array(objects).prettyText)
    case .csv:
      print(columns.map(csvCell).joined(separator: ","))
      for row in rows { print(row.map(csvCell).joined(separator: ",")) }
    case .table:
      let cells = [columns] + rows.map { $0.map { onOneLine(text($0)) } }
      let widths = columns.indices.map { column in cells.map { width($0[column]) }.max() ?? 0 }
      for (number, row) in cells.enumerated() {
        let line = zip(row, widths).map { cell, size in
          cell + String(repeating: " ", count: max(0, size - width(cell)))
        }
        print(line.joined(separator: "  "))
        if number == 0 {
          print(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "))
        }
      }
    }
  }

  static func text(_ value: JSON) -> String {
    switch value {
    case .null: "—"
    case .string(let text): text
    case .double(let number): String(format: "%.2f", number)
    default: value.canonicalText
    }
  }

  /// Without line breaks and terminal sequences, which a resident's text may hold.
  private static func onOneLine(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }

  /// A value's cell. A text that a spreadsheet would run as a formula gets an apostrophe before it.
  private static func csvCell(_ value: JSON) -> String {
    guard case .string(let text) = value, let first = text.first, "=+-@\t\r".contains(first) else {
      return csvCell(Output.text(value))
    }
    return csvCell("'" + text)
  }

  private static func csvCell(_ text: String) -> String {
    text.contains(where: { ",\"\n\r".contains($0) })
      ? "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : text
  }

  /// Columns that a text takes on a terminal: Chinese characters take two.
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { sum, scalar in
      switch scalar.value {
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F,
        0xFF00...0xFF60, 0xFFE0...0xFFE6:
        sum + 2
      default: sum + 1
      }
    }
  }

  /// Runs a command's body; a refusal is told in words and ends the program with 1.
  static func run(_ language: Language, _ body: () async throws -> Void) async throws {
    do {
      try await tell(language, body)
    } catch {
      await Edge.closeStores()
      throw error
    }
    await Edge.closeStores()
  }

  private static func tell(_ language: Language, _ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch let problem as Problem {
      note("baodao: " + problem.text(language))
      throw ExitCode(1)
    } catch let refused as PackRefused {
      for diagnostic in refused.diagnostics { note(diagnostic.line(language)) }
      note(
        Text(zh: "共\(refused.diagnostics.count)处错误。", en: "\(refused.diagnostics.count) errors.")[
          language])
      throw ExitCode(1)
    } catch let code as ExitCode {
      throw code
    } catch let error as ValidationError {
      throw error
    } catch {
      note("baodao: \(error)")
      guard let problem = (error as? any PlainFailure)?.problem else { throw ExitCode(2) }
      note("baodao: " + problem.text(language))
      throw ExitCode(1)
    }
  }
}

/// A progress bar on standard error, only on a terminal.
struct Progress: Sendable {
  let title: String

  func show(_ done: Int, _ all: Int) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    let share = all == 0 ? 1 : Double(done) / Double(all)
    let full = Int(share * 30)
    let bar = String(repeating: "█", count: full) + String(repeating: "░", count: 30 - full)
    let text = "\r\(title) \(bar) \(done)/\(all)" + (done >= all ? "\n" : "")
    FileHandle.standardError.write(Data(text.utf8))
  }

  func show(_ done: Int) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    FileHandle.standardError.write(Data("\r\(title) \(done)".utf8))
  }
}
