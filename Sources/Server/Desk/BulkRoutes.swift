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

/// One step for several matters: each is an action of its own, with a key of its own, tried before
/// anything is done.
struct BulkRoutes: Sendable {
  let server: CityServer

  private var city: City { server.city }

  func add(to router: Router<CityRequestContext>) {
    router.get("bulk") { request, context in try await begin(request, context) }
    router.post("bulk/preview") { request, context in try await preview(request, context) }
    router.post("bulk") { request, context in try await take(request, context) }
  }

  /// The matters that were chosen, as far as the reader sees them.
  private struct Chosen {
    let actor: Actor
    let now: Instant
    var lines: [BulkPage.Line]
    let gone: Int

    var matters: [(id: Int64, matter: Matter)] { lines.map { ($0.id, $0.matter) } }
  }

  /// - Parameter names: numbers, each with the version that was seen where it is known.
  private func chosen(
    _ names: [(number: String, version: Int64?)], _ context: CityRequestContext
  ) async throws -> Chosen {
    let actor = try server.actor(context)
    guard actor.holds("matter.read") else {
      throw Problem(.forbidden, ["permission": "matter.read"])
    }
    guard names.count <= BulkPage.most else {
      throw Problem(.bulkTooMany, ["most": String(BulkPage.most), "found": String(names.count)])
    }
    let reader = MatterReader(city.matters, RowScope(actor, "matter.read"))
    let jurisdiction = city.pack.jurisdiction
    let lines = try await city.store.read { store in
      try names.compactMap { name -> BulkPage.Line? in
        guard let (id, matter) = try reader.matter(name.number, store) else { return nil }
        let row = try store.row(
          "SELECT version FROM stream WHERE jurisdiction = ? AND subject = ?",
          [.integer(jurisdiction), .integer(id)])
        return BulkPage.Line(
          id: id, matter: matter, version: name.version ?? row?.integer(0) ?? 0)
      }
    }
    return Chosen(
      actor: actor, now: server.clock(), lines: lines, gone: names.count - lines.count)
  }

  private func page(
    _ request: Request, _ context: CityRequestContext, _ chosen: Chosen, _ stage: BulkPage.Stage,
    key: String? = nil, problem: Problem? = nil
  ) -> Response {
    let tokens = ActionForm.Tokens(guardToken: server.formToken(context).text, key: key)
    let page = BulkPage(
      stage, chosen.lines, gone: chosen.gone, tokens: tokens, now: chosen.now, city: city,
      language: server.language(request))
    return server.page(
      request, context, BulkPage.title, in: .desk, above: [(MatterListPage.title, "/")],
      status: HTTPResponse.Status(code: problem?.kind.status ?? 200), page.content)
  }

  // MARK: Which step, and its form

  private func begin(_ request: Request, _ context: CityRequestContext) async throws -> Response {
    let form = try Form(Array((request.uri.query ?? "").utf8))
    var seen: Set<String> = []
    let numbers = form.values("matter").filter { seen.insert($0).inserted }
    let chosen = try await chosen(numbers.map { ($0, nil) }, context)
    let steps = city.sharedSteps(on: chosen.matters, by: chosen.actor, at: chosen.now)
    guard let name = try form.textIfPresent("step", max: 120) else {
      return page(request, context, chosen, .choosing(steps))
    }
    let step = try step(name, chosen, steps)
    // What asks for nothing can be shown at once.
    let isAsked = step.entry.fields.contains { step.each.values.first?[$0.name] == nil }
    if isAsked {
      return page(request, context, chosen, .filling(step, values: [:], problem: nil))
    }
    return try await previewed(request, context, chosen, step, try Form([UInt8]()), edits: false)
  }

  /// The step of a name, which must be possible on all that are chosen.
  private func step(
    _ name: String, _ chosen: Chosen, _ steps: [SharedStep]
  ) throws(Problem) -> SharedStep {
    guard let step = steps.first(where: { $0.name == name }) else {
      throw Problem(.bulkStepGone)
    }
    return step
  }

  // MARK: The form's answers

  /// What a form of this way was sent with.
  private struct Sent {
    let form: Form
    let step: SharedStep
    var chosen: Chosen
  }

