import API
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore

/// Refuses bodies and queries that are too large, whoever reads them afterwards.
struct SizeMiddleware: RouterMiddleware {
  typealias Context = CityRequestContext

  let bodyBytesMax: Int
  /// Most bytes of a photograph, or of a form that may carry some.
  let fileBytesMax: Int
  let queryParametersMax: Int
  /// Most bytes of the address and the headers together.
  let headerBytesMax: Int

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let headerBytes = request.headers.reduce(request.uri.string.utf8.count) {
      $0 + $1.name.rawName.utf8.count + $1.value.utf8.count
    }
    guard headerBytes <= headerBytesMax else {
      throw Problem(.headersTooLarge, ["most": String(headerBytesMax)])
    }
    let separators = request.uri.query?.utf8.count { $0 == UInt8(ascii: "&") } ?? 0
    guard separators < queryParametersMax else {
      throw Problem(
        .fieldInvalid,
        [
          "name": "query", "expected": "≤ \(queryParametersMax)", "found": String(separators + 1),
        ])
    }
    let type = request.headers[.contentType]?.lowercased() ?? ""
    let isFile = type.hasPrefix("image/") || type.hasPrefix("multipart/form-data")
    let bodyBytesMax = isFile ? max(bodyBytesMax, fileBytesMax) : bodyBytesMax
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > bodyBytesMax {
      throw Problem(.bodyTooLarge, ["most": String(bodyBytesMax)])
    }
    var request = request
    request.body = RequestBody(
      asyncSequence: MeasuredBody(body: request.body, bytesMax: bodyBytesMax))
    return try await next(request, context)
  }
}

/// A body that ends with a problem where it goes on for too long.
struct MeasuredBody: AsyncSequence, Sendable {
  typealias Element = ByteBuffer

  let body: RequestBody
  let bytesMax: Int

  struct AsyncIterator: AsyncIteratorProtocol {
    var parts: RequestBody.AsyncIterator
    var left: Int
    let bytesMax: Int

    mutating func next() async throws -> ByteBuffer? {
      guard let part = try await parts.next() else { return nil }
      left -= part.readableBytes
      guard left >= 0 else { throw Problem(.bodyTooLarge, ["most": String(bytesMax)]) }
      return part
    }
  }

  func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(parts: body.makeAsyncIterator(), left: bytesMax, bytesMax: bytesMax)
  }
}
