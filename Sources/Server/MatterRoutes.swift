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
import Photographs
import Store

/// The page of one matter with the steps that the reader can take now.
struct MatterRoutes: Sendable {
  let server: CityServer

  private var city: City { server.city }

  func add(to router: Router<CityRequestContext>) {
    router.get("matters/:number") { request, context in
      let (id, matter) = try await found(context)
      return try await page(request, context, id, matter)
    }
    router.post("matters/:number/steps/:action") { request, context in
      try await take(request, context)
    }
    router.get("matters/:number/photographs/:digest") { request, context in
      try await photograph(request, context)
    }
  }

  private func found(_ context: CityRequestContext) async throws -> (id: Int64, matter: Matter) {
    let number = try context.parameters.require("number")
    let reader = MatterReader(city.matters, RowScope(try server.actor(context), "matter.read"))
    guard let found = try await city.store.read({ try reader.matter(number, $0) }) else {
      throw Problem(.notFound, ["what": "matter", "name": String(number.prefix(80))])
    }
    return found
  }

  // MARK: Reading

  private func page(
    _ request: Request, _ context: CityRequestContext, _ id: Int64, _ matter: Matter,
    refused: StepsSection.Refused? = nil
  ) async throws -> Response {
    let jurisdiction = city.pack.jurisdiction
    let (events, version) = try await city.store.read { store in
      let events = try EventReader.events(of: id, jurisdiction, store)
      return (events, events.last?.version ?? 0)
    }
    let (language, now) = (server.language(request), server.clock())
    city.note(try server.visitor(context), saw: id, version: version, at: now)
    let steps = city.possibleActions(
      on: matter, id: id, by: try server.actor(context), at: now)
    let tokens = ActionForm.Tokens(
      guardToken: server.formToken(context).text, version: version,
      key: "form-" + server.equipment.random(16).map { String($0, radix: 16) }.joined())
    let section = StepsSection(
      matter, steps, refused: refused, tokens: tokens, now: now, city: city, language: language)
    let suggestion = server.suggestion(matter, steps, tokens, language)
    let page = MatterPage(
      matter: matter, events: events, now: now,
      steps: "\(suggestion?.html ?? .nothing)\(section)", city: city, language: language)
    return server.page(
      request, context, Text(matter.number), in: .desk, above: [(MatterListPage.title, "/")],
      status: HTTPResponse.Status(code: refused?.problem.kind.status ?? 200),
      page.content)
  }

  private func photograph(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let (_, matter) = try await found(context)
    let digest = try context.parameters.require("digest")
    guard let (bytes, type) = try await city.photograph(digest, of: matter) else {
      throw Problem(.notFound, ["what": "photograph", "name": String(digest.prefix(64))])
    }
    var response = Answer.text("", type: type)
    response.body = ResponseBody(byteBuffer: .init(bytes: bytes))
    response.headers[.eTag] = "\"\(digest)\""
    response.headers[.cacheControl] = "private, no-cache"
    return APIRoutes.conditional(response, request)
  }

  // MARK: Steps

  private func take(_ request: Request, _ context: CityRequestContext) async throws -> Response {
    let form = try await FormReader(server: server).read(request, context)
    let name = try context.parameters.require("action")
    guard
      let entry = ActionCatalogue.all.entries.first(where: {
        $0.declaration.name == name && $0.isPossible != nil
      })
    else { throw Problem(.notFound, ["what": "action", "name": String(name.prefix(80))]) }
    let (id, matter) = try await found(context)
    let input = FormInput.json(form, entry.fields, city.pack.offset)
    do {
      let expected = try form.textIfPresent(ActionForm.Hidden.version, max: 20).flatMap {
        Int64($0)
      }
      let call = ActionCatalogue.Call(
        name, on: id, input, by: try server.actor(context), at: server.clock(),
        key: try form.textIfPresent(ActionForm.Hidden.key, max: 80), expectedVersion: expected)
      _ = try await ActionCatalogue.all.perform(call, city)
      // Whoever has passed it on may not see it any longer.
      let isSeen = (try? await found(context)) != nil
      return Answer.told(
        Flash(name, number: matter.number), at: isSeen ? "/matters/\(matter.number)" : "/")
    } catch let problem as Problem where (400..<500).contains(problem.kind.status) {
      // What was filled in is not lost: the form comes back with what is to be put right.
      let (id, matter) = try await found(context)
      let values = input.object ?? [:]
      let settled = matter.settlements(of: entry.fields).first { settled in
        settled.allSatisfy { values[$0.key] == $0.value }
      }
      return try await page(
        request, context, id, matter,
        refused: StepsSection.Refused(
          action: name, settled: settled ?? [:], values: values, problem: problem))
    }
  }
}
