import Testing

@testable import Photographs

@Suite struct SampleTests {
  @Test func `a sample has its size, and its colour from the seed`() throws {
    for (width, height) in [(1, 1), (8, 3), (9, 70), (4_000, 3_000)] {
      let sample = try Photograph.sample(seed: 1, width: width, height: height)
      #expect(sample.kind == .png && sample.width == width && sample.height == height)
      #expect(try Photograph(sample.bytes) == sample)
      #expect(try Photograph.sample(seed: 1, width: width, height: height) == sample)
      #expect(try Photograph.sample(seed: 2, width: width, height: height) != sample)
    }
    #expect(throws: (any Error).self) { try Photograph.sample(seed: 1, width: 0, height: 1) }
    #expect(throws: (any Error).self) { try Photograph.sample(seed: 1, width: .max, height: .max) }
  }

  @Test func `the largest sample can be read`() throws {
    #expect(try Photograph.sample(seed: .max, width: 12_000, height: 4_166).width == 12_000)
  }

  @Test func `the sums are those that the standards give`() {
    #expect(Checksums.crc32(Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(Checksums.crc32(Array("IEND".utf8)) == 0xAE42_6082)
    #expect(Checksums.adler32(Array("Wikipedia".utf8)) == 0x11E6_0398)
  }
}
