import CZlib

/// Opens a stream of gzip members piece by piece (RFC 1952: members may follow one another).
///
/// A memory-owning object for one task at a time.
// Safe because its owner, one reader of a file, is used by one task alone, and the pointer leaves
// this object for the length of a call only.
final class GunzipStream: @unchecked Sendable {
  private let stream: UnsafeMutablePointer<z_stream>
  /// Whether the last member is complete and nothing of another has come.
  private(set) var isAtEnd = true

  /// What is wrong with the bytes: zlib's code.
  struct Failure: Error, Sendable {
    let code: Int32
  }

  /// Bytes asked of zlib at once.
  private static let pieceBytes = 65_536

  init() throws(Failure) {
    stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    let code = baodao_gunzip_begin(stream)
    guard code == Z_OK else {
      stream.deallocate()
      throw Failure(code: code)
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Takes a piece in and hands on what it holds, in bounded pieces.
  func read(_ bytes: [UInt8], _ body: (ArraySlice<UInt8>) throws -> Void) throws {
    var input = bytes
    var piece = [UInt8](repeating: 0, count: GunzipStream.pieceBytes)
    try input.withUnsafeMutableBufferPointer { input in
      stream.pointee.next_in = input.baseAddress
      stream.pointee.avail_in = uInt(input.count)
      defer { stream.pointee.next_in = nil }
      while true {
        if isAtEnd {
          if stream.pointee.avail_in == 0 { return }
          inflateReset(stream)
          isAtEnd = false
        }
        let code = piece.withUnsafeMutableBufferPointer { piece in
          stream.pointee.next_out = piece.baseAddress
          stream.pointee.avail_out = uInt(piece.count)
          return inflate(stream, Z_NO_FLUSH)
        }
        let made = piece.count - Int(stream.pointee.avail_out)
        stream.pointee.next_out = nil
        if made > 0 { try body(piece[..<made]) }
        if code == Z_STREAM_END {
          isAtEnd = true
        } else if code == Z_BUF_ERROR || (code == Z_OK && made < piece.count) {
          // Everything was taken in, and nothing more comes of it.
          if stream.pointee.avail_in == 0 { return }
        } else if code != Z_OK {
          throw Failure(code: code)
        }
      }
    }
  }
}
