import CZlib
import Housekeeping
import Testing

/// What gunzip makes of bytes, or nil where they are damaged.
func gunzipped(_ bytes: [UInt8]) -> [UInt8]? {
  var stream = z_stream()
  guard baodao_gunzip_begin(&stream) == Z_OK else { return nil }
  defer { inflateEnd(&stream) }
  var (input, output) = (bytes, [UInt8]())
  var piece = [UInt8](repeating: 0, count: 4_096)
  return input.withUnsafeMutableBufferPointer { input -> [UInt8]? in
    stream.next_in = input.baseAddress
    stream.avail_in = uInt(input.count)
    while true {
      let code = piece.withUnsafeMutableBufferPointer { piece in
        stream.next_out = piece.baseAddress
        stream.avail_out = uInt(piece.count)
        return inflate(&stream, Z_NO_FLUSH)
      }
      output += piece[..<(piece.count - Int(stream.avail_out))]
      if code == Z_STREAM_END { return output }
      // What was given out so far is whole, even where the end is missing.
      if code == Z_BUF_ERROR { return output }
      if code != Z_OK { return nil }
    }
  }
}

struct GzipTests {
  private static let text = Array(String(repeating: "报到：群众有呼，部门有应。", count: 5_000).utf8)

  @Test(arguments: [0, 1, 100, 16_384, 65_536, 200_000])
  func `what is compressed at once comes out again`(count: Int) throws {
    let bytes = Array(GzipTests.text.prefix(count))
    #expect(gunzipped(try GzipStream.compressed(bytes)) == bytes)
  }

  @Test func `bytes without any pattern come out again`() throws {
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<100_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    #expect(gunzipped(try GzipStream.compressed(bytes)) == bytes)
  }

  @Test func `a flushed piece can be read before the next comes`() throws {
    let stream = try GzipStream()
    var sent: [UInt8] = []
    for end in [10, 5_000, 40_000, 200_000] {
      let begin = gunzipped(sent)?.count ?? 0
      sent += try stream.write(GzipTests.text[begin..<min(end, GzipTests.text.count)], .all)
      #expect(gunzipped(sent) == Array(GzipTests.text.prefix(end)))
    }
    let kept = try stream.write("kept".utf8, .none)
    #expect(kept.isEmpty)
    sent += try stream.write([], .end)
    #expect(gunzipped(sent)?.suffix(4) == Array("kept".utf8)[...])
    #expect(sent.count < GzipTests.text.count / 20)
  }

  @Test(arguments: [
    ("gzip", true), ("gzip, deflate, br", true), ("GZIP;q=0.5", true), ("*", true),
    ("", false), ("br", false), ("gzip;q=0", false), ("gzip;q=0.0, *;q=1", false),
    ("identity", false), ("gzip;q=0.3, identity;q=0.8", false), ("deflate, *;q=0", false),
    ("gzip;q=nonsense", false), (" gzip ; q=1.0 ", true), (",,;;q=,gzip", true),
  ])
  func `gzip is written where it is taken`(header: String, isTaken: Bool) {
    #expect(AcceptedEncodings.takeGzip(header) == isTaken)
  }
}
