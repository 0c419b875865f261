import Kernel
import Testing

@testable import Photographs

@Suite struct WebPTests {
  static let lossy = WebPFile.lossy(width: 20, height: 10)
  static let lossless = WebPFile.lossless(width: 20, height: 10, hasAlpha: true)
  static let alpha = WebPFile.chunk("ALPH", [0, 1, 2])
  static let profile = WebPFile.chunk("ICCP", JPEGFile.anyProfile)

  static func extended(_ flags: UInt8) -> [UInt8] {
    WebPFile.extended(flags, width: 20, height: 10)
  }

  @Test func `nothing that was hidden in a WebP file survives`() throws {
    let file = WebPFile.file(
      [Self.extended(0xFF & ~0x02), Self.profile] + WebPFile.secrets + [Self.alpha, Self.lossy]
        + WebPFile.secrets, after: Secrets.text)
    let photograph = try Photograph(file)
    let plain = WebPFile.file([Self.extended(0x30), Self.profile, Self.alpha, Self.lossy])
    #expect(photograph.bytes == plain)
    #expect(Secrets.found(in: photograph.bytes) == [])
    #expect(photograph.kind == .webP && photograph.kind.mediaType == "image/webp")
    #expect(photograph.width == 20 && photograph.height == 10)
  }

  @Test func `a simple file stays as it is`() throws {
    for image in [Self.lossy, Self.lossless] {
      let plain = WebPFile.file([image])
      #expect(try Photograph(plain).bytes == plain)
      let file = WebPFile.file([image, Self.alpha, Self.profile] + WebPFile.secrets)
      #expect(try Photograph(file).bytes == plain)
      #expect(try Photograph(file).width == 20)
      #expect(try Photograph(file).height == 10)
    }
  }

  @Test func `the flags say what is there`() throws {
    let cases: [(flags: UInt8, chunks: [[UInt8]])] = [
      (0x00, [Self.lossy]), (0x10, [Self.alpha, Self.lossy]), (0x20, [Self.profile, Self.lossy]),
      (0x10, [Self.lossless]), (0x00, [WebPFile.lossless(width: 20, height: 10, hasAlpha: false)]),
    ]
    for item in cases {
      let expected = WebPFile.file([Self.extended(item.flags)] + item.chunks)
      for flags in [0, 0x3C, 0xC1] as [UInt8] {
        let file = WebPFile.file([Self.extended(flags)] + item.chunks)
        #expect(try Photograph(file).bytes == expected)
      }
    }
  }

  @Test func `a padding byte that is missing at the end is put there`() throws {
    let file = WebPFile.file([Array(Self.lossy.dropLast())])
    #expect(try Photograph(file).bytes == WebPFile.file([Self.lossy]))
  }

  @Test func `what a written file shows is the same before and after`() throws {
    for (name, file) in [
      ("VP8 ", WrittenFiles.lossyWebP), ("ALPH", WrittenFiles.alphaWebP),
      ("VP8 ", WrittenFiles.alphaWebP), ("VP8L", WrittenFiles.losslessWebP),
    ] {
      let before = try #require(file.firstRange(of: Array(name.utf8))).lowerBound
      let photograph = try Photograph(file)
      let after = try #require(photograph.bytes.firstRange(of: Array(name.utf8))).lowerBound
      let length = 8 + file[(before + 4)..<(before + 8)].reversed().reduce(0) { $0 << 8 | Int($1) }
      #expect(file[before...].prefix(length) == photograph.bytes[after...].prefix(length))
      #expect(photograph.width == 17 && photograph.height == 9)
    }
  }

  @Test func `a moving picture is refused as such`() {
    #expect(refusal(WrittenFiles.movingWebP) == "photograph.form-unknown")
    let frame = WebPFile.chunk("ANMF", [0])
    let file = WebPFile.file([Self.extended(0), frame, Self.lossy])
    #expect(refusal(file) == "photograph.form-unknown")
  }

  static let damaged: [(name: String, file: [UInt8])] = [
    ("no chunk", WebPFile.file([])),
    ("no picture", WebPFile.file([extended(0)])),
    ("two pictures", WebPFile.file([lossy, lossy])),
    ("another chunk first", WebPFile.file([WebPFile.secrets[0], lossy])),
    ("another size outside", WebPFile.file([WebPFile.extended(0, width: 21, height: 10), lossy])),
    ("an outer header that comes late", WebPFile.file([lossy, extended(0)])),
    ("a short outer header", WebPFile.file([WebPFile.chunk("VP8X", [0]), lossy])),
    ("a length beyond the end", WebPFile.file([Array("VP8 ".utf8) + [255, 255, 255, 255, 1]])),
    ("a container beyond the end", Array(WebPFile.file([lossy]).dropLast())),
    ("half a chunk", WebPFile.file([lossy, [1, 2, 3]])),
    ("no key frame", WebPFile.file([WebPFile.chunk("VP8 ", [0x51] + lossy[9...])])),
    ("a wrong mark", WebPFile.file([WebPFile.chunk("VP8L", [0x2E, 0, 0, 0, 0, 1])])),
    ("another version", WebPFile.file([WebPFile.chunk("VP8L", [0x2F, 0, 0, 0, 0x20, 1])])),
  ]

  @Test(arguments: damaged.map(\.name))
  func `a damaged WebP file is refused`(name: String) throws {
    let file = try #require(Self.damaged.first { $0.name == name }).file
    #expect(refusal(file) == "photograph.damaged")
  }
}
