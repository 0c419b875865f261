import Foundation
import Kernel
import Pages
import Server

/// Prints pages by a Chromium that is started for each of them, without a network and without a
/// profile of its own.
struct ChromiumPrinter: PagePrinter {
  /// Bounds of printing.
  enum Limits {
    /// Files made at once: a browser takes a core and some hundred megabytes.
    static let atOnceMax = 1
    static let waitingMax = 6
    static let secondsMax: Int64 = 30
    static let bytesMax = 32 << 20
    /// Seconds after which those who were sent away may come again.
    static let patienceSeconds = 15
  }

  /// Where Debian, Ubuntu and Google put it.
  static let usualPlaces = [
    "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable", "/snap/bin/chromium",
  ]

  private let configured: String
  private let lanes = PrintLanes(Limits.atOnceMax, waitingMax: Limits.waitingMax)

  /// - Parameter path: the browser; empty to look for it.
  init(_ path: String) { configured = path }

  /// Looked for each time, so that one that was installed meanwhile is found.
  private var browser: String? {
    (configured.isEmpty ? ChromiumPrinter.usualPlaces : [configured])
      .first(where: FileManager.default.isExecutableFile)
  }

  func pdf(of page: PaperPage) async throws -> [UInt8] {
    guard let browser else { throw Problem(.noBrowser) }
    guard await lanes.enter() else {
      throw Problem(.printerBusy, ["seconds": String(Limits.patienceSeconds)])
    }
    defer { lanes.leave() }
    let stop = StopSign()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        // A process is waited for on a thread of its own, which blocks nobody.
        Thread.detachNewThread {
          continuation.resume(
            with: Result { try ChromiumPrinter.print(page, by: browser, stop) })
        }
      }
    } onCancel: {
      stop.set()
    }
  }

  private static func print(
    _ page: PaperPage, by browser: String, _ stop: StopSign
  ) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("baodao-print-" + UUID().uuidString)
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    // What is left of a browser that ended badly goes as well.
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in page.files {
      try Data(file.bytes).write(to: folder.appendingPathComponent(file.name))
    }
    let output = folder.appendingPathComponent("page.pdf")
    let code = try ChildProgram.run(
      browser, arguments(folder.path, output.path), in: folder.path,
      seconds: Limits.secondsMax, stop)
    guard let code else { throw Problem(.printFailed, ["reason": "\(Limits.secondsMax) s"]) }
    let size = (try? FileManager.default.attributesOfItem(atPath: output.path))?[.size] as? Int
    guard code == 0, let size, (1...Limits.bytesMax).contains(size) else {
      throw Problem(.printFailed, ["reason": "exit \(code), \(size ?? 0) B"])
    }
    return Array(try Data(contentsOf: output))
  }

  private static func arguments(_ folder: String, _ output: String) -> [String] {
    var words = [
      "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
      "--disable-default-apps", "--no-first-run", "--no-default-browser-check",
      // No name is looked up and no proxy asked: the page is all that there is.
      "--host-resolver-rules=MAP * ~NOTFOUND", "--no-proxy-server",
      "--user-data-dir=" + folder + "/profile", "--no-pdf-header-footer",
      "--print-to-pdf=" + output,
    ]
    // Chromium refuses its sandbox to root, who has none to give up; docs/decisions/0023.
    if geteuid() == 0 { words.append("--no-sandbox") }
    return words + ["file://" + folder + "/page.html"]
  }
}
