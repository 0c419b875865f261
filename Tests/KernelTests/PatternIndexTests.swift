import TestKit
import Testing

@testable import Kernel

@Suite struct PatternIndexTests {
  /// The same by looking everywhere for everything.
  private func naive(_ patterns: [String], _ text: String) -> Set<PatternIndex.Match> {
    let bytes = Array(text.utf8)
    var found: Set<PatternIndex.Match> = []
    for (index, pattern) in patterns.enumerated() where !pattern.isEmpty {
      let wanted = Array(pattern.utf8)
      guard wanted.count <= bytes.count else { continue }
      for offset in 0...(bytes.count - wanted.count)
      where bytes[offset..<(offset + wanted.count)].elementsEqual(wanted) {
        found.insert(PatternIndex.Match(pattern: index, offset: offset, length: wanted.count))
      }
    }
    return found
  }

  private func text(_ random: inout Seeded, _ letters: [Character], _ most: Int) -> String {
    String((0..<random.number(0...most)).map { _ in letters.randomElement(using: &random) ?? "a" })
  }

  @Test(arguments: ["ab", "abc", "路灯不亮", "aé中\u{1F600}"])
  func `one pass finds what looking everywhere finds, once each, in the order of the ends`(
    alphabet: String
  ) {
    var random = Seeded(12)
    let letters = Array(alphabet)
    for _ in 0..<500 {
      let patterns = (0..<random.number(0...12)).map { _ in text(&random, letters, 5) }
      let message = text(&random, letters, 40)
      let matches = PatternIndex(patterns).matches(in: message)
      #expect(Set(matches) == naive(patterns, message), "\(patterns) in \(message)")
      #expect(matches.count == Set(matches).count)
      let ends = matches.map { $0.offset + $0.length }
      #expect(ends == ends.sorted())
    }
  }

  @Test func `patterns inside patterns and repeated patterns are all found`() {
    let index = PatternIndex(["she", "he", "hers", "his", "he", ""])
    let found = index.matches(in: "ushers").map { "\($0.pattern)@\($0.offset)" }
    #expect(Set(found) == ["0@1", "1@2", "4@2", "2@2"])
    #expect(found.count == 4)
  }

  @Test func `nothing is found in nothing`() {
    #expect(PatternIndex([]).matches(in: "abc").isEmpty)
    #expect(PatternIndex(["a"]).matches(in: "").isEmpty)
    #expect(PatternIndex([""]).matches(in: "abc").isEmpty)
  }
}
