import API
import City
import Drafts
import HTTPTypes
import Hummingbird
import Journal
import Kernel
import Matters
import Organisation
import Pack
import Pages
import Store

/// The page on which calls are taken in, with its drafts and its advice.
struct IntakeRoutes: Sendable {
  let server: CityServer

  private var city: City { server.city }
  private static let action = ReceiveMatter.declaration.name

  func add(to router: Router<CityRequestContext>) {
    router.get("intake") { request, context in try await open(request, context) }
    router.post("intake") { request, context in try await send(request, context) }
    router.post("intake/drafts") { request, context in try await keep(request, context) }
    router.post("intake/drafts/:name/removal") { request, context in
      try await discard(request, context)
    }
    router.post("intake/advice") { request, context in try await advise(request, context) }
  }

  /// One sending of the form.
  private struct Sent {
    let visitor: Visitor
    let entry: ActionCatalogue.Entry
    /// As they were written.
    let values: [String: JSON]
    let key: String
    let step: String
  }

  private func sent(_ request: Request, _ context: CityRequestContext) async throws -> Sent {
    let form = try await FormReader(server: server).read(request, context)
    let visitor = try server.visitor(context)
    let entry = try server.entry(IntakeRoutes.action, for: visitor.actor)
    return Sent(
      visitor: visitor, entry: entry,
      values: FormInput.json(form, entry.fields, city.pack.offset).object ?? [:],
      key: try form.text(ActionForm.Hidden.key, max: DraftShelf.nameBytesMax),
      step: form.values("step").first ?? "file")
  }

  // MARK: The page

  private func open(_ request: Request, _ context: CityRequestContext) async throws -> Response {
    let visitor = try server.visitor(context)
    let entry = try server.entry(IntakeRoutes.action, for: visitor.actor)
    guard let name = request.uri.queryParameters["draft"].map(String.init) else {
      return try await page(
        request, context, entry, IntakePage.Answers(IntakePage.beginning(city)),
        key: server.formKey())
    }
    let draft = try await city.draft(name, of: visitor)
    return try await page(
      request, context, entry, IntakePage.Answers(draft.values, savedAt: draft.savedAt),
      values: draft.values, key: draft.name)
  }

  /// - Parameter values: those about which advice is given; nil for none.
  private func page(
    _ request: Request, _ context: CityRequestContext, _ entry: ActionCatalogue.Entry,
    _ answers: IntakePage.Answers, values: [String: JSON]? = nil, key: String
  ) async throws -> Response {
    let visitor = try server.visitor(context)
    let page = IntakePage(
      entry, answers, advice: try await advice(values ?? [:], visitor.actor),
      drafts: try await city.drafts(of: visitor), key: key, owner: visitor.account ?? 0,
      guardToken: server.formToken(context), city: city, language: server.language(request))
    return server.page(
      request, context, IntakePage.title, in: .intake,
      status: HTTPResponse.Status(code: answers.problem?.kind.status ?? 200), page.content)
  }

  private func advice(
    _ values: [String: JSON], _ actor: Actor
  ) async throws -> City.IntakeAdvice? {
    var known = NamedInput(city: city).coded(values)
    known["channel"] = .string(IntakePage.channel)
    return try await city.advice(on: known, by: actor, at: server.clock())
  }

  // MARK: Sending

  private func send(_ request: Request, _ context: CityRequestContext) async throws -> Response {
    let sent = try await sent(request, context)
    do {
      switch sent.step {
      case "save":
        try await city.saveDraft(
          sent.values, as: sent.key, of: sent.visitor, at: server.clock())
        return Answer.told(Flash("saved"), at: IntakePage.path + "?draft=" + sent.key)
      case "check":
        return try await page(
          request, context, sent.entry, IntakePage.Answers(sent.values), values: sent.values,
          key: sent.key)
      default: return try await file(request, context, sent)
      }
    } catch let problem as Problem where (400..<500).contains(problem.kind.status) {
      // What was filed under this key stays; another filing has a key of its own.
      let isUsed = [Problem.Kind.draftFiled, .keyReused].contains(problem.kind)
      return try await page(
        request, context, sent.entry, IntakePage.Answers(sent.values, problem: problem),
        values: sent.values, key: isUsed ? server.formKey() : sent.key)
    }
  }

