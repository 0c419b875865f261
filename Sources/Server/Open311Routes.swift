import HTTPTypes
import Hummingbird
import NIOCore
import Open311
import Settings
import City

/// Puts Open311 on the router: one rule for all addresses below it, which it tells apart itself.
struct Open311Routes: Sendable {
  let server: CityServer
  private let settings: Open311.Settings

  init(server: CityServer) {
    self.server = server
    // A changed pack needs a new start, so that the services are as old as the server at most.
    settings = Open311.Settings(
      contact: server.equipment.configuration.open311Contact,
      keyService: server.equipment.configuration.open311KeyService, changedAt: server.clock())
  }

  func add(to router: Router<CityRequestContext>) {
    let pattern = RouterPath(Open311.base + "/**")
    let methods: [HTTPRequest.Method] = [.get, .post, .put, .delete, .patch, .trace]
    for method in methods {
      router.on(pattern, method: method) { request, _ in
        // The method of the rule, which is also asked for the head alone.
        guard let known = GeoRequest.Method(rawValue: method.rawValue) else {
          let interface = Open311(server.city, settings) { _ in nil }
          return response(interface.notAllowed(request.uri.path, server.language(request)))
        }
        return try await answer(known, request)
      }
    }
  }

  /// The interface as it stands to one request, whose key has been looked up.
  private func interface(_ body: [UInt8]) async throws -> Open311 {
    // What is no form has no key; the interface itself says what is wrong with it.
    let key = (try? Form(body))?.values("api_key").first { !$0.isEmpty }
    guard let key else { return Open311(server.city, settings) { _ in nil } }
    let actor = try await server.city.visitor(key: key, at: server.clock())?.actor
    return Open311(server.city, settings) { $0 == key ? actor : nil }
  }

  private func answer(_ method: GeoRequest.Method, _ request: Request) async throws -> Response {
    var body: [UInt8] = []
    var isTooLong = false
    if method == .post {
      var request = request
      do {
        let buffer = try await request.collectBody(upTo: Open311.bodyBytesMax)
        body = Array(buffer.readableBytesView)
      } catch is NIOTooManyBytesError {
        isTooLong = true
      }
    }
    let geo = GeoRequest(
      method, request.uri.path, query: request.uri.query ?? "",
      mediaType: Open311Routes.mediaType(request), body: body,
      origin: server.origin(request), language: server.language(request),
      now: server.clock())
    let interface = try await interface(body)
    return response(isTooLong ? interface.tooLong(geo) : try await interface.answer(geo))
  }

  private func response(_ answer: GeoAnswer) -> Response {
    var response = Answer.text(
      answer.text, type: answer.mediaType, status: HTTPResponse.Status(code: answer.status))
    if !answer.allowed.isEmpty {
      response.headers[.allow] = answer.allowed.map(\.rawValue).joined(separator: ", ")
    }
    return response
  }

  private static func mediaType(_ request: Request) -> String {
    let type = request.headers[.contentType]?.prefix { $0 != ";" } ?? ""
    return type.lowercased().filter { $0 != " " }
  }
}
