import Kernel
import TestKit
import Testing

@Suite struct IdentifierTests {
  private typealias Name = Identifier<IdentifierTests>
  private let noon = Instant(milliseconds: IdentifierSource.epochMilliseconds + 1_000_000)

  private func drawn(_ source: inout IdentifierSource, _ clock: Instant) -> Name {
    source.next(clock)
  }

  @Test func `the text's order is the identifiers' order and it is read back`() {
    var random = Seeded(5)
    var names = (0..<3000).map { _ in Name(rawValue: Int64(random.next() >> 1)) }
    names += [Name(rawValue: 0), Name(rawValue: 1), Name(rawValue: .max)]
    names.sort()
    let texts = names.map(\.text)
    #expect(texts == texts.sorted())
    #expect(texts.allSatisfy { $0.utf8.count == 13 })
    #expect(texts.map { Name($0) } == names)
    #expect(texts.map { Name($0.lowercased()) } == names)
  }

  @Test(arguments: [
    "", "0", "000000000000", "00000000000000", "8000000000000", "ZZZZZZZZZZZZZ", "000000000000I",
    "000000000000L", "000000000000O", "000000000000U", "000000000000-", "00000000000 0",
    "00000000000\u{017F}", "0000000000\u{FB05}", "0000000000\u{FF10}", "000000000000\u{0}",
    "00000000000\u{00DF}", "000000000\u{1F600}",
  ])
  func `a text that no identifier prints is refused`(text: String) {
    #expect(Name(text) == nil)
  }

  @Test func `ten thousand drawn in one millisecond rise and carry into the next`() {
    var source = IdentifierSource(node: 3)
    let names = (0..<20_000).map { _ in drawn(&source, noon) }
    #expect(zip(names, names.dropFirst()).allSatisfy { $0 < $1 })
    let moments = names.map { $0.rawValue >> 21 }
    #expect(moments[8191] == 1_000_000)
    #expect(moments[8192] == 1_000_001)
    #expect(moments[16_384] == 1_000_002)
    #expect(names.allSatisfy { $0.rawValue >> 13 & 255 == 3 })
    #expect(names[8192].rawValue & 0x1FFF == 0)
  }

  @Test func `a clock that goes backwards or stands still gives no identifier twice`() {
    var random = Seeded(6)
    var source = IdentifierSource(node: 0)
    var clock: Int64 = 50_000
    var last = Name(rawValue: 0)
    for _ in 0..<20_000 {
      clock = max(-10_000, clock + Int64(random.number(-20...20)))
      let name = drawn(
        &source, Instant(milliseconds: IdentifierSource.epochMilliseconds + clock))
      #expect(last < name)
      last = name
    }
  }

  @Test func `a source stays above the newest identifier in use`() {
    let newest = Int64(2_000_000) << 21 | 0x1FFF
    var source = IdentifierSource(node: 0, after: newest)
    #expect(drawn(&source, noon).rawValue > newest)
    #expect(drawn(&source, Instant(milliseconds: 0)).rawValue > newest)
  }

  @Test func `two nodes never draw the same identifier`() {
    var first = IdentifierSource(node: 1)
    var second = IdentifierSource(node: 2)
    let names = (0..<9000).flatMap { _ in [drawn(&first, noon), drawn(&second, noon)] }
    #expect(Set(names).count == names.count)
  }
}
