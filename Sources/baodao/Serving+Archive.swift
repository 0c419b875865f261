import Archive
import City
import Foundation
import Settings

/// The archive that is written as the city goes on: with it and a backup, any moment comes back.
extension Serving {
  /// Seconds between looks at what was sealed.
  private static let archiveSeconds = 10

  /// Writes what was sealed to the archive's folder, beside all other duties.
  func keepArchive() async {
    // Without a folder there is nothing to do until the server ends.
    let seconds = configuration.archive.isEmpty ? 86_400 : Serving.archiveSeconds
    while !Task.isCancelled {
      await archiveSealed()
      do {
        try await Task.sleep(for: .seconds(seconds))
      } catch {
        return
      }
    }
  }

  func archiveSealed() async {
    if configuration.archive.isEmpty { return }
    await attempt("archive") {
      _ = try await Archiver(folder: configuration.archive).add(city.store)
    }
  }
}
