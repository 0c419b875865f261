import HTTPTypes
import Housekeeping
import Hummingbird
import NIOCore
import Synchronization

/// Writes answers as gzip where that saves something and the client takes it.
///
/// The compressed answer is another representation, so its entity tag bears a suffix, which is
/// taken off again where the client shows the tag.
struct CompressionMiddleware: RouterMiddleware {
  typealias Context = CityRequestContext

  let bytesMin: Int

  private static let suffix = "-gzip\""
  /// Most bytes that are compressed at once, so that the answer has a length.
  private static let wholeBytesMax = 1 << 20

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let (plain, hadSuffix) = Self.withPlainTags(request)
    var response = try await next(plain, context)
    if response.status == .notModified {
      if hadSuffix { Self.markTag(of: &response) }
      response.headers.append(HTTPField(name: .vary, value: "Accept-Encoding"))
      return response
    }
    guard request.method != .head,
      response.status.kind == .successful || response.status.code >= 400,
      response.status != .noContent, response.status != .partialContent,
      response.headers[.contentEncoding] == nil, Self.isWorthwhile(response.headers[.contentType])
    else { return response }
    response.headers.append(HTTPField(name: .vary, value: "Accept-Encoding"))
    guard AcceptedEncodings.takeGzip(request.headers[.acceptEncoding] ?? "") else {
      return response
    }
    let length = response.body.contentLength
    if let length, length < bytesMin { return response }
    let body = response.body
    if let length, length <= Self.wholeBytesMax {
      let collector = CollectingWriter()
      try await body.write(collector)
      let bytes = try GzipStream.compressed(collector.bytes.withLock { $0 })
      response.body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    } else {
      response.body = ResponseBody { writer in
        try await body.write(GzipWriter(parent: writer, stream: try GzipStream()))
      }
      response.headers[.contentLength] = nil
    }
    response.headers[.contentEncoding] = "gzip"
    Self.markTag(of: &response)
    return response
  }

  /// Texts. Live events are left alone: they must not wait for one another.
  private static func isWorthwhile(_ type: String?) -> Bool {
    guard let type = type?.split(separator: ";").first?.lowercased() else { return false }
    if type.hasPrefix("text/event-stream") { return false }
    return type.hasPrefix("text/") || type.hasSuffix("+json") || type.hasSuffix("+xml")
      || type.hasSuffix("json") || type == "application/xml" || type == "application/jsonl"
      || type == "application/x-ndjson" || type == "application/javascript"
  }

  private static func markTag(of response: inout Response) {
    guard let tag = response.headers[.eTag], tag.hasPrefix("\""), tag.hasSuffix("\""),
      tag.count >= 2, !tag.hasSuffix(suffix)
    else { return }
    response.headers[.eTag] = tag.dropLast() + suffix
  }

  /// The request with the tags that the program itself gave.
  private static func withPlainTags(_ request: Request) -> (Request, hadSuffix: Bool) {
    var head = request.head
    var hadSuffix = false
    for name in [HTTPField.Name.ifMatch, .ifNoneMatch] {
      guard let value = head.headerFields[name], value.contains(suffix) else { continue }
      hadSuffix = true
      head.headerFields[name] = value.replacing(suffix, with: "\"")
    }
    return hadSuffix ? (Request(head: head, body: request.body), true) : (request, false)
  }
}

/// Keeps what is written.
struct CollectingWriter: ResponseBodyWriter {
  /// A box, since writers are copied on their way.
  final class Bytes: Sendable {
    private let bytes = Mutex<[UInt8]>([])
    func withLock<Answer: Sendable>(_ body: (inout sending [UInt8]) -> sending Answer) -> Answer {
      bytes.withLock(body)
    }
  }

  let bytes = Bytes()

  mutating func write(_ buffer: ByteBuffer) async throws {
    bytes.withLock { $0.append(contentsOf: buffer.readableBytesView) }
  }

  consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

/// Compresses what is written, and hands it on often enough that nobody waits.
struct GzipWriter: ResponseBodyWriter {
  var parent: any ResponseBodyWriter
  let stream: GzipStream
  private var keptBytes = 0

  /// Bytes taken in after which what is ready is given out.
  private static let flushBytes = 32_768

  init(parent: any ResponseBodyWriter, stream: GzipStream) {
    self.parent = parent
    self.stream = stream
  }

  mutating func write(_ buffer: ByteBuffer) async throws {
    keptBytes += buffer.readableBytes
    let isFull = keptBytes >= GzipWriter.flushBytes
    if isFull { keptBytes = 0 }
    let ready = try stream.write(buffer.readableBytesView, isFull ? .all : .none)
    if !ready.isEmpty { try await parent.write(ByteBuffer(bytes: ready)) }
  }

  consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
    try await parent.write(ByteBuffer(bytes: try stream.write([], .end)))
    try await parent.finish(trailingHeaders)
  }
}
