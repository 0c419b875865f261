import Foundation
import Kernel
import Pages
import Server
import TestKit
import Testing

@testable import baodao

/// Bulletins on paper, made by the browser of this machine where there is one.
struct BulletinCommandTests {
  private static func isThere(_ paths: [String]) -> Bool {
    paths.contains(where: FileManager.default.isExecutableFile)
  }

  private static let canPrint =
    isThere(ChromiumPrinter.usualPlaces) && isThere(["/usr/bin/pdfinfo"])
    && isThere(["/usr/bin/pdftotext"])

  private static func read(_ program: String, _ arguments: [String]) throws -> String {
    let process = try ChildProcess(program, arguments)
    #expect(process.wait() == 0, "\(process.errors)")
    return process.output
  }

  @Test(.timeLimit(.minutes(5)), .enabled(if: canPrint, "needs chromium and poppler-utils"))
  func `a week becomes a PDF of a few sheets of A4 with its words and page numbers`() throws {
    let program = try Program()
    let demo = try program.run("demo", "--store", "d", "--once", "--lang", "zh")
    #expect(demo.code == 0, "\(demo.errors)")
    let made = try program.run(
      "bulletin", "--week", "2026-W22", "--pdf", "week.pdf", "--store", "d", "--lang", "zh",
      "--at", "2026-05-28T18:00:00+08:00")
    #expect(made.code == 0, "\(made.errors)")
    let facts = try Self.read("pdfinfo", [program.folder + "/week.pdf"])
    let pages = facts.firstMatch(of: /Pages: +(\d+)/).flatMap { Int($0.1) } ?? 0
    #expect((1...5).contains(pages) && facts.contains("(A4)"), "\(facts)")
    // Where letters of different fonts meet there may be a space or none.
    let text = try Self.read("pdftotext", ["-layout", program.folder + "/week.pdf", "-"])
      .filter { !$0.isWhitespace }
    for words in ["周报", "2026年第22期", "2026-05-25–2026-05-31", "超时未答复", "1/\(pages)"] {
      #expect(text.contains(words), "\(words)")
    }
    #expect(try Self.left().isEmpty, "a folder of printing is left over")
  }

  /// Folders of printing that nobody removed.
  private static func left() throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: FileManager.default.temporaryDirectory.path
    ).filter { $0.hasPrefix("baodao-print-") }
  }

  @Test func `without a browser the command says what to install`() throws {
    let program = try Program()
    try program.write("m.csv", Program.messages)
    let taken = try program.run("import", "messages", "m.csv", "--store", "d")
    #expect(taken.code == 0, "\(taken.errors)")
    let refused = try program.run(
      "bulletin", "--pdf", "x.pdf", "--browser", "/nowhere/chromium", "--store", "d", "--lang", "en"
    )
    #expect(refused.code == 1 && refused.errors.contains("apt install chromium"))
    #expect(!FileManager.default.fileExists(atPath: program.folder + "/x.pdf"))
    let wrong = try program.run("bulletin", "--week", "2026-W99", "--store", "d")
    #expect(wrong.code == 64 && wrong.errors.contains("2026-W22"))
  }

  /// A program that stands in for a browser. Written by another process: a child that a test beside
  /// this one begins could inherit our open file, and what somebody may write cannot be run.
  private func script(_ text: String) throws -> String {
    let path = try Program().folder + "/browser"
    let writer = Process()
    writer.executableURL = URL(fileURLWithPath: "/bin/sh")
    writer.arguments = [
      "-c", #"printf %s "$1" > "$0" && chmod 755 "$0""#, path, "#!/bin/sh\n" + text,
    ]
    try writer.run()
    writer.waitUntilExit()
    try #require(writer.terminationStatus == 0)
    return path
  }

  private static let page = PaperPage("<p>x</p>", title: "x", header: "x", language: .english)

  @Test func `a browser that fails, or makes nothing, is no file`() async throws {
    for text in ["exit 3\n", "exit 0\n", "kill -9 $$\n"] {
      let printer = ChromiumPrinter(try script(text))
      await #expect(throws: Problem.self) { try await printer.pdf(of: Self.page) }
    }
  }

  @Test func `it is given its files and few variables, and leaves nothing`() async throws {
    let path = try script(
      """
      for word in "$@"; do
        case "$word" in --print-to-pdf=*) out="${word#--print-to-pdf=}" ;; esac
      done
      { env | cut -d= -f1; ls "$HOME"; ls /proc/$$/fd | wc -l; } > "$out"
      """)
    let bytes = try await ChromiumPrinter(path).pdf(of: Self.page)
    let told = String(decoding: bytes, as: UTF8.self)
    #expect(told.contains("page.html") && told.contains("style.css") && told.contains("print.css"))
    for name in ["BAODAO", "USER", "SSH"] { #expect(!told.contains(name), "\(told)") }
    let files = told.split(whereSeparator: \.isWhitespace).last.flatMap { Int($0) } ?? 99
    #expect(files <= 6, "\(told)")
  }

  @Test func `what takes too long, or nobody waits for, is ended with all it started`() async throws
  {
    let stop = StopSign()
    let folder = try Program().folder
    let path = try script("sleep 60 & echo $! > \(folder)/child\nwait\n")
    let code = try await onOwnThread {
      try ChildProgram.run(path, [], in: folder, seconds: 1, stop)
    }
    #expect(code == nil, "it would have ended by itself after a minute")
    let child = try String(contentsOfFile: folder + "/child", encoding: .utf8)
    let number = try #require(Int32(child.split(separator: "\n")[0]))
    // It may stand for a moment as one that nobody has asked about yet.
    let state =
      (try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8))?
      .split(separator: " ").dropFirst(2).first ?? "gone"
    #expect(["gone", "Z", "X"].contains(state), "\(state)")
    stop.set()
    let stopped = try await onOwnThread {
      try ChildProgram.run(path, [], in: folder, seconds: 60, stop)
    }
    #expect(stopped == nil)
  }

  @Test func `one prints, another waits for its turn, and the next is sent away`() async throws {
    let lanes = PrintLanes(1, waitingMax: 0)
    #expect(await lanes.enter())
    #expect(await !lanes.enter())
    lanes.leave()
    #expect(await lanes.enter())
    let patient = PrintLanes(1, waitingMax: 1)
    #expect(await patient.enter())
    async let second = patient.enter()
    patient.leave()
    #expect(await second)
  }
}
