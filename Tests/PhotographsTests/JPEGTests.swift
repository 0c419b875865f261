import Kernel
import Testing

@testable import Photographs

@Suite struct JPEGTests {
  @Test func `nothing that was hidden in a JPEG file survives`() throws {
    let file = JPEGFile(
      head: JPEGFile.secrets + [JPEGFile.exif(6)], scans: [JPEGFile.scan] + JPEGFile.secrets,
      tail: Secrets.text + JPEGFile().bytes)
    #expect(Secrets.found(in: file.bytes) == Secrets.words)
    let photograph = try Photograph(file.bytes)
    #expect(Secrets.found(in: photograph.bytes) == [])
    let expected = JPEGFile(head: [JPEGFile.jfif, JPEGFile.plainExif(6)]).bytes
    #expect(photograph.bytes == expected)
    #expect(photograph.kind == .jpeg && photograph.kind.mediaType == "image/jpeg")
    #expect(photograph.width == 8 && photograph.height == 8)
  }

  @Test func `a file without metadata stays as it is`() throws {
    for head in [[], [JPEGFile.jfif], [JPEGFile.adobe(1)], [JPEGFile.plainExif(8)]] {
      let bytes = JPEGFile(head: head).bytes
      #expect(try Photograph(bytes).bytes == bytes)
    }
  }

  @Test(arguments: [true, false], 0...9)
  func `an orientation is kept where it turns the picture`(isBig: Bool, number: Int) throws {
    let bytes = try Photograph(JPEGFile(head: [JPEGFile.exif(number, isBig: isBig)]).bytes).bytes
    let kept = (2...8).contains(number) ? [JPEGFile.plainExif(UInt8(number))] : []
    #expect(bytes == JPEGFile(head: kept).bytes)
  }

  @Test func `an orientation of another type, and one in a second Exif segment, go`() throws {
    let heads = [
      [JPEGFile.exif(6, type: 4)], [JPEGFile.exif(1), JPEGFile.exif(6)],
      [JPEGFile.segment(0xE1, Array("Exif\0\0MM\0*".utf8) + [0xFF, 0xFF, 0xFF, 0xFF])],
      [JPEGFile.segment(0xE1, Array("Exif\0\0MM\0*".utf8) + [0, 0, 0, 8, 0xFF, 0xFF, 1, 18])],
    ]
    for head in heads {
      #expect(try Photograph(JPEGFile(head: head).bytes).bytes == JPEGFile().bytes)
    }
  }

  @Test func `a colour profile in pieces is put together`() throws {
    let profile = JPEGFile.anyProfile
    let pieces = [
      JPEGFile.profile(profile.dropFirst(90) + Secrets.text, 2, of: 2), JPEGFile.adobe(1),
      JPEGFile.profile(profile.prefix(90), 1, of: 2),
    ]
    let bytes = try Photograph(JPEGFile(head: pieces).bytes).bytes
    let whole = [JPEGFile.adobe(1), JPEGFile.profile(profile, 1, of: 1)]
    #expect(bytes == JPEGFile(head: whole).bytes)
    let broken = [pieces[0], JPEGFile.profile(Secrets.text, 1, of: 2)]
    for head in [broken, [pieces[0]], [pieces[2]], [pieces[2], pieces[2], pieces[0]]] {
      #expect(try Photograph(JPEGFile(head: head).bytes).bytes == JPEGFile().bytes)
    }
  }

  @Test func `packed pixels stay bit for bit, fill bytes go`() throws {
    let packed: [UInt8] = [1, 0xFF, 0, 2, 0xFF, 0xD0, 3, 0xFF, 0xFF, 0, 4, 0xFF, 0xD7, 5]
    let scan = JPEGFile.segment(0xDA, [1, 1, 0, 0, 63, 0]) + packed
    let scans = [
      scan, JPEGFile.huffman, JPEGFile.segment(0xDD, [0, 1]), JPEGFile.quantization, scan,
    ]
    let plain = JPEGFile(frame: JPEGFile.frame(0xC2, width: 8, height: 8), scans: scans.map { $0 })
    // A progressive scan brings the mean alone.
    let bytes = plain.bytes.replacing([0, 63, 0] as [UInt8], with: [0, 0, 0])
    #expect(try Photograph(bytes).bytes == bytes)
    let filled = bytes.replacing([5, 0xFF], with: [5, 0xFF, 0xFF, 0xFF, 0xFF])
    #expect(filled.count == bytes.count + 6)
    #expect(try Photograph(filled).bytes == bytes)
  }

  @Test func `what a written file shows is the same before and after`() throws {
    for file in [WrittenFiles.progressiveJPEG, WrittenFiles.greyJPEG, WrittenFiles.cmykJPEG] {
      let before = try #require(file.firstRange(of: [0xFF, 0xDB]))
      let photograph = try Photograph(file)
      let after = try #require(photograph.bytes.firstRange(of: [0xFF, 0xDB]))
      // The comment stands before the tables in these files.
      #expect(file[before.lowerBound...] == photograph.bytes[after.lowerBound...])
      #expect(photograph.width == 17 && photograph.height == 9)
    }
    #expect(try Photograph(WrittenFiles.greyJPEG).bytes.contains(JPEGFile.plainExif(8)))
    #expect(try Photograph(WrittenFiles.cmykJPEG).bytes.contains(Array("Adobe".utf8)))
  }
}
