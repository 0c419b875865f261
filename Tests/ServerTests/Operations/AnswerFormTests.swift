import CZlib
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import Settings
import Testing

@testable import Server

/// What gunzip makes of bytes; nil where they are damaged.
private func gunzipped(_ bytes: [UInt8]) -> [UInt8]? {
  var stream = z_stream()
  guard baodao_gunzip_begin(&stream) == Z_OK else { return nil }
  defer { inflateEnd(&stream) }
  var (input, output) = (bytes, [UInt8](repeating: 0, count: 4 << 20))
  let code = input.withUnsafeMutableBufferPointer { input in
    output.withUnsafeMutableBufferPointer { output in
      stream.next_in = input.baseAddress
      stream.avail_in = uInt(input.count)
      stream.next_out = output.baseAddress
      stream.avail_out = uInt(output.count)
      return inflate(&stream, Z_FINISH)
    }
  }
  return code == Z_STREAM_END ? Array(output.prefix(Int(stream.total_out))) : nil
}

struct CompressionTests {
  private static let gzip = ["Accept-Encoding": "gzip, br"]

  /// Routes of every kind of answer.
  @Sendable private static func routes(_ router: Router<CityRequestContext>) {
    router.get("tagged") { request, _ in
      var answer = Answer.json(["text": .string(String(repeating: "报到", count: 2_000))])
      answer.headers[.eTag] = "\"v5\""
      return APIRoutes.conditional(answer, request)
    }
    router.put("tagged") { request, _ in request.headers[.ifMatch] ?? "none" }
    router.get("stream/:type") { _, context in
      let type = context.parameters.get("type") ?? ""
      var response = Response(
        status: .ok,
        body: ResponseBody { writer in
          for number in 0..<20_000 {
            try await writer.write(ByteBuffer(string: "line \(number) of many\n"))
          }
          try await writer.finish(nil)
        })
      response.headers[.contentType] = "text/" + type
      return response
    }
    router.get("picture") { _, _ in
      Answer.text(String(repeating: "x", count: 9_000), type: "image/png")
    }
  }

  @Test func `a long text is compressed for who takes it and comes out the same`() async throws {
    let town = try await WatchedTown()
    let plain = try await town.send(.get, "/tagged", through: Self.routes)
    let small = try await town.send(.get, "/tagged", Self.gzip, through: Self.routes)
    #expect(plain.headers[.contentEncoding] == nil)
    #expect(small.headers[.contentEncoding] == "gzip")
    for answer in [plain, small] {
      #expect(answer.headers[.vary]?.contains("Accept-Encoding") == true)
      #expect(answer.headers[.contentLength] == String(answer.bytes.count))
    }
    #expect(small.bytes.count < plain.bytes.count / 10)
    #expect(gunzipped(small.bytes) == plain.bytes)
  }

  @Test func `short answers, pictures and live events are left alone`() async throws {
    let town = try await WatchedTown()
    for path in ["/health", "/picture", "/stream/event-stream"] {
      let answer = try await town.send(.get, path, Self.gzip, through: Self.routes)
      #expect(answer.status == 200)
      #expect(answer.headers[.contentEncoding] == nil, "\(path)")
    }
    let refused = try await town.send(
      .get, "/tagged", ["Accept-Encoding": "gzip;q=0"], through: Self.routes)
    #expect(refused.headers[.contentEncoding] == nil)
  }

  @Test func `a stream is compressed as it comes`() async throws {
    let town = try await WatchedTown()
    let plain = try await town.send(.get, "/stream/csv", through: Self.routes)
    let small = try await town.send(.get, "/stream/csv", Self.gzip, through: Self.routes)
    #expect(small.headers[.contentLength] == nil)
    #expect(small.headers[.contentEncoding] == "gzip")
    #expect(gunzipped(small.bytes) == plain.bytes)
    #expect(small.bytes.count < plain.bytes.count / 3)
  }

  @Test func `the compressed answer has a tag of its own, which means the same to the program`()
    async throws
  {
    let town = try await WatchedTown()
    let small = try await town.send(.get, "/tagged", Self.gzip, through: Self.routes)
    #expect(small.headers[.eTag] == "\"v5-gzip\"")
    var asked = Self.gzip
    asked["If-None-Match"] = small.headers[.eTag]
    let unchanged = try await town.send(.get, "/tagged", asked, through: Self.routes)
    #expect(unchanged.status == 304)
    #expect(unchanged.headers[.eTag] == "\"v5-gzip\"")
    #expect(unchanged.bytes.isEmpty)
    let plain = try await town.send(
      .get, "/tagged", ["If-None-Match": "\"v5\""], through: Self.routes)
    #expect(plain.status == 304)
    #expect(plain.headers[.eTag] == "\"v5\"")
    let changed = try await town.send(
      .put, "/tagged", ["If-Match": "\"v5-gzip\""], through: Self.routes)
    #expect(changed.text == "\"v5\"")
  }
}

