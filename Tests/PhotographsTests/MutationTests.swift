import Testing

@testable import Photographs

/// Whatever becomes of a file on its way, reading it ends with a photograph or a refusal.
@Suite struct MutationTests {
  static let files =
    WrittenFiles.all + [
      WrittenFiles.movingWebP, JPEGFile(head: JPEGFile.secrets + [JPEGFile.exif(6)]).bytes,
      JPEGFile(
        head: [
          JPEGFile.profile(JPEGFile.anyProfile.prefix(90), 1, of: 2), JPEGFile.adobe(1),
          JPEGFile.profile(JPEGFile.anyProfile.dropFirst(90), 2, of: 2),
        ]
      ).bytes,
      PNGFile(head: PNGFile.secrets + [PNGFile.chunk("gAMA", [0, 0, 1, 1])]).bytes,
      WebPFile.file([
        WebPTests.extended(0x3C), WebPTests.profile, WebPTests.alpha, WebPTests.lossy,
        WebPFile.secrets[0],
      ]),
    ]

  static let borders: [UInt8] = [0, 1, 0x7F, 0x80, 0xFE, 0xFF, 0xD8, 0xDA]

  /// One to four changes of one byte, a cut, an insertion, a repetition, or a number at its limit.
  static func mutated(_ file: [UInt8], _ random: inout Seeded) -> [UInt8] {
    var bytes = file
    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
      let at = Int.random(in: 0..<bytes.count, using: &random)
      let some = at..<min(bytes.count, at + Int.random(in: 1...40, using: &random))
      switch Int.random(in: 0..<8, using: &random) {
      case 0, 1: bytes[at] ^= 1 << UInt8.random(in: 0...7, using: &random)
      case 2: bytes[at] = UInt8.random(in: .min ... .max, using: &random)
      case 3: bytes[at] = borders.randomElement(using: &random) ?? 0
      case 4: bytes.removeSubrange(some)
      case 5: bytes.insert(contentsOf: bytes[some], at: at)
      case 6:
        let noise = some.map { _ in UInt8.random(in: .min ... .max, using: &random) }
        bytes.insert(contentsOf: noise, at: at)
      default: bytes.removeLast(bytes.count - at)
      }
    }
    return bytes
  }

  /// - Returns: whether the bytes are a photograph; if so, it was read again and stayed the same.
  static func isTaken(_ bytes: [UInt8]) -> Bool {
    guard let photograph = try? Photograph(bytes) else { return false }
    #expect((try? Photograph(photograph.bytes)) == photograph, "\(bytes)")
    return true
  }

  @Test(arguments: UInt64(1)...10)
  func `thirty thousand changed files never crash, and those taken can be read again`(
    seed: UInt64
  ) throws {
    var random = Seeded(seed)
    var taken = 0
    for round in 0..<3_000 {
      let file = try #require(Self.files.randomElement(using: &random))
      var bytes = Self.mutated(file, &random)
      if round % 2 == 0, bytes.starts(with: PNGFile.start) { bytes = PNGFile.repaired(bytes) }
      if Self.isTaken(bytes) { taken += 1 }
    }
    // A tenth is far below what a sound reader takes; none would mean that nothing was tried.
    #expect(taken > 300)
  }

  @Test func `random bytes after each beginning never crash`() {
    var random = Seeded(99)
    let starts: [[UInt8]] = [
      [], JPEGFile.start,
      JPEGFile.start + JPEGFile.quantization + JPEGFile.huffman + JPEGFile.frame,
      PNGFile.start, PNGFile.start + PNGFile.header, Array("RIFF".utf8), WebPFile.file([]),
      Array("RIFF".utf8) + [200, 0, 0, 0] + Array("WEBPVP8X".utf8),
    ]
    for round in 0..<8_000 {
      // Every other byte begins a marker.
      let noise = (0..<Int.random(in: 0...300, using: &random)).map { _ in
        Bool.random(using: &random) ? 0xFF : UInt8.random(in: .min ... .max, using: &random)
      }
      _ = Self.isTaken(starts[round % starts.count] + noise)
    }
  }
}
