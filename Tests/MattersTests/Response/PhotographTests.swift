import Journal
import Kernel
import Pack
import Photographs
import Store
import Testing

@testable import Matters

/// Photographs of a matter, kept beside the journal under their digests.
@Suite struct PhotographTests {
  @Test func `the shelf keeps each photograph once and gives its bytes back`() async throws {
    let bureau = try await Bureau()
    let album = Album(bureau)
    let digest = try await album.keep(1)
    #expect(try await album.keep(1) == digest)
    #expect(try await album.keep(2) != digest)
    let photograph = try Photograph.sample(seed: 1, width: 3, height: 2)
    let shelf = album.shelf
    let other = PhotographShelf(jurisdiction: 1)
    try await bureau.hall.store.read { reader in
      let kept = try reader.rows("SELECT digest FROM photograph", [])
      #expect(kept.count == 2)
      let bytes = try shelf.bytes(digest, reader)
      #expect(bytes == photograph.bytes)
      let none = try shelf.bytes("00", reader)
      #expect(none == nil)
      let elsewhere = try other.bytes(digest, reader)
      #expect(elsewhere == nil)
    }
  }

  @Test func `only a photograph that was taken in is attached, once for each purpose`()
    async throws
  {
    let bureau = try await Bureau()
    let album = Album(bureau)
    let id = try await bureau.hall.receive()
    let unknown: JSON = ["digest": "00", "purpose": "before"]
    let missing = try await bureau.code(
      "AttachPhotograph", on: id, unknown, at: "2022-09-05 10:00")
    #expect(missing == "matter.photograph-unknown")
    #expect(try await album.code(1, "before", to: id) == nil)
    #expect(try await album.code(1, "before", to: id) == "request.nothing-to-do")
    #expect(try await album.code(1, "after", to: id) == nil)
    #expect(try await album.code(1, "during", to: id) == "request.field-invalid")
    let photographs = try await bureau.matter(id).parts.photographs
    #expect(photographs.map(\.number) == [1, 2])
    #expect(photographs.map(\.mediaType) == ["image/png", "image/png"])
    #expect(photographs.map(\.round) == [1, 1])
  }

  @Test func `a matter has no more photographs than the pack allows`() async throws {
    let bureau = try await Bureau(
      try TestPack.changed(["photographs: 12": "photographs: 2"]))
    let album = Album(bureau)
    let id = try await bureau.hall.receive()
    #expect(try await album.code(1, "before", to: id) == nil)
    #expect(try await album.code(2, "before", to: id) == nil)
    #expect(try await album.code(3, "before", to: id) == "matter.photographs-too-many")
    #expect(try await bureau.matter(id).parts.photographs.count == 2)
  }

  @Test func `a kind that says nothing of photographs has twelve`() async throws {
    let whistle = try await Whistle(try await Bureau())
    let album = Album(whistle.bureau)
    for seed in 1...12 as ClosedRange<UInt64> {
      #expect(try await album.code(seed, "before", to: whistle.id) == nil)
    }
    let code = try await album.code(13, "before", to: whistle.id)
    #expect(code == "matter.photographs-too-many")
  }

  @Test func `the person adds photographs, strangers do not, and none after the end`()
    async throws
  {
    let bureau = try await Bureau()
    let album = Album(bureau)
    let id = try await bureau.hall.receive()
    let caller = Actor(
      id: MatterEngine.callerID(of: id), name: "",
      grants: [
        Grant(
          role: "resident", permissions: ["matter.attach"], unit: nil, areas: [], onlyOwnUnit: true)
      ])
    let stranger = Actor(id: "resident:李秀英", name: "", grants: caller.grants)
    #expect(try await album.code(1, "before", to: id, by: stranger) == "request.out-of-scope")
    #expect(try await album.code(1, "before", to: id, by: caller) == nil)
    try await bureau.ask("AnswerMatter", on: id, ["reply": "已修"], at: "2022-09-05 11:00")
    let time = "2022-09-05 12:00"
    #expect(try await album.code(2, "after", to: id, at: time) == nil)
    try await bureau.ask("CloseMatter", on: id, ["outcome": "solved"], at: time)
    #expect(try await album.code(3, "after", to: id, at: time) == "matter.step-impossible")
  }
}