struct CrossOriginTests {
  private func town(_ origins: String...) async throws -> WatchedTown {
    try await WatchedTown { $0.corsOrigins = origins.compactMap(WebOrigin.init) }
  }

  @Test func `a configured site may call, another may not`() async throws {
    let town = try await town("https://city.example")
    let allowed = try await town.send(.get, "/health", ["Origin": "https://city.example"])
    #expect(allowed.headers[.accessControlAllowOrigin] == "https://city.example")
    #expect(allowed.headers[.accessControlExposeHeaders]?.contains("ETag") == true)
    #expect(allowed.headers[.accessControlAllowCredentials] == nil)
    for origin in ["https://evil.example", "https://city.example.evil.example", "null", ""] {
      let refused = try await town.send(.get, "/health", ["Origin": origin])
      #expect(refused.headers[.accessControlAllowOrigin] == nil)
      #expect(refused.headers[.vary]?.contains("Origin") == true)
    }
  }

  @Test func `a preflight is answered for configured sites only`() async throws {
    let town = try await town("https://city.example")
    let question = ["Access-Control-Request-Method": "POST", "Origin": "https://city.example"]
    let allowed = try await town.send(.options, "/api/v1/matters", question)
    #expect(allowed.status == 204)
    #expect(allowed.headers[.accessControlAllowMethods]?.contains("POST") == true)
    #expect(allowed.headers[.accessControlAllowHeaders]?.contains("Authorization") == true)
    #expect(allowed.headers[.accessControlMaxAge] == "600")
    var stranger = question
    stranger["Origin"] = "https://evil.example"
    let refused = try await town.send(.options, "/api/v1/matters", stranger)
    #expect(refused.status == 404)
    #expect(refused.headers[.accessControlAllowOrigin] == nil)
  }

  @Test func `everywhere means everywhere, and nothing configured means nothing said`() async throws
  {
    let anywhere = try await town("*").send(.get, "/health", ["Origin": "https://a.example"])
    #expect(anywhere.headers[.accessControlAllowOrigin] == "*")
    let nowhere = try await town().send(.get, "/health", ["Origin": "https://a.example"])
    #expect(nowhere.headers[.accessControlAllowOrigin] == nil)
    #expect(nowhere.headers[.vary]?.contains("Origin") != true)
  }

  @Test(arguments: ["/", "/health", "/nowhere", "/style.css", "/api/v1/openapi.json"])
  func `every answer carries the headers of security`(path: String) async throws {
    let answer = try await town().send(.get, path)
    for name in [
      "X-Content-Type-Options", "Content-Security-Policy", "Referrer-Policy", "X-Frame-Options",
      "Cross-Origin-Opener-Policy", "Permissions-Policy", "Cache-Control", "X-Request-Id",
    ] {
      #expect(answer.headers[text: name] != nil, "\(name)")
    }
  }
}

struct SizeTests {
  @Sendable private static func routes(_ router: Router<CityRequestContext>) {
    router.post("swallow") { request, _ in
      String(try await request.body.collect(upTo: 1 << 24).readableBytes)
    }
  }

  @Test(arguments: [(1_024, 200), (1_025, 413)])
  func `a body may have so many bytes and no more, whoever reads it`(
    count: Int, status: Int
  ) async throws {
    let town = try await WatchedTown { $0.bodyBytesMax = 1_024 }
    let body = String(repeating: "x", count: count)
    for headers in [[:], ["Content-Length": String(count)]] {
      let answer = try await town.send(
        .post, "/swallow", headers, body: body, through: Self.routes)
      #expect(answer.status == status)
      #expect((answer.headers[.connection] == "close") == (status == 413))
      if status == 413 { #expect(answer.text.contains("1024")) }
    }
  }

  @Test(arguments: [(50, 200), (51, 422)])
  func `a query may have so many parameters and no more`(count: Int, status: Int) async throws {
    let town = try await WatchedTown()
    let query = Array(repeating: "a=1", count: count).joined(separator: "&")
    #expect(try await town.send(.get, "/wall?" + query).status == status)
  }
}
