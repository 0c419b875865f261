import CZlib

/// Compresses a stream of bytes piece by piece.
///
/// A memory-owning object for one task at a time.
// Safe because its owner, the writer of one answer's body, is used by one task alone, and the
// pointer leaves this object for the length of a call only.
public final class GzipStream: @unchecked Sendable {
  private let stream: UnsafeMutablePointer<z_stream>

  /// What fails when there is no memory for a stream.
  public struct Failure: Error, Sendable {
    public let code: Int32
  }

  /// How hard zlib tries: most of the gain at a third of the time of 6.
  static let level: Int32 = 4
  /// Bytes asked of zlib at once.
  private static let pieceBytes = 16_384

  public init() throws(Failure) {
    stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    let code = baodao_gzip_begin(stream, GzipStream.level)
    guard code == Z_OK else {
      stream.deallocate()
      throw Failure(code: code)
    }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  /// What to do once a piece is taken in.
  public enum Flush: Sendable {
    /// Keep back what compresses better with more.
    case none
    /// Give out everything so far, so that the reader is not kept waiting.
    case all
    /// That was the last piece.
    case end

    var code: Int32 {
      switch self {
      case .none: Z_NO_FLUSH
      case .all: Z_SYNC_FLUSH
      case .end: Z_FINISH
      }
    }
  }

  /// Takes a piece in and answers what is ready to go out, perhaps nothing.
  public func write(_ bytes: some Sequence<UInt8>, _ flush: Flush) throws(Failure) -> [UInt8] {
    var input = Array(bytes)
    var output: [UInt8] = []
    let code = input.withUnsafeMutableBufferPointer { input -> Int32 in
      stream.pointee.next_in = input.baseAddress
      stream.pointee.avail_in = uInt(input.count)
      defer { stream.pointee.next_in = nil }
      var piece = [UInt8](repeating: 0, count: GzipStream.pieceBytes)
      while true {
        let code = piece.withUnsafeMutableBufferPointer { piece in
          stream.pointee.next_out = piece.baseAddress
          stream.pointee.avail_out = uInt(piece.count)
          return deflate(stream, flush.code)
        }
        output += piece[..<(piece.count - Int(stream.pointee.avail_out))]
        stream.pointee.next_out = nil
        if code == Z_STREAM_END { return Z_OK }
        // No progress is no fault: everything had gone out already.
        if code == Z_BUF_ERROR { return Z_OK }
        if code != Z_OK { return code }
        if stream.pointee.avail_out > 0, flush != .end { return Z_OK }
      }
    }
    guard code == Z_OK else { throw Failure(code: code) }
    return output
  }

  /// A whole text at once.
  public static func compressed(_ bytes: some Sequence<UInt8>) throws(Failure) -> [UInt8] {
    try GzipStream().write(bytes, .end)
  }
}
