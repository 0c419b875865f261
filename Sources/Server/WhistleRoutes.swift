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

/// Blowing the whistle in two steps. Everything that was written goes with the form from one step
/// to the other.
struct WhistleRoutes: Sendable {
  let server: CityServer

  private var city: City { server.city }
  private static let action = BlowWhistle.declaration.name

  func add(to router: Router<CityRequestContext>) {
    router.get("whistle") { request, context in
      let actor = try server.actor(context)
      let entry = try server.entry(WhistleRoutes.action, for: actor)
      let draft = WhistleDraft(WhistlePage.beginning(city))
      return try what(request, context, entry, draft, key: server.formKey())
    }
    router.post("whistle") { request, context in try await send(request, context) }
  }

  /// One sending of a step.
  private struct Sent {
    let actor: Actor
    let entry: ActionCatalogue.Entry
    var draft: WhistleDraft
    let key: String
    let step: String
    /// The units that the preview showed; nil where there was none.
    let shown: Set<String>?
  }

  private func sent(_ request: Request, _ context: CityRequestContext) async throws -> Sent {
    let form = try await FormReader(server: server).read(request, context)
    let actor = try server.actor(context)
    let entry = try server.entry(WhistleRoutes.action, for: actor)
    let input = FormInput.json(form, entry.fields, city.pack.offset).object ?? [:]
    let query = form.values(WhistleDraft.Search.text).first ?? ""
    return Sent(
      actor: actor, entry: entry,
      draft: WhistleDraft(
        NamedInput(city: city).coded(input), query: String(query.prefix(60)),
        function: form.values(WhistleDraft.Search.function).first ?? ""),
      key: try form.textIfPresent(ActionForm.Hidden.key, max: 80) ?? server.formKey(),
      step: form.values("step").first ?? "blow",
      shown: form.values(WhistleDraft.shown).first.map {
        Set($0.split(separator: " ").map(String.init))
      })
  }

  private func send(_ request: Request, _ context: CityRequestContext) async throws -> Response {
    var sent = try await sent(request, context)
    do {
      switch sent.step {
      case "what": return try what(request, context, sent.entry, sent.draft, key: sent.key)
      case "whom", "search", "preview":
        try check(sent)
        return try whom(request, context, sent)
      default:
        try check(sent)
        // Nobody is called whom the preview did not show.
        if let shown = sent.shown, shown != Set(sent.draft.units) {
          sent.draft.isChanged = true
          return try whom(request, context, sent)
        }
        return try await blow(sent)
      }
    } catch let problem as Problem where (400..<500).contains(problem.kind.status) {
      let key = problem.kind == .keyReused ? server.formKey() : sent.key
      if WhistleDraft.step(of: problem) == .what {
        return try what(request, context, sent.entry, sent.draft, problem, key: key)
      }
      return try whom(request, context, sent, problem)
    }
  }

  // MARK: The steps

  private func tokens(_ context: CityRequestContext, _ key: String) -> ActionForm.Tokens {
    ActionForm.Tokens(guardToken: server.formToken(context).text, key: key)
  }

  private func what(
    _ request: Request, _ context: CityRequestContext, _ entry: ActionCatalogue.Entry,
    _ draft: WhistleDraft, _ problem: Problem? = nil, key: String
  ) throws -> Response {
    var named = draft
    named.values = NamedInput(city: city).named(draft.values)
    let page = WhistlePage(
      entry, named, problem: problem, tokens: tokens(context, key), city: city,
      language: server.language(request))
    return answer(request, context, page.what(try limitsBySort(draft)), problem)
  }

  /// How long units would have, by the sort of whistle.
  private func limitsBySort(_ draft: WhistleDraft) throws -> [String: [SummonLimit]] {
    var limits: [String: [SummonLimit]] = [:]
    for kind in city.pack.kinds.values where kind.record.whistle != nil {
      for sort in kind.record.sorts {
        limits[sort.id] = try city.matters.summonLimits(
          kind: kind.record.id, sort: sort.id, title: draft.text("title"),
          demand: draft.text("demand"), area: area(draft), at: server.clock())
      }
    }
    return limits
  }

