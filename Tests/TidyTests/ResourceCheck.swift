import Foundation

/// What `bin/resources --check` says: whether the names and hashes of all embedded files are as on
/// disk.
struct ResourceCheck {
  let isFresh: Bool
  let complaint: String

  init(root: URL) throws {
    let process = Process()
    process.executableURL = root.appending(path: "bin/resources")
    process.arguments = ["--check"]
    let pipe = Pipe()
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    isFresh = process.terminationStatus == 0
    complaint = String(decoding: output, as: UTF8.self)
  }
}
