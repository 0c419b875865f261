import API
import City
import HTTPTypes
import Hummingbird
import Journal
import Kernel
import Organisation
import Pack
import Pages

/// What every route of administration begins with: whether its part is open to whoever asks.
struct AdministrationDesk: Sendable {
  let server: CityServer

  /// Lines of one page.
  static let pageLines = 50
  /// Longest words that are looked for.
  static let wordsMax = 120

  /// Whoever asks, with what pages are made with.
  struct Visit: Sendable {
    let actor: Actor
    let reader: AdministrationReader
    let now: Instant
  }

  /// - Throws: `request.forbidden` where the part is not open; `request.out-of-scope` where the
  ///   right is for a part of the city and the part of administration has none.
  func visit(
    _ part: AdministrationPart, _ request: Request, _ context: CityRequestContext
  ) throws -> Visit {
    let actor = try server.actor(context)
    guard part.isOpen(to: actor) else {
      if part.permissions.contains(where: actor.holds) { throw Problem(.outOfScope) }
      throw Problem(.forbidden, ["permission": part.permissions[0].code])
    }
    let now = server.clock()
    return Visit(
      actor: actor,
      reader: AdministrationReader(
        actor: actor, now: now, offset: server.city.pack.offset,
        language: server.language(request)), now: now)
  }

  func page(
    _ request: Request, _ context: CityRequestContext, _ title: Text,
    below parts: [AdministrationPart] = [], problem: Problem? = nil, _ content: HTML
  ) -> Response {
    server.page(
      request, context, title, in: .administration, above: parts.map { ($0.name, $0.path) },
      status: HTTPResponse.Status(code: problem?.kind.status ?? 200), content)
  }

  // MARK: Questions

  /// A parameter of the address; nil where it is missing or blank.
  func text(_ name: String, _ request: Request, max: Int = wordsMax) throws(Problem) -> String? {
    // Browsers write the spaces of a form's words as `+`, which only a form's reader knows.
    let form = try Form(Array((request.uri.query ?? "").utf8))
    guard let value = try form.textIfPresent(name, max: max) else { return nil }
    let inner = value.drop(while: \.isWhitespace)
    let words = String(inner.reversed().drop(while: \.isWhitespace).reversed())
    return words.isEmpty ? nil : words
  }

  func number(_ name: String, _ request: Request, _ range: ClosedRange<Int64>) throws -> Int64? {
    guard let text = try text(name, request, max: 20) else { return nil }
    guard let number = Int64(text), range.contains(number) else {
      throw Problem(
        .fieldInvalid, field: name,
        [
          "name": name, "expected": "\(range.lowerBound)–\(range.upperBound)", "found": text,
        ])
    }
    return number
  }

  /// An address of a list with what is looked for in it.
  static func path(_ part: AdministrationPart, _ pairs: [(String, String?)]) -> String {
    let query = pairs.compactMap { name, value in
      value.map { name + "=" + QueryText.escaped($0) }
    }
    return part.path + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
  }

  // MARK: Steps

  /// The actions of these names that somebody may take.
  func steps(_ names: [String], for actor: Actor) -> [ActionCatalogue.Entry] {
    names.compactMap { name in
      ActionCatalogue.all.entries.first { $0.declaration.name == name }
    }.filter { actor.holds($0.declaration.permission) }
  }

  func tokens(_ context: CityRequestContext) -> ActionForm.Tokens {
    ActionForm.Tokens(
      guardToken: server.formToken(context).text,
      key: "form-" + server.equipment.random(16).map { String($0, radix: 16) }.joined())
  }

  /// What came of a form.
  enum Done: Sendable {
    case done(Outcome)
    case refused(RefusedForm)
  }

  /// Takes an action with the answers of a form; a refusal keeps every word.
  /// - Parameters:
  ///   - names: the actions that may be taken here.
  ///   - subject: what it is about, where that doesn't follow from the answers.
  ///   - fixed: answers that follow from where the form stands, whatever it says.
  ///   - at: when it happens; nil for now.
  ///   - texts: answers that are not the action's own, to be kept.
  func take(
    _ name: String, among names: [String], _ form: Form, for actor: Actor,
    on subject: Int64? = nil, fixed: [String: JSON] = [:], at: Instant? = nil,
    texts: [String: String] = [:]
  ) async throws -> Done {
    guard names.contains(name),
      let entry = ActionCatalogue.all.entries.first(where: { $0.declaration.name == name })
    else { throw Problem(.notFound, ["what": "action", "name": String(name.prefix(80))]) }
    let permission = entry.declaration.permission
    guard actor.holds(permission) else {
      throw Problem(.forbidden, ["permission": permission.code])
    }
    let answers = FormInput.json(form, entry.fields, server.city.pack.offset).object ?? [:]
    let input = JSON.object(answers.merging(fixed) { $1 })
    do {
      let call = ActionCatalogue.Call(
        name, on: subject, input, by: actor, at: at ?? server.clock(),
        key: try form.textIfPresent(ActionForm.Hidden.key, max: 80))
      return .done(try await ActionCatalogue.all.perform(call, server.city))
    } catch let problem as Problem where Self.isToBeTold(problem) {
      return .refused(
        RefusedForm(
          action: name, values: input.object ?? [:], texts: texts, problem: problem))
    }
  }

  /// Refusals that stand beside the form; all others have a page of their own.
  static func isToBeTold(_ problem: Problem) -> Bool {
    [403, 409, 422].contains(problem.kind.status)
  }

  func form(_ request: Request, _ context: CityRequestContext) async throws -> Form {
    try await FormReader(server: server).read(request, context)
  }
}
