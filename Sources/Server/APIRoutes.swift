import API
import City
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore

/// Puts the operations of the JSON API on the router.
struct APIRoutes: Sendable {
  let server: CityServer

  func add(to router: Router<CityRequestContext>) {
    for (path, operations) in Dictionary(grouping: Surface.operations, by: \.path) {
      let pattern = APIRoutes.pattern(path)
      for operation in operations {
        router.on(pattern, method: APIRoutes.method(operation.method)) { request, context in
          try await answer(operation, request, context)
        }
      }
      refuseOthers(on: pattern, operations.map(\.method), router)
    }
    router.get("api/v1/openapi.json") { request, _ in
      Self.conditional(Answer.json(OpenAPIDocument.json), request)
    }
  }

  /// `/matters/{id}` as the router writes it.
  private static func pattern(_ path: String) -> RouterPath {
    let segments = path.split(separator: "/").map { segment in
      segment.hasPrefix("{") ? ":" + segment.dropFirst().dropLast() : String(segment)
    }
    return RouterPath((Surface.base + "/" + segments.joined(separator: "/")))
  }

  private static func method(_ method: Operation.Method) -> HTTPRequest.Method {
    switch method {
    case .get: .get
    case .post: .post
    case .put: .put
    case .delete: .delete
    }
  }

  private func refuseOthers(
    on pattern: RouterPath, _ taken: [Operation.Method], _ router: Router<CityRequestContext>
  ) {
    let allowed = Set(taken.map(APIRoutes.method))
    let all: [HTTPRequest.Method] = [.get, .post, .put, .delete, .patch, .trace]
    let list = allowed.map(\.rawValue).sorted().joined(separator: ", ")
    for method in all where !allowed.contains(method) {
      router.on(pattern, method: method) { request, _ in
        let problem = Problem(
          .methodNotAllowed, ["method": request.method.rawValue, "allowed": list])
        var answer = Answer.problem(problem, server.language(request))
        answer.headers[.allow] = list
        return answer
      }
    }
  }

  // MARK: One request

  private func answer(
    _ operation: Operation, _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    var path: [String: String] = [:]
    for parameter in operation.parameters where parameter.place == .path {
      let value = try context.parameters.require(parameter.name)
      try RequestChecker.check(value, parameter)
      path[parameter.name] = value
    }
    let pairs = request.uri.queryParameters.map { (String($0.key), String($0.value)) }
    let query = try RequestChecker.query(pairs, of: operation)
    let headers = try headers(of: request, operation)
    let body = operation.body == nil ? nil : try await body(of: request)
    let bytes: [UInt8]?
    if let upload = operation.upload {
      bytes = try await self.bytes(of: request, upload.types, atMost: upload.bytesMax)
    } else {
      bytes = nil
    }
    let answer = try await operation.handle(
      server.city,
      APIRequest(
        path: path, query: query, headers: headers, body: body, bytes: bytes,
        actor: try server.actorIfAny(context),
        language: server.language(request), now: server.clock()))
    return Self.conditional(Self.response(answer), request)
  }

  /// The declared headers by their lower-case names.
  private func headers(
    of request: Request, _ operation: Operation
  ) throws -> [String: String] {
    var headers: [String: String] = [:]
    for parameter in operation.parameters where parameter.place == .header {
      guard let name = HTTPField.Name(parameter.name), let value = request.headers[name] else {
        continue
      }
      try RequestChecker.check(value, parameter)
      headers[parameter.name.lowercased()] = value
    }
    return headers
  }

  private func body(of request: Request) async throws -> JSON {
    let bytes = try await bytes(
      of: request, ["application/json"], atMost: server.bodyBytesMax)
    if bytes.isEmpty { return .object([:]) }
    do throws(JSONError) {
      return try JSON(parsing: bytes, depthMax: server.jsonDepthMax)
    } catch {
      throw Problem(.bodyInvalid, ["reason": error.description])
    }
  }

  /// A body of one of the types. Nothing at all needs no type.
  private func bytes(
    of request: Request, _ types: [String], atMost most: Int
  ) async throws -> [UInt8] {
    var request = request
    let type = request.headers[.contentType]?.split(separator: ";").first.map {
      $0.lowercased().filter { $0 != " " }
    }
    let buffer: ByteBuffer
    do {
      buffer = try await request.collectBody(upTo: most)
    } catch is NIOTooManyBytesError {
      throw Problem(.bodyTooLarge, ["most": String(most)])
    }
    guard buffer.readableBytes > 0 else { return [] }
    guard let type, types.contains(type) else {
      throw Problem(
        .mediaType,
        [
          "expected": types.joined(separator: ", "), "found": String((type ?? "").prefix(80)),
        ])
    }
    return Array(buffer.readableBytesView)
  }

  // MARK: Answers

  private static func response(_ answer: APIAnswer) -> Response {
    let status = HTTPResponse.Status(code: answer.status)
    var response: Response
    switch answer.body {
    case .none: response = Answer.text("", type: "text/plain; charset=utf-8", status: status)
    case .json(let json): response = Answer.json(json, status: status)
    case .text(let text, let type): response = Answer.text(text, type: type, status: status)
    case .bytes(let bytes, let type):
      response = Answer.text("", type: type, status: status)
      response.body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    case .parts(let type, let next):
      response = Answer.text("", type: type, status: status)
      response.body = ResponseBody { writer in
        while let part = try await next() { try await writer.write(ByteBuffer(string: part)) }
        try await writer.finish(nil)
      }
    }
    for (name, value) in answer.headers {
      if let name = HTTPField.Name(name) { response.headers[name] = value }
    }
    return response
  }

  /// 304 where the asker has the answer already; the tag of the answer otherwise.
  static func conditional(_ response: Response, _ request: Request) -> Response {
    guard request.method == .get, response.status == .ok, let tag = response.headers[.eTag] else {
      return response
    }
    let seen = (request.headers[.ifNoneMatch] ?? "").split(separator: ",").map {
      $0.trimmingPrefix(while: { $0 == " " })
    }
    guard seen.contains(where: { $0 == tag || $0 == "*" || $0 == "W/" + tag }) else {
      return response
    }
    var empty = Response(status: .notModified)
    empty.headers[.eTag] = tag
    return empty
  }
}
