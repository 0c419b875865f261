import Kernel
import Testing

@testable import Photographs

@Suite struct PNGTests {
  @Test func `nothing that was hidden in a PNG file survives`() throws {
    let secrets = PNGFile.secrets
    let file = PNGFile(head: secrets, tail: secrets, after: Secrets.text + PNGFile().bytes).bytes
    #expect(Set(Secrets.found(in: file)).isSuperset(of: ["SECRET", "<script>"]))
    let photograph = try Photograph(file)
    #expect(photograph.bytes == PNGFile().bytes)
    #expect(photograph.kind == .png && photograph.kind.mediaType == "image/png")
    #expect(photograph.width == 3 && photograph.height == 2)
  }

  @Test func `what colours need stays bit for bit`() throws {
    let head = [
      PNGFile.chunk("gAMA", [0, 0, 177, 143]),
      PNGFile.chunk("cHRM", [UInt8](repeating: 1, count: 32)), PNGFile.chunk("sRGB", [0]),
      PNGFile.chunk("sBIT", [8, 8, 8]), PNGFile.chunk("bKGD", [0, 1, 0, 2, 0, 3]),
      PNGFile.chunk("tRNS", [0, 1, 0, 2, 0, 3]),
      PNGFile.chunk("pHYs", [0, 0, 1, 0, 0, 0, 1, 0, 1]),
    ]
    let image = [
      PNGFile.chunk("IDAT", Array(PNGFile.packed.prefix(5))), PNGFile.chunk("IDAT", []),
      PNGFile.chunk("IDAT", Array(PNGFile.packed.dropFirst(5))),
    ]
    let bytes = PNGFile(head: head, image: image).bytes
    #expect(try Photograph(bytes).bytes == bytes)
    let crowded = PNGFile(
      head: head + head, image: [PNGFile.secrets[0]] + image, tail: head + PNGFile.secrets)
    #expect(try Photograph(crowded.bytes).bytes == bytes)
  }

  @Test func `a chunk that is longer than its colours need goes`() throws {
    for name in ["gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "tRNS", "pHYs", "iCCP"] {
      let file = PNGFile(head: [PNGFile.chunk(name, Secrets.text)])
      #expect(try Photograph(file.bytes).bytes == PNGFile().bytes)
    }
  }

  @Test func `a colour profile loses its name`() throws {
    let packed = [UInt8](repeating: 3, count: 20)
    let file = PNGFile(head: [PNGFile.chunk("iCCP", Array("SECRET\0\0".utf8) + packed)])
    let plain = PNGFile(head: [PNGFile.chunk("iCCP", Array("ICC\0\0".utf8) + packed)])
    #expect(try Photograph(file.bytes).bytes == plain.bytes)
    #expect(try Photograph(plain.bytes).bytes == plain.bytes)
  }

  @Test func `a palette and its transparency stay`() throws {
    let photograph = try Photograph(WrittenFiles.palettePNG)
    let exif = try #require(WrittenFiles.palettePNG.firstRange(of: Array("eXIf".utf8)))
    let pixels = try #require(WrittenFiles.palettePNG.firstRange(of: Array("IDAT".utf8)))
    // The chunk goes from its length before the name up to the length of the next.
    var expected = WrittenFiles.palettePNG
    expected.removeSubrange(exif.lowerBound - 4..<pixels.lowerBound - 4)
    #expect(photograph.bytes == expected)
    for name in ["PLTE", "tRNS"] { #expect(expected.contains(Array(name.utf8))) }
  }

  static func header(_ depth: UInt8 = 8, _ colour: UInt8 = 2, _ interlace: UInt8 = 0) -> [UInt8] {
    let header = PNGFile.header(
      width: 3, height: 2, depth: depth, colour: colour, interlace: interlace)
    return PNGFile(header: header).bytes
  }

  static let damaged: [(name: String, file: [UInt8])] = [
    ("nothing but a signature", PNGFile.start),
    ("no header", PNGFile(header: []).bytes),
    ("two headers", PNGFile(head: [PNGFile.header]).bytes),
    ("another chunk first", PNGFile(header: PNGFile.secrets[0] + PNGFile.header).bytes),
    ("no pixels", PNGFile(image: []).bytes),
    ("too few pixels", PNGFile(image: [PNGFile.chunk("IDAT", [0x78, 1])]).bytes),
    ("pixels in two places", PNGFile(tail: [PNGFile.secrets[0], PNGFile().image[0]]).bytes),
    ("a palette after the pixels", PNGFile(tail: [PNGFile.chunk("PLTE", [1, 2, 3])]).bytes),
    ("a palette of half colours", PNGFile(head: [PNGFile.chunk("PLTE", [1, 2])]).bytes),
    ("no palette", header(8, 3)),
    ("an unknown critical chunk", PNGFile(head: [PNGFile.chunk("CgBI", [1])]).bytes),
    ("a name that is none", PNGFile(head: [PNGFile.chunk("a b1", [])]).bytes),
    ("a wrong sum", PNGFile(head: [PNGFile.chunk("tEXt", [1]).dropLast() + [0]]).bytes),
    ("a length beyond the end", PNGFile(head: [[0x7F, 255, 255, 255, 73, 68, 65, 84]]).bytes),
    ("an odd depth", header(7)),
    ("another colour's depth", header(4)),
    ("an odd colour", header(8, 5)),
    ("an odd order", header(8, 2, 2)),
  ]

  @Test(arguments: damaged.map(\.name))
  func `a damaged PNG file is refused`(name: String) throws {
    let file = try #require(Self.damaged.first { $0.name == name }).file
    #expect(refusal(file) == "photograph.damaged")
  }
}
