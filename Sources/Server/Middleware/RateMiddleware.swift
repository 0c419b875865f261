import API
import City
import HTTPTypes
import Housekeeping
import Hummingbird
import Kernel

/// Refuses whoever asks too often, and tells everybody how much they may still ask.
struct RateMiddleware: RouterMiddleware {
  typealias Context = CityRequestContext

  let server: CityServer

  /// What watches the server is never turned away.
  static let exempt: Set<String> = ["/health", "/ready", "/metrics"]

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    guard let buckets = server.equipment.limits.requests, !Self.exempt.contains(request.uri.path)
    else { return try await next(request, context) }
    let asker =
      server.actorIfAny(request).map { "actor:" + $0.id } ?? server.client(request, context).key
    let answer = buckets.take(asker, at: server.equipment.monotonic())
    var response: Response
    if answer.isAllowed {
      response = try await next(request, context)
    } else {
      server.equipment.metrics.refusals.add(1, ["requests"])
      response = ProblemMiddleware<Context>.answer(
        .tooMany(answer), request, server.language(request), context)
    }
    response.headers[.rateLimitLimit] = String(answer.limit)
    response.headers[.rateLimitRemaining] = String(answer.remaining)
    response.headers[.rateLimitReset] = String(answer.resetSeconds)
    return response
  }
}

/// Makes guessing codes and access keys slow: for each address, and for each matter whoever
/// guesses.
struct GuessMiddleware: RouterMiddleware {
  typealias Context = CityRequestContext

  let server: CityServer

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let matter = Self.matter(request, context)
    guard matter != nil || server.showsWrongSecret(request) else {
      return try await next(request, context)
    }
    let limits = server.equipment.limits
    let now = server.equipment.monotonic()
    let client = server.client(request, context).key
    // The tokens are taken before the guess is looked at, so that many at once gain nothing.
    try refuse(limits.guesses.take(client, at: now), "guesses")
    if let matter {
      let answer = limits.guessesOfMatter.take(matter, at: now)
      if !answer.isAllowed { limits.guesses.giveBack(client) }
      try refuse(answer, "guesses-of-matter")
    }
    func giveBack() {
      limits.guesses.giveBack(client)
      if let matter { limits.guessesOfMatter.giveBack(matter) }
    }
    do {
      let response = try await next(request, context)
      giveBack()
      return response
    } catch {
      if (error as? Problem).map({ Self.wrong.contains($0.kind.code) }) != true { giveBack() }
      throw error
    }
  }

  private static let wrong: Set<String> = [
    Problem.Kind.codeWrong.code, Problem.Kind.notSignedIn.code,
  ]

  /// The matter whose code a request shows; nil where it shows none.
  private static func matter(_ request: Request, _ context: Context) -> String? {
    guard request.headers[.matterCode] != nil else { return nil }
    let number = context.parameters.get("id") ?? context.parameters.get("number") ?? ""
    return String(number.prefix(64))
  }

  private func refuse(_ answer: TokenBuckets.Answer, _ bucket: String) throws(Problem) {
    guard !answer.isAllowed else { return }
    server.equipment.metrics.refusals.add(1, [bucket])
    throw .tooMany(answer)
  }
}

extension Problem {
  static func tooMany(_ answer: TokenBuckets.Answer) -> Problem {
    Problem(.tooManyRequests, ["seconds": String(answer.retrySeconds)])
  }
}