  private func file(
    _ request: Request, _ context: CityRequestContext, _ sent: Sent
  ) async throws -> Response {
    let call = ActionCatalogue.Call(
      IntakeRoutes.action, .object(NamedInput(city: city).coded(sent.values)),
      by: sent.visitor.actor, at: server.clock(), key: sent.key)
    let outcome = try await ActionCatalogue.all.perform(call, city)
    try await city.removeDraft(sent.key, of: sent.visitor)
    return try await filed(request, context, outcome, sent.visitor.actor)
  }

  /// The number and the code, and where the matter went.
  private func filed(
    _ request: Request, _ context: CityRequestContext, _ outcome: Outcome, _ actor: Actor
  ) async throws -> Response {
    let engine = city.matters
    let reader = MatterReader(engine, RowScope(actor, "matter.read"))
    let found = try await city.store.read { store -> (matter: Matter, isOpen: Bool)? in
      guard let matter = try engine.loadWhole(outcome.subject, store) else { return nil }
      return (matter, try reader.matter(matter.number, store) != nil)
    }
    guard let (matter, isOpen) = found else {
      throw Problem(.notFound, ["what": "matter", "name": ""])
    }
    let language = server.language(request)
    let steps = city.possibleActions(
      on: matter, id: outcome.subject, by: actor, at: server.clock())
    let tokens = ActionForm.Tokens(
      guardToken: server.formToken(context).text, version: outcome.version, key: server.formKey())
    let page = BegunPage(
      matter, code: try await city.code(of: outcome.subject), isOpen: isOpen,
      suggestion: isOpen ? server.suggestion(matter, steps, tokens, language) : nil, city: city,
      language: language)
    return server.page(request, context, IntakePage.title, in: .intake, page.content)
  }

  // MARK: What scripts ask for

  /// Keeps a draft while somebody writes.
  private func keep(_ request: Request, _ context: CityRequestContext) async throws -> Response {
    let sent = try await sent(request, context)
    let now = server.clock()
    try await city.saveDraft(sent.values, as: sent.key, of: sent.visitor, at: now)
    return Answer.json([
      "saved": .string(now.minuteText(city.pack.offset)), "at": .integer(now.milliseconds),
    ])
  }

  /// The advice alone, as a part of the page.
  private func advise(_ request: Request, _ context: CityRequestContext) async throws -> Response {
    let sent = try await sent(request, context)
    let section = AdviceSection(
      try await advice(sent.values, sent.visitor.actor),
      kind: sent.values["kind"]?.string ?? "", city: city, language: server.language(request))
    return Answer.text(section.html.source, type: "text/html; charset=utf-8")
  }

  private func discard(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    _ = try await FormReader(server: server).read(request, context)
    let visitor = try server.visitor(context)
    _ = try server.entry(IntakeRoutes.action, for: visitor.actor)
    try await city.removeDraft(try context.parameters.require("name"), of: visitor)
    return Answer.told(Flash("discarded"), at: IntakePage.path)
  }
}

extension CityServer {
  /// The unit that should lead a matter that nobody leads, for those who may dispatch it.
  func suggestion(
    _ matter: Matter, _ steps: [PossibleAction], _ tokens: ActionForm.Tokens, _ language: Language
  ) -> DispatchSuggestion? {
    guard matter.lead == nil,
      steps.contains(where: { $0.entry.declaration.name == DispatchMatter.declaration.name })
    else { return nil }
    let candidates = city.matters.candidates(for: matter, at: clock())
    return DispatchSuggestion(matter, candidates, tokens: tokens, city: city, language: language)
  }
}
