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

/// The pages on which staff begin matters: intake and the whistle.
struct BeginRoutes: Sendable {
  let server: CityServer

  private struct Way: Sendable {
    let path: String
    let action: String
    let section: PageSection
  }

  private static let ways = [
    Way(path: "/intake", action: ReceiveMatter.declaration.name, section: .intake),
    Way(path: "/whistle", action: BlowWhistle.declaration.name, section: .whistle),
  ]

  func add(to router: Router<CityRequestContext>) {
    for way in BeginRoutes.ways {
      router.get(RouterPath(way.path)) { request, context in
        let (entry, _) = try begun(way, context)
        return page(request, context, way, entry)
      }
      router.post(RouterPath(way.path)) { request, context in
        try await begin(request, context, way)
      }
    }
  }

  /// The action with whoever may take it.
  private func begun(
    _ way: Way, _ context: CityRequestContext
  ) throws -> (entry: ActionCatalogue.Entry, actor: Actor) {
    let actor = try server.actor(context)
    guard
      let entry = ActionCatalogue.all.entries.first(where: { $0.declaration.name == way.action })
    else { throw Problem(.notFound, ["what": "action", "name": way.action]) }
    let permission = entry.declaration.permission
    guard actor.holds(permission) else {
      throw Problem(.forbidden, ["permission": permission.code])
    }
    return (entry, actor)
  }

  private func page(
    _ request: Request, _ context: CityRequestContext, _ way: Way, _ entry: ActionCatalogue.Entry,
    values: [String: JSON] = [:], problem: Problem? = nil
  ) -> Response {
    let tokens = ActionForm.Tokens(
      guardToken: server.formToken(context).text,
      key: "form-" + server.equipment.random(16).map { String($0, radix: 16) }.joined())
    let page = BeginPage(
      entry, to: way.path, values: values, problem: problem, tokens: tokens, city: server.city,
      language: server.language(request))
    return server.page(
      request, context, entry.declaration.summary, in: way.section,
      status: HTTPResponse.Status(code: problem?.kind.status ?? 200), page.content)
  }

  private func begin(
    _ request: Request, _ context: CityRequestContext, _ way: Way
  ) async throws -> Response {
    let form = try await FormReader(server: server).read(request, context)
    let (entry, actor) = try begun(way, context)
    let city = server.city
    let input = FormInput.json(form, entry.fields, city.pack.offset)
    do {
      let call = ActionCatalogue.Call(
        way.action, input, by: actor, at: server.clock(),
        key: try form.text(ActionForm.Hidden.key, max: 80))
      let outcome = try await ActionCatalogue.all.perform(call, city)
      return try await done(request, context, way, entry, outcome, actor)
    } catch let problem as Problem where (400..<500).contains(problem.kind.status) {
      return page(request, context, way, entry, values: input.object ?? [:], problem: problem)
    }
  }

  private func done(
    _ request: Request, _ context: CityRequestContext, _ way: Way, _ entry: ActionCatalogue.Entry,
    _ outcome: Outcome, _ actor: Actor
  ) async throws -> Response {
    let city = server.city
    let engine = city.matters
    let reader = MatterReader(engine, RowScope(actor, "matter.read"))
    let (number, isOpen) = try await city.store.read { store in
      let number = try engine.load(outcome.subject, store)?.number ?? ""
      return (number, try actor.holds("matter.read") && reader.matter(number, store) != nil)
    }
    let isCalled = way.action == ReceiveMatter.declaration.name
    let page = BegunPage(
      number: number, code: isCalled ? try await city.code(of: outcome.subject) : nil,
      isOpen: isOpen, again: way.path, language: server.language(request))
    return server.page(
      request, context, entry.declaration.summary, in: way.section, page.content)
  }
}