  private func sent(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Sent {
    let form = try await FormReader(server: server).read(request, context)
    let text = try form.text(BulkPage.Hidden.matters, max: BulkPage.most * 64)
    let names = text.split(separator: " ").map { part -> (number: String, version: Int64?) in
      let halves = part.split(separator: ":", maxSplits: 1)
      return (String(halves[0]), halves.count == 2 ? Int64(halves[1]) : nil)
    }
    var seen: Set<String> = []
    let chosen = try await chosen(names.filter { seen.insert($0.number).inserted }, context)
    let name = try form.text(BulkPage.Hidden.step, max: 120)
    guard
      let entry = ActionCatalogue.all.entries.first(where: {
        $0.isPossible != nil && $0.declaration.name == name.prefix { $0 != "." }
      })
    else { throw Problem(.bulkStepGone) }
    let possible = city.sharedSteps(on: chosen.matters, by: chosen.actor, at: chosen.now)
    guard let step = possible.first(where: { $0.name == name }) else {
      // It may have been done in the meantime: the answers to the same keys are still there.
      let kept = FormInput.json(form, entry.fields, city.pack.offset).object ?? [:]
      let own = kept.filter { SharedStep.isSettled($0.key, entry) }
      return Sent(form: form, step: SharedStep(entry: entry, settled: own), chosen: chosen)
    }
    return Sent(form: form, step: step, chosen: chosen)
  }

  /// The input for one matter: what was written once, and what the matter itself settles.
  private func input(_ step: SharedStep, _ id: Int64, _ form: Form) -> JSON {
    var members = FormInput.json(form, step.entry.fields, city.pack.offset).object ?? [:]
    for (name, value) in step.each[id] ?? step.settled { members[name] = value }
    return .object(members)
  }

  // MARK: The preview

  private func preview(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let sent = try await sent(request, context)
    let edits = try sent.form.textIfPresent(BulkPage.Hidden.edit, max: 10) != nil
    return try await previewed(
      request, context, sent.chosen, sent.step, sent.form, edits: edits)
  }

  /// - Parameter edits: whether the form is wanted back, not what would come of it.
  private func previewed(
    _ request: Request, _ context: CityRequestContext, _ given: Chosen, _ step: SharedStep,
    _ form: Form, edits: Bool
  ) async throws -> Response {
    let values = FormInput.json(form, step.entry.fields, city.pack.offset).object ?? [:]
    if edits {
      return page(request, context, given, .filling(step, values: values, problem: nil))
    }
    var chosen = given
    chosen.lines = try await rehearsed(given, step, form)
    // What is wrong with the answers is wrong for all: the form comes back with every word.
    let problems = chosen.lines.map(\.problem)
    if let first = problems.first, let problem = first, isAsked(problem, step),
      problems.allSatisfy({ $0 == problem })
    {
      return page(
        request, context, given, .filling(step, values: values, problem: problem),
        problem: problem)
    }
    let asked = Set(step.entry.fields.map(\.name)).subtracting((step.each.values.first ?? [:]).keys)
    let answers = form.fields.filter { asked.contains($0.name) }.map { ($0.name, $0.value) }
    let key = "bulk-" + server.equipment.random(16).map { String($0, radix: 16) }.joined()
    return page(request, context, chosen, .previewing(step, answers: answers), key: key)
  }

  private func isAsked(_ problem: Problem, _ step: SharedStep) -> Bool {
    let name = problem.field.dropFirst().prefix { $0 != "/" }
    return step.entry.fields.contains { $0.name == name }
  }

  /// The lines with what would come of the step.
  private func rehearsed(
    _ chosen: Chosen, _ step: SharedStep, _ form: Form
  ) async throws -> [BulkPage.Line] {
    let calls = chosen.lines.map { line in
      ActionCatalogue.Call(
        step.entry.declaration.name, on: line.id, input(step, line.id, form), by: chosen.actor,
        at: chosen.now)
    }
    let (city, lines) = (city, chosen.lines)
    return try await city.store.read { store in
      try zip(lines, calls).map { line, call in
        var line = line
        do {
          try ActionCatalogue.all.rehearse(call, city, store)
        } catch let problem as Problem {
          line.problem = problem
        }
        return line
      }
    }
  }

  // MARK: Doing it

  private func take(_ request: Request, _ context: CityRequestContext) async throws -> Response {
    let sent = try await sent(request, context)
    let key = try sent.form.text(ActionForm.Hidden.key, max: 80)
    var chosen = sent.chosen
    for index in chosen.lines.indices {
      let line = chosen.lines[index]
      let call = ActionCatalogue.Call(
        sent.step.entry.declaration.name, on: line.id, input(sent.step, line.id, sent.form),
        by: chosen.actor, at: chosen.now, key: key + "." + line.matter.number,
        expectedVersion: line.version)
      do {
        _ = try await ActionCatalogue.all.perform(call, city)
      } catch let problem as Problem where problem.kind.status < 500 {
        chosen.lines[index].problem = problem
      }
    }
    let engine = city.matters
    let lines = chosen.lines
    chosen.lines = try await city.store.read { store in
      try lines.map { line in
        BulkPage.Line(
          id: line.id, matter: try engine.load(line.id, store) ?? line.matter,
          version: line.version, problem: line.problem)
      }
    }
    return page(request, context, chosen, .done(sent.step))
  }
}

extension Problem.Kind {
  static let bulkTooMany = Problem.Kind(
    "bulk.too-many", status: 422, zh: "一次最多办{most}件，选了{found}件；请分几次办。",
    en: "One step takes {most} matters at most; {found} were chosen. Do it in several rounds.")
  static let bulkStepGone = Problem.Kind(
    "bulk.step-gone", status: 409, zh: "选中的事项已不能办这一步，可能有人先办了；请回到列表重新选。",
    en: "This step is no longer possible on what was chosen; somebody may have been first. Go "
      + "back to the list and choose again.")
}
