import Foundation
import Kernel
import Testing

@testable import Pack

/// What the authors of packs are told. `BAODAO_RECORD=1` writes the answers anew.
@Suite(.serialized) struct BrokenPackTests {
  @Test(arguments: BrokenPack.all)
  func `a broken pack gets the whole answer that is written down`(_ broken: BrokenPack) throws {
    #expect(broken.missed.isEmpty, "an edit changes nothing")
    let answer = try broken.answer()
    #expect(answer.count > 1, "the pack loads")
    if ProcessInfo.processInfo.environment["BAODAO_RECORD"] == "1" {
      try Data(answer.utf8).write(to: broken.golden)
    }
    let golden = try String(contentsOf: broken.golden, encoding: .utf8)
    #expect(answer == golden)
  }

  @Test(arguments: BrokenPack.all)
  func `every fault has its place in a file of the pack`(_ broken: BrokenPack) throws {
    for fault in try Fixture.faults(broken.pack, broken.files)
    where broken.files.packs.contains(broken.pack) {
      let bytes = broken.files.bytes[fault.place.file]
      let lines = String(decoding: bytes ?? [], as: UTF8.self).split(
        omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      #expect(bytes != nil, "\(fault.place.text)")
      #expect((1...max(1, lines.count)).contains(fault.place.line), "\(fault.place.text)")
      let length = lines.count < fault.place.line ? 0 : lines[fault.place.line - 1].count
      #expect((1...length + 1).contains(fault.place.column), "\(fault.place.text)")
    }
  }

  @Test(arguments: BrokenPack.all)
  func `the word in question stands at the place that is told`(_ broken: BrokenPack) throws {
    let question = /(?:unknown key|found|there is no [a-z ]+) “([^”]+)”$/
    for fault in try Fixture.faults(broken.pack, broken.files) {
      guard let match = fault.text.english.firstMatch(of: question) else { continue }
      let isFile = match.0.contains("file") || match.0.contains("holiday list")
      guard !isFile, let bytes = broken.files.bytes[fault.place.file] else { continue }
      let lines = String(decoding: bytes, as: UTF8.self).split(
        omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      let rest = lines[fault.place.line - 1].dropFirst(fault.place.column - 1)
      #expect(rest.trimmingPrefix("\"").hasPrefix(match.1), "\(fault.line(.english))")
    }
  }

  @Test func `every answer belongs to a broken pack`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: BrokenPack.folder.path())
    let answers = names.filter { $0.hasSuffix(".expected") }.map { String($0.dropLast(9)) }
    #expect(Set(answers) == Set(BrokenPack.all.map(\.name)))
    #expect(answers.count >= 44)
  }

  @Test func `the pack that all of them start from is valid`() throws {
    #expect(try Fixture.faults([:]).map { $0.line(.english) } == [])
  }
}