  private func area(_ draft: WhistleDraft) -> String? {
    city.territory.area(draft.text("area"))?.id
  }

  private func whom(
    _ request: Request, _ context: CityRequestContext, _ sent: Sent, _ problem: Problem? = nil
  ) throws -> Response {
    let page = WhistlePage(
      sent.entry, sent.draft, problem: problem, tokens: tokens(context, sent.key), city: city,
      language: server.language(request))
    let now = server.clock()
    return answer(request, context, page.whom(try proposals(sent, at: now), now: now), problem)
  }

  private func proposals(_ sent: Sent, at now: Instant) throws -> WhistlePage.Proposals {
    let (engine, draft) = (city.matters, sent.draft)
    guard let area = area(draft), city.pack.kinds[draft.text("kind")]?.record.whistle != nil else {
      return WhistlePage.Proposals(proposed: [], chosen: [], found: nil, limits: [])
    }
    let caller = engine.caller(sent.actor)
    let function = city.pack.functions.contains { $0.id == draft.function } ? draft.function : nil
    let isSearched = !draft.query.allSatisfy(\.isWhitespace) || function != nil
    let proposed = engine.summonProposals(
      title: draft.text("title"), demand: draft.text("demand"), area: area, except: caller,
      at: now)
    let chosen = draft.units.compactMap { unit in
      proposed.first { $0.code == unit } ?? engine.summonCandidate(unit, area: area, at: now)
    }
    return WhistlePage.Proposals(
      proposed: proposed, chosen: chosen,
      found: isSearched
        ? engine.summonable(
          named: draft.query, function: function, area: area, except: caller, at: now) : nil,
      limits: try engine.summonLimits(
        kind: draft.text("kind"), sort: draft.text("sort"), title: draft.text("title"),
        demand: draft.text("demand"), area: area, at: now))
  }

  /// Refuses a first step that lacks something, before anybody is chosen.
  private func check(_ sent: Sent) throws {
    let draft = sent.draft
    for name in ["kind", "title", "demand", "area"] where draft.text(name).isEmpty {
      throw Problem(.fieldMissing, field: "/" + name, ["name": name])
    }
    guard let kind = city.pack.kinds[draft.text("kind")]?.record, kind.whistle != nil else {
      throw Problem(
        .notFound, field: "/kind", ["what": "kind of whistle", "name": draft.text("kind")])
    }
    guard area(draft) != nil else {
      throw Problem(.notFound, field: "/area", ["what": "area", "name": draft.text("area")])
    }
    let sorts = kind.sorts.map(\.id)
    guard draft.text("sort").isEmpty ? sorts.isEmpty : sorts.contains(draft.text("sort")) else {
      throw Problem(
        draft.text("sort").isEmpty ? .fieldMissing : .sortUnknown, field: "/sort",
        ["name": "sort", "sorts": kind.sorts.map(\.name.chinese).joined(separator: "、")])
    }
  }

  private func answer(
    _ request: Request, _ context: CityRequestContext, _ content: HTML, _ problem: Problem?
  ) -> Response {
    server.page(
      request, context, WhistlePage.title, in: .whistle,
      above: [(WhistleListPage.title, WhistleListPage.path)],
      status: HTTPResponse.Status(code: problem?.kind.status ?? 200), content)
  }

  // MARK: Blowing

  private func blow(_ sent: Sent) async throws -> Response {
    let outcome = try await ActionCatalogue.all.perform(
      ActionCatalogue.Call(
        WhistleRoutes.action, .object(sent.draft.values), by: sent.actor, at: server.clock(),
        key: sent.key), city)
    let engine = city.matters
    let reader = MatterReader(engine, RowScope(sent.actor, "matter.read"))
    let (number, isOpen) = try await city.store.read { store in
      let number = try engine.load(outcome.subject, store)?.number ?? ""
      return (number, try sent.actor.holds("matter.read") && reader.matter(number, store) != nil)
    }
    return Answer.told(
      Flash(WhistleRoutes.action, number: number),
      at: isOpen ? WhistleListPage.path + "/" + number : WhistlePage.path)
  }
}
