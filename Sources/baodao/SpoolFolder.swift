import Foundation
import Journal

/// A folder from which a gateway fetches notices: one JSON file each, named by its position so that
/// a notice that is put twice is one file.
struct SpoolFolder: Destination {
  let folder: String

  init(_ folder: String) { self.folder = folder }

  func deliver(_ item: Outbox.Item) async throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let name = "\(folder)/\(item.position)-\(item.part).json"
    try Data(item.payload.utf8).write(to: URL(fileURLWithPath: name), options: .atomic)
  }
}
