import Cryptography
import Kernel
import Testing

@testable import Photographs

@Suite struct PhotographTests {
  @Test func `what is no photograph is refused whatever it is called`() {
    let files: [[UInt8]] = [
      [], [0xFF], [0xFF, 0xD8], Array("GIF89a".utf8), Array("%PDF-1.7".utf8),
      Array("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8), Array("RIFF\0\0\0\0WAVE".utf8),
      [0, 0, 0, 24] + Array("ftypheic".utf8), Array("PK\u{3}\u{4}".utf8) + JPEGFile().bytes,
      Array("RIFF".utf8), PNGFile.start.dropLast(),
    ]
    for file in files { #expect(refusal(file) == "photograph.type-unknown") }
  }

  @Test func `the digest is that of the bytes without metadata`() throws {
    let photograph = try Photograph(JPEGFile(head: JPEGFile.secrets).bytes)
    #expect(photograph.digest == Digest.hex(Digest.sha256(photograph.bytes)))
    #expect(photograph.digest.utf8.count == 64)
    #expect(try Photograph(JPEGFile(head: [JPEGFile.jfif]).bytes) == photograph)
  }

  @Test func `what a program wrote is taken and can be read again`() throws {
    for file in WrittenFiles.all {
      let photograph = try Photograph(file)
      #expect(Secrets.found(in: photograph.bytes) == [])
      #expect(try Photograph(photograph.bytes) == photograph)
    }
  }

  @Test func `a file is refused wherever it is cut`() throws {
    for file in WrittenFiles.all + [
      JPEGFile(head: JPEGFile.secrets + [JPEGFile.exif(5)]).bytes,
      PNGFile(head: PNGFile.secrets, tail: PNGFile.secrets).bytes,
      WebPFile.file([WebPTests.extended(0), WebPTests.lossy] + WebPFile.secrets),
    ] {
      let whole = try Photograph(file)
      for length in file.indices {
        #expect(refusal(Array(file.prefix(length))) != nil, "\(whole.kind) cut at \(length)")
      }
      for more in 1...12 {
        #expect(try Photograph(file + Secrets.text.prefix(more)) == whole)
      }
    }
  }

  @Test(arguments: Photograph.Kind.allCases)
  func `a size beyond the limit is refused before anybody unpacks it`(kind: Photograph.Kind) {
    func file(_ width: Int, _ height: Int) -> [UInt8] {
      switch kind {
      case .jpeg: JPEGFile(frame: JPEGFile.frame(width: width, height: height)).bytes
      case .png: PNGFile(header: PNGFile.header(width: width, height: height)).bytes
      case .webP: WebPFile.file([WebPFile.lossy(width: width, height: height)])
      }
    }
    for (width, height) in [(12_000, 4_166), (4_166, 12_000), (12_000, 1), (1, 1)] {
      #expect(refusal(file(width, height)) == nil)
    }
    for (width, height) in [(12_000, 4_167), (12_001, 1), (1, 12_001), (0, 1), (1, 0)] {
      #expect(refusal(file(width, height)) == "photograph.pixels-out-of-range")
    }
  }

  @Test func `a file of too many bytes or parts is refused`() {
    let most = PhotographLimits.bytesMax
    let spare = [UInt8](repeating: 0xFF, count: most - JPEGFile().bytes.count)
    #expect(refusal(JPEGFile(tail: spare).bytes) == nil)
    #expect(refusal(JPEGFile(tail: spare + [0]).bytes) == "photograph.too-large")
    #expect(refusal(JPEGFile.start + spare) == "photograph.damaged")
    let empty = JPEGFile.segment(0xFE, [])
    // Two tables, the frame, the scan and the end are parts too.
    let segments = PhotographLimits.segmentsMax - 5
    #expect(refusal(JPEGFile(head: .init(repeating: empty, count: segments)).bytes) == nil)
    let chunks = PhotographLimits.pngChunksMax - 3
    let text = PNGFile.chunk("tEXt", [])
    #expect(refusal(PNGFile(tail: .init(repeating: text, count: chunks)).bytes) == nil)
    let others = PhotographLimits.webPChunksMax - 1
    let other = WebPFile.chunk("PRVT", [])
    let crowded = [WebPTests.lossy] + [[UInt8]](repeating: other, count: others)
    #expect(refusal(WebPFile.file(crowded)) == nil)
    for file in [
      JPEGFile(head: .init(repeating: empty, count: segments + 1)).bytes,
      JPEGFile(scans: .init(repeating: JPEGFile.scan, count: PhotographLimits.scansMax + 1)).bytes,
      PNGFile(tail: .init(repeating: text, count: chunks + 1)).bytes,
      WebPFile.file(crowded + [other]),
    ] {
      #expect(refusal(file) == "photograph.too-many-parts")
    }
  }
}
