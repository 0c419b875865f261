import Housekeeping
import HTTPTypes
import Hummingbird
import Logging
import Settings
import City
import Kernel

/// The outermost layer: gives every request its number, and every answer the headers of security, a
/// line in the log and its place in the metrics.
///
/// The log holds what the program declares (method, template of the route, status, kind of actor)
/// and what it measures, never what the request carries.
struct RecordMiddleware: RouterMiddleware {
  typealias Context = CityRequestContext

  let equipment: ServerEquipment
  let departure: Departure

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let began = equipment.monotonic()
    var context = context
    context.logger = equipment.logger
    context.number =
      RequestNumber.accepted(request.headers[.xRequestID])
      ?? RequestNumber.made(equipment.random(16))
    equipment.metrics.requestsOpen.add(1)
    var response: Response
    do {
      response = try await answer(request, context, next)
    } catch {
      equipment.metrics.requestsOpen.add(-1)
      throw error
    }
    SecurityHeaders.add(
      to: &response, isSecure: equipment.configuration.isSeenSecurely)
    response.headers[.xRequestID] = context.number
    // The connection is of no use for a next request: this node will not be there.
    if departure.isBegun { response.headers[.connection] = "close" }
    let record = RequestRecord(
      equipment, context.logger, method: Self.method(request.method), route: context.route,
      status: response.status.code, actor: Self.kindOfActor(context), began: began)
    if let length = response.body.contentLength {
      record.add(length)
      record.end(isWhole: true)
      return response
    }
    let body = response.body
    response.body = ResponseBody { writer in
      do {
        try await body.write(CountingWriter(parent: writer, record: record))
        record.end(isWhole: true)
      } catch {
        record.end(isWhole: false)
        throw error
      }
    }
    return response
  }

  /// Errors that know their answers answer here, so that those too are recorded.
  private func answer(
    _ request: Request, _ context: Context, _ next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as any HTTPResponseError {
      return try error.response(from: request, context: context)
    }
  }

  /// What the log calls the asker: never more than this.
  private static func kindOfActor(_ context: Context) -> String {
    guard let actor = context.signIn.visitor?.actor else { return "nobody" }
    return actor.id.hasPrefix("system:") ? "system" : "signed-in"
  }

  /// Methods are words of the client's; those that are none of HTTP's are one.
  private static func method(_ method: HTTPRequest.Method) -> String {
    let known: [HTTPRequest.Method] = [
      .get, .head, .post, .put, .delete, .patch, .options, .trace, .connect,
    ]
    return known.contains(method) ? method.rawValue : "other"
  }
}
