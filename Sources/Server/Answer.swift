import API
import HTTPTypes
import Hummingbird
import Kernel
import Logging
import NIOCore
import Pages
import Store

/// Makes responses with the headers that every answer carries.
enum Answer {
  static func text(_ text: String, type: String, status: HTTPResponse.Status = .ok) -> Response {
    var headers = HTTPFields()
    headers[.contentType] = type
    headers[.contentSecurityPolicy] = SecurityHeaders.pagePolicy
    headers[.xContentTypeOptions] = "nosniff"
    headers[.cacheControl] = "no-store"
    return Response(
      status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  static func json(
    _ value: JSON, status: HTTPResponse.Status = .ok, type: String = "application/json"
  )
    -> Response
  {
    text(value.canonicalText, type: type + "; charset=utf-8", status: status)
  }
}

extension Answer {
  /// A problem as a document for programs.
  static func problem(_ problem: Problem, _ language: Language) -> Response {
    var response = Answer.json(
      problem.json(language), status: HTTPResponse.Status(code: problem.kind.status),
      type: "application/problem+json")
    if problem.kind.status == 401 { response.headers[.wwwAuthenticate] = "Bearer" }
    return response
  }
}

/// Answers problems as RFC 9457 documents, and everything unforeseen as one that gives nothing
/// away.
struct ProblemMiddleware: RouterMiddleware {
  typealias Context = CityRequestContext

  let server: CityServer

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let problem as Problem {
      return answer(problem, request, context)
    } catch let error as HTTPError where error.status == .notFound {
      return answer(
        Problem(.notFound, ["what": "page", "name": request.uri.path]), request, context)
    } catch let error as any HTTPResponseError {
      throw error
    } catch {
      context.logger.error("request failed", metadata: ["error": .string(FaultWords.of(error))])
      let told = (error as? any PlainFailure)?.problem ?? Problem(.internalFault)
      return answer(told, request, context)
    }
  }

  /// A page for people, a document for programs.
  func answer(_ problem: Problem, _ request: Request, _ context: Context) -> Response {
    var response = document(problem, request, context)
    // What is left of a body that was refused is not waited for.
    if problem.kind == .bodyTooLarge { response.headers[.connection] = "close" }
    response.headers[.retryAfter] = problem.arguments["seconds"]
    return response
  }

  private func document(
    _ problem: Problem, _ request: Request, _ context: Context
  ) -> Response {
    let language = server.language(request)
    if request.headers[.accept]?.contains("text/html") ?? false,
      !request.uri.path.hasPrefix("/api/")
    {
      if problem.kind == .notSignedIn, request.method == .get {
        let asked = request.uri.path + (request.uri.query.map { "?" + $0 } ?? "")
        let next = LocalPath.accepted(asked).map { "?next=" + LocalPath.escaped($0) }
        return Response.redirect(to: "/sign-in" + (next ?? ""), type: .normal)
      }
      let page = ProblemPage(
        problem, isSignedIn: context.signIn.visitor != nil, number: context.number, language)
      return server.page(
        request, context, page.title, status: HTTPResponse.Status(code: problem.kind.status),
        page.content)
    }
    guard problem.kind.status >= 500, !context.number.isEmpty else {
      return Answer.problem(problem, language)
    }
    // A fault can be found in the log by the number of its request.
    guard case .object(var members) = problem.json(language) else {
      return Answer.problem(problem, language)
    }
    members["instance"] = .string("urn:baodao:request:" + context.number)
    return Answer.json(
      .object(members), status: HTTPResponse.Status(code: problem.kind.status),
      type: "application/problem+json")
  }
}

extension Problem.Kind {
  static let internalFault = Problem.Kind(
    "server.fault", status: 500, zh: "系统出错，已记入日志；请稍后重试。",
    en: "Something went wrong here and was logged; try again in a moment.")
}
