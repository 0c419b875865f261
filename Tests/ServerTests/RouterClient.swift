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
    let request = Request(
      head: HTTPRequest(
        method: method, scheme: "http", authority: authority, path: path, headerFields: headers),
      body: RequestBody(buffer: ByteBuffer(string: body)))
    let context = CityRequestContext(
      source: ApplicationRequestContextSource(
        channel: NIOAsyncTestingChannel(), logger: Logger(label: "test")))
    let response = try await server.router().buildResponder().respond(
      to: request, context: context)
    let collected = Collected()
    try await response.body.write(Writer(collected: collected))
    return Answer(
      status: response.status.code, headers: response.headers,
      body: String(buffer: collected.bytes.withLock { $0 }))
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
