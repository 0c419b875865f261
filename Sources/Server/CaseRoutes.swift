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

/// What belongs to the page of a matter and has an address of its own: the work order to print, the
/// whole timeline, and the photographs that are added.
struct CaseRoutes: Sendable {
  let server: CityServer

  private var city: City { server.city }
  private var matters: MatterRoutes { MatterRoutes(server: server) }

  func add(to router: Router<CityRequestContext>) {
    router.get("matters/:number/sheet") { request, context in
      try await sheet(request, context)
    }
    router.get("matters/:number/timeline") { request, context in
      try await timeline(request, context)
    }
    router.post("matters/:number/photographs") { request, context in
      try await attach(request, context)
    }
  }

  private func above(_ matter: Matter) -> [(Text, String)] {
    [(MatterListPage.title, "/"), (Text(matter.number), "/matters/\(matter.number)")]
  }

  private func sheet(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let file = try await matters.file(context)
    let page = MatterSheetPage(
      file, now: server.clock(), reader: try server.actor(context).name, city: city,
      language: server.language(request))
    return server.page(
      request, context, MatterSheetPage.title, in: .desk, above: above(file.matter), page.content)
  }

  private func timeline(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let file = try await matters.file(context)
    let end = try request.uri.queryParameters["to"].map { text in
      guard let end = Int(text), end > 0 else {
        throw Problem(
          .fieldInvalid, field: "to",
          ["name": "to", "expected": "1, 2, 3 …", "found": String(text.prefix(40))])
      }
      return end
    }
    let page = TimelinePage(file, to: end, city: city, language: server.language(request))
    return server.page(
      request, context, TimelinePage.title, in: .desk, above: above(file.matter), page.content)
  }

  // MARK: Photographs

  private func attach(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let form = try await FormReader(server: server).read(request, context, takesFiles: true)
    let (id, matter) = try await matters.found(context)
    let actor = try server.actor(context)
    let steps = city.possibleActions(on: matter, id: id, by: actor, at: server.clock())
    guard steps.contains(where: { $0.entry.declaration.name == PhotographUpload.action }) else {
      throw Problem(.forbidden, ["permission": AttachPhotograph.declaration.permission.code])
    }
    let taken = try await PhotographIntake(server: server).take(
      form, atMost: PhotographIntake.formMax, stranger: nil)
    let purpose =
      form.values("purpose").first.flatMap(MatterPhotograph.Purpose.init(rawValue:)) ?? .before
    let rest = try await PhotographUpload(server: server).attach(
      taken, to: id, as: purpose, by: actor,
      key: try form.textIfPresent(ActionForm.Hidden.key, max: 60))
    guard rest.problem == nil else {
      // What was attached is there; what was not waits in the form.
      let (id, matter) = try await matters.found(context)
      return try await matters.page(request, context, id, matter, photographs: rest)
    }
    return Answer.told(
      Flash(PhotographUpload.action, number: matter.number),
      at: "/matters/\(matter.number)#photographs")
  }
}

/// Photographs that somebody adds to a matter by a form.
struct PhotographUpload: Sendable {
  let server: CityServer

  static let action = AttachPhotograph.declaration.name

  /// Attaches what a form has brought; answers what is left of it, with the reason.
  func attach(
    _ taken: PhotographIntake.Taken, to id: Int64, as purpose: MatterPhotograph.Purpose,
    by actor: Actor, key: String?
  ) async throws -> PhotographIntake.Taken {
    let now = server.clock()
    var rest = PhotographIntake.Taken(tickets: [], problem: taken.problem)
    if taken.tickets.isEmpty, rest.problem == nil { rest.problem = Problem(.photographNeeded) }
    for ticket in taken.tickets {
      guard let digest = try await server.city.photographDigest(ofTicket: ticket, at: now) else {
        continue
      }
      do {
        _ = try await ActionCatalogue.all.perform(
          ActionCatalogue.Call(
            PhotographUpload.action, on: id,
            ["digest": .string(digest), "purpose": .string(purpose.rawValue)], by: actor,
            at: now, key: key.map { $0 + "-" + digest.prefix(16) }), server.city)
      } catch let problem as Problem where (400..<500).contains(problem.kind.status) {
        rest.problem = rest.problem ?? problem
        rest.tickets.append(ticket)
      }
    }
    return rest
  }

  /// The form, for whoever may add photographs; nil for others.
  /// - Parameter code: of a caller who has no account, with the number of the matter.
  func form(
    _ steps: [PossibleAction], to path: String, tokens: ActionForm.Tokens,
    code: (number: String, code: String)? = nil, rest: PhotographIntake.Taken? = nil,
    _ language: Language
  ) -> PhotographForm? {
    guard steps.contains(where: { $0.entry.declaration.name == PhotographUpload.action }) else {
      return nil
    }
    return PhotographForm(
      to: path, kept: rest?.kept ?? [], most: PhotographIntake.formMax,
      megabytes: City.ReportLimits.photographMegabytes,
      fixed: code.map { [("number", $0.number), ("code", $0.code)] } ?? [], purposes: code == nil,
      tokens: tokens, problem: rest?.problem, language)
  }
}

extension Problem.Kind {
  static let photographNeeded = Problem.Kind(
    "form.photograph-needed", status: 422, zh: "还没有选照片；请拍一张或从相册里选。",
    en: "No photograph was chosen; take one or choose some.")
}
