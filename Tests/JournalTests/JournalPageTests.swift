import TestKit
import Glibc
import Store
import Testing

@testable import Journal

/// The program in docs/reference/journal.md, which checks a store without us, agrees with the
/// verifier.
@Suite(.enabled(if: system("python3 -c '' 2>/dev/null") == 0, "needs Python 3"))
struct JournalPageTests {
  private func page() throws -> String {
    let path = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
    let file = try #require(fopen(path + "/docs/reference/journal.md", "r"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  /// Whether the program finds a copy of the store sound.
  private func isSound(_ scene: CrimeScene, anchor: String = "") async throws -> Bool {
    let folder = try TemporaryFolder()
    try await scene.bank.store.backup(to: folder.path + "/copy.sqlite")
    let program = try #require(
      try page().split(separator: "```python\n").last?.split(separator: "```").first)
    let file = try #require(fopen(folder.path + "/check.py", "w"))
    fputs(String(program), file)
    fclose(file)
    let place = folder.path
    let command = "python3 \(place)/check.py \(place)/copy.sqlite \(anchor)"
    let status = system(command + " >/dev/null 2>\(place)/copy.sqlite.lock")
    // 256 is exit status 1 of a program that came to its end; a crash writes a traceback.
    let complaints = try #require(fopen(folder.path + "/copy.sqlite.lock", "r"))
    defer { fclose(complaints) }
    #expect(fgetc(complaints) == EOF, "the program itself failed")
    #expect(status == 0 || status == 256)
    return status == 0
  }

  @Test func `it finds sound stores sound`() async throws {
    for sealedEvery in [nil, 1, 6] {
      let scene = try await CrimeScene(31, sealedEvery: sealedEvery)
      #expect(try await isSound(scene))
      let anchor = try await scene.report().anchor
      if sealedEvery == nil { continue }
      #expect(try await isSound(scene, anchor: anchor))
      #expect(try await isSound(scene, anchor: String(anchor.reversed())) == false)
    }
  }

  @Test(arguments: [
    "UPDATE event SET jurisdiction = jurisdiction + 1 WHERE position = 5",
    "UPDATE event SET subject = subject + 1 WHERE position = 5",
    "UPDATE event SET version = version + 100 WHERE position = 5",
    "UPDATE event SET kind = 'matter' WHERE position = 5",
    "UPDATE event SET name = name || 'x' WHERE position = 5",
    "UPDATE event SET at = at + 1 WHERE position = 5",
    "UPDATE event SET recorded = recorded + 1 WHERE position = 5",
    "UPDATE event SET actor = 'person:wang' WHERE position = 5",
    "UPDATE event SET action = 'x' WHERE position = 5",
    "UPDATE event SET pack = '' WHERE position = 5",
    "UPDATE event SET body = body || ' ' WHERE position = 5",
    "UPDATE event SET hash = zeroblob(32) WHERE position = 5",
    "UPDATE event SET position = 1000 WHERE position = 5", "DELETE FROM event WHERE position = 5",
    "DELETE FROM event WHERE position = (SELECT max(position) FROM event)",
    "UPDATE stream SET head = zeroblob(32)", "UPDATE seal SET root = zeroblob(32) WHERE number = 2",
    "UPDATE seal SET sealed = sealed + 1 WHERE number = 4", "DELETE FROM seal WHERE number = 2",
    "UPDATE seal SET last = last - 1 WHERE number = 4",
  ])
  func `it finds what the verifier finds`(crime: String) async throws {
    let scene = try await CrimeScene(31, sealedEvery: 6)
    try await scene.forger.run(crime)
    #expect(try await scene.report().isWhole == false)
    #expect(try await isSound(scene) == false)
  }
}
