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

  /// The matter of the address with all that its page tells of it, for whoever may see it.
  func file(_ context: CityRequestContext) async throws -> CaseFile {
    let (id, matter) = try await found(context)
    let reader = MatterReader(city.matters, RowScope(try server.actor(context), "matter.read"))
    return try await city.caseFile(of: id, matter, for: reader)
  }

  func found(_ context: CityRequestContext) async throws -> (id: Int64, matter: Matter) {
    let number = try context.parameters.require("number")
    let reader = MatterReader(city.matters, RowScope(try server.actor(context), "matter.read"))
    guard let found = try await city.store.read({ try reader.matter(number, $0) }) else {
      throw Problem(.notFound, ["what": "matter", "name": String(number.prefix(80))])
    }
    return found
  }

  // MARK: Reading

  func page(
    _ request: Request, _ context: CityRequestContext, _ id: Int64, _ matter: Matter,
    refused: StepsSection.Refused? = nil, photographs: PhotographIntake.Taken? = nil
  ) async throws -> Response {
    let actor = try server.actor(context)
    let reader = MatterReader(city.matters, RowScope(actor, "matter.read"))
    let file = try await city.caseFile(of: id, matter, for: reader)
    let (language, now) = (server.language(request), server.clock())
    city.note(try server.visitor(context), saw: id, version: file.version, at: now)
    let steps = city.possibleActions(on: matter, id: id, by: actor, at: now)
    let tokens = ActionForm.Tokens(
      guardToken: server.formToken(context).text, version: file.version,
      key: "form-" + server.equipment.random(16).map { String($0, radix: 16) }.joined())
    let section = StepsSection(
      matter, steps, refused: refused, tokens: tokens, now: now, city: city, language: language)
    let suggestion = server.suggestion(matter, steps, tokens, language)
    let upload = PhotographUpload(server: server).form(
      steps, to: "/matters/\(matter.number)/photographs", tokens: tokens, rest: photographs,
      language)
    let page = MatterPage(
      file, now: now, steps: "\(suggestion?.html ?? .nothing)\(section)", upload: upload,
      city: city, language: language)
    return server.page(
      request, context, Text(matter.number), in: .desk, above: [(MatterListPage.title, "/")],
      status: HTTPResponse.Status(
        code: (refused?.problem ?? photographs?.problem)?.kind.status ?? 200),
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
    return Answer.picture(bytes, type, tag: digest, request)
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
