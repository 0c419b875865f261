import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOEmbedded
import Server
import Synchronization

/// Sends requests straight to a server's router, without a socket.
struct RouterClient {
  let server: CityServer
  /// The host that the request names.
  var authority = "localhost"

  /// What came back.
  struct Answer {
    let status: Int
    let headers: HTTPFields
    let body: String
  }

  func get(_ path: String, _ headers: HTTPFields = HTTPFields()) async throws -> Answer {
    try await ask(.get, path, headers)
  }

  func ask(
    _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = HTTPFields(),
    _ body: String = ""
  ) async throws -> Answer {
    let answer = try await send(method, path, headers, Array(body.utf8))
    return Answer(
      status: answer.status, headers: answer.headers,
      body: String(decoding: answer.bytes, as: UTF8.self))
  }

  /// What came back, as bytes.
  struct Bytes {
    let status: Int
    let headers: HTTPFields
    let bytes: [UInt8]
  }

  func send(
    _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: [UInt8]
  ) async throws -> Bytes {
    let request = Request(
      head: HTTPRequest(
        method: method, scheme: "http", authority: authority, path: path, headerFields: headers),
      body: RequestBody(buffer: ByteBuffer(bytes: body)))
    let context = CityRequestContext(
      source: ApplicationRequestContextSource(
        channel: NIOAsyncTestingChannel(), logger: Logger(label: "test")))
    let response = try await server.router().buildResponder().respond(
      to: request, context: context)
    let collected = Collected()
    try await response.body.write(Writer(collected: collected))
    return Bytes(
      status: response.status.code, headers: response.headers,
      bytes: collected.bytes.withLock { Array($0.readableBytesView) })
  }

  private final class Collected: Sendable {
    let bytes = Mutex(ByteBuffer())
  }

  private struct Writer: ResponseBodyWriter {
    let collected: Collected

    func write(_ buffer: ByteBuffer) async throws {
      collected.bytes.withLock { _ = $0.writeImmutableBuffer(buffer) }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
  }
}
