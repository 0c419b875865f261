import API
import City
import HTTPTypes
import Hummingbird
import Journal
import Kernel
import Matters
import Organisation
import Pack
import Pages
import Store
import Territory

/// Where residents follow what they have reported, without an account: with its number and code
/// they read the answer, rate it, have it done again and add photographs.
struct PortalRoutes: Sendable {
  let server: CityServer

  private var city: City { server.city }

  func add(to router: Router<CityRequestContext>) {
    router.get("track") { request, context in
      let number = request.uri.queryParameters["number"].map { String($0.prefix(64)) } ?? ""
      return page(request, context, TrackPage.title, track(request, number).content)
    }
    router.post("track") { request, context in try await track(request, context) }
    router.post("track/photographs") { request, context in try await attach(request, context) }
    router.post("track/:action") { request, context in try await take(request, context) }
  }

  private func page(
    _ request: Request, _ context: CityRequestContext, _ title: Text, _ content: HTML,
    _ problem: Problem? = nil
  ) -> Response {
    server.page(
      request, context, title, in: .report,
      status: HTTPResponse.Status(code: problem?.kind.status ?? 200), content)
  }

  // MARK: Follow

  private func track(
    _ request: Request, _ number: String, _ opened: TrackPage.Opened? = nil,
    refused: StepsSection.Refused? = nil, problem: Problem? = nil
  ) -> TrackPage {
    TrackPage(
      number: number, opened: opened, refused: refused, problem: problem, now: server.clock(),
      city: city, language: server.language(request))
  }

  private struct Caller {
    let actor: Actor
    let id: Int64
    let number: String
    let code: String
  }

  /// Whoever shows a number and its code. Wrong ones are counted, for the asker and for the matter.
  private func caller(
    _ request: Request, _ context: CityRequestContext, _ form: Form
  ) async throws -> Caller {
    let number = try form.text("number", max: 64)
    let code = try form.text("code", max: 32)
    let second = GuessMiddleware.Second(
      buckets: server.equipment.limits.guessesOfMatter, key: number, name: "guesses-of-matter")
    return try await GuessMiddleware(server: server).counting(request, context, second) {
      let (actor, id) = try await city.caller(number: number, code: code)
      return Caller(actor: actor, id: id, number: number, code: code)
    }
  }

  private func opened(
    _ request: Request, _ caller: Caller, photographs: PhotographIntake.Taken? = nil
  ) async throws -> TrackPage.Opened {
    let (engine, now) = (city.matters, server.clock())
    guard let matter = try await city.store.read({ try engine.loadWhole(caller.id, $0) }) else {
      throw Problem(.codeWrong)
    }
    let steps = city.possibleActions(on: matter, id: caller.id, by: caller.actor, at: now)
    var tickets: [String: String] = [:]
    for photograph in matter.parts.photographs {
      tickets[photograph.digest] = try await city.photographTicket(photograph.digest, at: now)
    }
    let key = "track-" + server.equipment.random(16).map { String($0, radix: 16) }.joined()
    let upload = PhotographUpload(server: server).form(
      steps, to: "/track/photographs", tokens: ActionForm.Tokens(key: key),
      code: (caller.number, caller.code), rest: photographs, server.language(request))
    return TrackPage.Opened(
      matter: matter, code: caller.code,
      steps: steps.filter { PortalRoutes.offered.contains($0.entry.declaration.name) },
      tickets: tickets, upload: upload)
  }

  private func attach(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let form = try await FormReader(server: server).read(
      request, context, from: .anybody, takesFiles: true)
    // Nothing is kept for whoever does not know the code.
    let caller = try await caller(request, context, form)
    let taken = try await PhotographIntake(server: server).take(
      form, atMost: PhotographIntake.formMax, stranger: server.client(request, context).key)
    let rest = try await PhotographUpload(server: server).attach(
      taken, to: caller.id, as: .before, by: caller.actor,
      key: try form.textIfPresent(ActionForm.Hidden.key, max: 60))
    let isDone = rest.problem == nil
    let page = track(
      request, caller.number,
      try await opened(request, caller, photographs: isDone ? nil : rest))
    return self.page(request, context, TrackPage.title, page.content, rest.problem)
  }

  /// What a resident is offered on the page.
  private static let offered: Set<String> = ["RateMatter", "ReopenMatter", "RequestReview"]

  private func track(_ request: Request, _ context: CityRequestContext) async throws -> Response {
    let form = try await FormReader(server: server).read(request, context, from: .anybody)
    do {
      let caller = try await caller(request, context, form)
      let page = track(request, caller.number, try await opened(request, caller))
      return self.page(request, context, TrackPage.title, page.content)
    } catch let problem as Problem where [404, 422, 429].contains(problem.kind.status) {
      let number = String((form.values("number").first ?? "").prefix(64))
      let page = track(request, number, problem: problem)
      return self.page(request, context, TrackPage.title, page.content, problem)
    }
  }

  private func take(_ request: Request, _ context: CityRequestContext) async throws -> Response {
    let form = try await FormReader(server: server).read(request, context, from: .anybody)
    let name = try context.parameters.require("action")
    guard PortalRoutes.offered.contains(name),
      let entry = ActionCatalogue.all.entries.first(where: { $0.declaration.name == name })
    else { throw Problem(.notFound, ["what": "action", "name": String(name.prefix(80))]) }
    let caller = try await caller(request, context, form)
    let fields = entry.fields.filter { !["number", "code"].contains($0.name) }
    let input = FormInput.json(form, fields, city.pack.offset)
    var refused: StepsSection.Refused?
    do {
      let call = ActionCatalogue.Call(
        name, on: caller.id, input, by: caller.actor, at: server.clock())
      _ = try await ActionCatalogue.all.perform(call, city)
    } catch let problem as Problem where (400..<500).contains(problem.kind.status) {
      refused = StepsSection.Refused(
        action: name, settled: [:], values: input.object ?? [:], problem: problem)
    }
    let page = track(request, caller.number, try await opened(request, caller), refused: refused)
    return self.page(request, context, TrackPage.title, page.content, refused?.problem)
  }
}
