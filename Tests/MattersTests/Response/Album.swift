import City
import Kernel
import Pack
import Photographs
import Store

@testable import Matters

/// Made-up photographs that a city keeps.
struct Album {
  let bureau: Bureau
  let shelf: PhotographShelf

  init(_ bureau: Bureau) {
    self.bureau = bureau
    shelf = PhotographShelf(jurisdiction: bureau.city.pack.jurisdiction)
  }

  /// Takes a photograph in; answers its digest.
  func keep(_ seed: UInt64) async throws -> String {
    let photograph = try Photograph.sample(seed: seed, width: 3, height: 2)
    let shelf = shelf
    let now = try moment("2022-09-05 09:00")
    return try await bureau.hall.store.write { try shelf.keep(photograph, at: now, $0) }
  }

  func code(
    _ seed: UInt64, _ purpose: String, to id: Int64, by actor: Actor = Hall.almighty,
    at time: String = "2022-09-05 10:00"
  ) async throws -> String? {
    let input: JSON = ["digest": .string(try await keep(seed)), "purpose": .string(purpose)]
    return try await bureau.code("AttachPhotograph", on: id, input, by: actor, at: time)
  }

  func attach(_ seed: UInt64, _ purpose: String, to id: Int64) async throws {
    let input: JSON = ["digest": .string(try await keep(seed)), "purpose": .string(purpose)]
    try await bureau.ask("AttachPhotograph", on: id, input, at: "2022-09-05 10:00")
  }
}
