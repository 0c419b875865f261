import API
import Accounts
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
      context.signIn.visitor.map { "actor:" + $0.actor.id } ?? server.client(request, context).key
    let answer = buckets.take(asker, at: server.equipment.monotonic())
    var response: Response
    if answer.isAllowed {
      response = try await next(request, context)
    } else {
      server.equipment.metrics.refusals.add(1, ["requests"])
      response = ProblemMiddleware(server: server).answer(.tooMany(answer), request, context)
    }
    response.headers[.rateLimitLimit] = String(answer.limit)
    response.headers[.rateLimitRemaining] = String(answer.remaining)
    response.headers[.rateLimitReset] = String(answer.resetSeconds)
    return response
  }
}

/// Makes guessing codes, access keys and passwords slow: for each address, and for each matter and
/// each login whoever guesses.
struct GuessMiddleware: RouterMiddleware {
  typealias Context = CityRequestContext

  let server: CityServer

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    if let matter = Self.matter(request, context) {
      let bucket = server.equipment.limits.guessesOfMatter
      return try await counting(
        request, context, Second(buckets: bucket, key: matter, name: "guesses-of-matter")
      ) { try await next(request, context) }
    }
    guard case .wrongKey = context.signIn else { return try await next(request, context) }
    return try await counting(request, context, nil) { try await next(request, context) }
  }

  /// What is guessed, beside who guesses.
  struct Second: Sendable {
    let buckets: TokenBuckets
    let key: String
    let name: String
  }

  /// Counts what turns out to be a wrong guess. The tokens are taken before the guess is looked at,
  /// so that many at once gain nothing.
  func counting<Answer>(
    _ request: Request, _ context: Context, _ second: Second?,
    _ body: () async throws -> Answer
  ) async throws -> Answer {
    let guesses = server.equipment.limits.guesses
    let now = server.equipment.monotonic()
    let client = server.client(request, context).key
    try refuse(guesses.take(client, at: now), "guesses")
    if let second {
      let answer = second.buckets.take(second.key, at: now)
      if !answer.isAllowed { guesses.giveBack(client) }
      try refuse(answer, second.name)
    }
    func giveBack() {
      guesses.giveBack(client)
      if let second { second.buckets.giveBack(second.key) }
    }
    do {
      let answer = try await body()
      giveBack()
      return answer
    } catch {
      if (error as? Problem).map({ Self.wrong.contains($0.kind.code) }) != true { giveBack() }
      throw error
    }
  }

  private static let wrong: Set<String> = [
    Problem.Kind.codeWrong.code, Problem.Kind.notSignedIn.code,
    Problem.Kind.signInWrong.code, Problem.Kind.passwordWrong.code,
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
