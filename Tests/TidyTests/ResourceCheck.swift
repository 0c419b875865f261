import Foundation
import TestKit

/// What `bin/resources --check` says: whether the names and hashes of all embedded files are as on
/// disk.
struct ResourceCheck {
  let isFresh: Bool
  let complaint: String

  init(root: URL) throws {
    let process = try ChildProcess(root.appending(path: "bin/resources").path, ["--check"])
    isFresh = process.wait() == 0
    complaint = process.errors
  }
}
