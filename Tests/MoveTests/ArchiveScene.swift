import Archive
import Foundation
import Journal
import Kernel
import Store
import StoreSQLite
import TestKit

/// A town with sealed ranges, and the folder that they are archived in.
struct ArchiveScene {
  let town: Town
  let place: TemporaryFolder
  let folder: String
  private let inside: Removal

  /// - Parameters:
  ///   - rounds: how many seals.
  ///   - hoursBetween: from one seal to the next.
  init(rounds: Int = 4, hoursBetween: Int64 = 0, seed: UInt64 = 1) async throws {
    place = try TemporaryFolder()
    folder = place.path + "/archive"
    inside = Removal(folder)
    town = try await Town(place.path + "/store")
    for round in 0..<rounds {
      try await town.live(6, seed: seed * 100 + UInt64(round))
      town.clock.advance(hoursBetween * 3_600_000)
      try await Sealer.seal(
        town.store,
        at: Town.morning.advanced(
          byMilliseconds: Int64(round) * (hoursBetween * 3_600_000 + 60_000)))
    }
  }

  /// Another range.
  func goOn() async throws {
    try await town.live(5, seed: 77)
    try await Sealer.seal(town.store, at: Town.morning.advanced(byMilliseconds: 3_600_000))
  }

  @discardableResult
  func archive() async throws -> Archiver.Report {
    try await Archiver(folder: folder).add(town.store)
  }

  func sealedEvents() async throws -> Int {
    Int(try await town.store.read(EventReader.lastPosition))
  }

  /// Every file of the archive but its lock.
  func files() throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in names(in: folder) { files[name] = fileBytes(folder + "/" + name) }
    return files
  }

  func write(_ name: String, _ bytes: some Sequence<UInt8>) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + name))
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: folder + "/" + name)
  }
}

/// Removes a folder with what lies in it when nobody needs it any more.
final class Removal: Sendable {
  private let path: String

  init(_ path: String) { self.path = path }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
