import Accounts
import City
import Hummingbird
import Journal
import Kernel
import Matters
import Organisation
import Pack
import Pages
import Store
import Upkeep

/// The pages of the journal and of its verification.
struct JournalRoutes: Sendable {
  let server: CityServer

  private var desk: AdministrationDesk { AdministrationDesk(server: server) }
  private var city: City { server.city }

  private static let order = OrderVerification.declaration.name
  /// Days that the chart shows.
  private static let daysMax = 30
  private static let verificationsMax = 10

  func add(to router: Router<CityRequestContext>) {
    router.get("administration/journal") { request, context in try await list(request, context) }
    router.get("administration/journal/:position") { request, context in
      try await one(request, context, context.parameters.require("position"))
    }
    router.get("administration/verifications") { request, context in
      try await verifications(request, context)
    }
    router.post("administration/verifications") { request, context in
      try await verify(request, context)
    }
  }

  // MARK: The list

  private func list(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let visit = try desk.visit(.journal, request, context)
    var asked = JournalPage.Search()
    asked.subject = try desk.text("subject", request) ?? ""
    asked.actor = try desk.text("actor", request) ?? ""
    asked.from = try desk.text("from", request) ?? ""
    asked.until = try desk.text("until", request) ?? ""
    let before = try desk.number("before", request, 1...Int64.max)
    var events: [RecordedEvent] = []
    do {
      events = try await found(asked, before: before)
    } catch let problem as Problem where problem.kind.status == 404 || problem.kind.status == 422 {
      // What was looked for stands in the form, beside what is wrong with it.
      asked.problem = problem
    }
    let isFirst = before == nil && asked.isEmpty
    let content = try await page(
      visit, context, events, asked, standing: isFirst, hasBefore: before != nil)
    return desk.page(
      request, context, JournalPage.title, below: [.overview], problem: asked.problem, content)
  }

  private func page(
    _ visit: AdministrationDesk.Visit, _ context: CityRequestContext, _ events: [RecordedEvent],
    _ asked: JournalPage.Search, standing isStanding: Bool, hasBefore: Bool
  ) async throws -> HTML {
    let shown = Array(events.prefix(AdministrationDesk.pageLines))
    func some(_ text: String) -> String? { text.isEmpty ? nil : text }
    let pairs = [
      ("subject", some(asked.subject)), ("actor", some(asked.actor)), ("from", some(asked.from)),
      ("until", some(asked.until)),
    ]
    let next = events.count > shown.count ? shown.last.map { String($0.position) } : nil
    let standing = isStanding ? try await self.standing(visit) : nil
    let (city, streams) = (city, Set(shown.map(\.stream)))
    return JournalPage(
      standing: standing, events: shown,
      names: try await city.store.read { try city.subjectNames(streams, for: visit.actor, $0) },
      people: try await people(shown.map(\.actor) + (standing?.actors ?? [])), search: asked,
      nextPath: next.map { AdministrationDesk.path(.journal, pairs + [("before", $0)]) },
      firstPath: hasBefore ? AdministrationDesk.path(.journal, pairs) : nil,
      order: desk.steps([Self.order], for: visit.actor).first, refused: nil,
      tokens: desk.tokens(context), city: city, reader: visit.reader
    ).content
  }

  private func people(_ actors: [String]) async throws -> [String: AccountEngine.Known] {
    let accounts = city.accounts
    let persons = Set(actors.compactMap(\.personName))
    return try await city.store.read { try accounts.known(persons, $0) }
  }

  private func found(
    _ asked: JournalPage.Search, before: Int64?
  ) async throws -> [RecordedEvent] {
    var search = JournalSearch()
    if !asked.subject.isEmpty { search.subject = try await subject(asked.subject) }
    if !asked.actor.isEmpty { search.actor = try await actor(asked.actor) }
    let (offset, jurisdiction) = (city.pack.offset, city.pack.jurisdiction)
    let from = try day(asked.from, "from")
    let until = try day(asked.until, "until")?.advanced(byDays: 1)
    return try await city.store.read { [search] store in
      var search = search
      if let from {
        search.first = try EventReader.position(since: Instant(startOf: from, offset), store)
      }
      if let until {
        search.before = try EventReader.position(since: Instant(startOf: until, offset), store)
      }
      if let before { search.before = min(search.before, before) }
      return try EventReader.events(
        search, jurisdiction, limit: AdministrationDesk.pageLines + 1, store)
    }
  }

  private func day(_ text: String, _ field: String) throws(Problem) -> CivilDate? {
    if text.isEmpty { return nil }
    guard let date = CivilDate(text) else {
      throw Problem(
        .fieldInvalid, field: field,
        ["name": field, "expected": "2026-05-28", "found": String(text.prefix(40))])
    }
    return date
  }

  /// The stream that somebody means: a post, a login, the number of a matter, or an identifier.
  private func subject(_ name: String) async throws -> Int64 {
    if city.pack.posts.contains(where: { $0.id == name }) { return city.posts.id(of: name) }
    let (accounts, login) = (city.accounts, city.accounts.id(of: name))
    if try await city.store.read({ try accounts.load(login, $0) }) != nil { return login }
    do {
      return try await city.subject(MatterEngine.kind, named: name)
    } catch let problem as Problem {
      throw Problem(problem.kind, field: "subject", problem.arguments)
    }
  }

  /// The actor that somebody means: as the journal writes it, or by their login.
  private func actor(_ name: String) async throws -> String {
    if name.contains(":") { return name }
    let accounts = city.accounts
    let account = try await city.store.read { try accounts.load(accounts.id(of: name), $0) }
    return account?.actorID ?? "person:" + name
  }

  private func standing(_ visit: AdministrationDesk.Visit) async throws -> JournalPage.Standing {
    let offset = city.pack.offset
    let today = server.equipment.clock().local(offset).date
    let days = (0..<Self.daysMax).reversed().map { today.advanced(byDays: -$0) }
    let moments = (days + [today.advanced(byDays: 1)]).map { Instant(startOf: $0, offset) }
    let reader = try UpkeepReader(city.upkeep, visit.actor)
    return try await city.store.read { store in
      let counts = try EventReader.counts(between: moments, store)
      return JournalPage.Standing(
        position: try EventReader.lastPosition(store), seal: try LastSeal(store),
        days: zip(days, counts).map { (String($0.text.dropFirst(5)), $1) },
        verifications: try reader.verifications(limit: Self.verificationsMax, store))
    }
  }

  // MARK: One entry

  private func one(
    _ request: Request, _ context: CityRequestContext, _ text: String
  ) async throws -> Response {
    let visit = try desk.visit(.journal, request, context)
    let city = city
    let found = try await city.store.read { store in
      try Int64(text).flatMap {
        try EventReader.event(at: $0, city.pack.jurisdiction, store)
      }.map {
        (
          $0,
          try city.subjectNames([$0.stream], for: visit.actor, store)[
            $0.stream],
          try EventReader.proof(of: $0, store), try EventReader.lastPosition(store)
        )
      }
    }
    guard let (recorded, name, proof, last) = found else {
      throw Problem(.notFound, ["what": "event", "name": String(text.prefix(40))])
    }
    let named = recorded.event.body.object?.values.compactMap(\.string) ?? []
    let page = JournalEntryPage(
      recorded, named: name, before: proof.before, isSound: proof.isSound,
      isBodyOpen: try await isOpen(recorded, visit.actor),
      people: try await people([recorded.actor] + named.prefix(8).map { "person:" + $0 }),
      last: last, city: city, reader: visit.reader)
    return desk.page(
      request, context, Text("#" + String(recorded.position)), below: [.overview, .journal],
      page.content)
  }

  /// Kinds of subjects whose events are about offices and machinery, and about no resident.
  private static let official: Set<String> = [
    "post", "account", "access-key", "webhook", "upkeep",
  ]

  /// Whether somebody may read what an event says: who looks into the journal sees that something
  /// happened, what residents said is for those whose posts cover the matter.
  private func isOpen(_ recorded: RecordedEvent, _ actor: Actor) async throws -> Bool {
    if Self.official.contains(recorded.stream.kind) { return true }
    guard recorded.stream.kind == MatterEngine.kind, actor.holds("matter.read") else {
      return false
    }
    let reader = MatterReader(city.matters, RowScope(actor, "matter.read"))
    let name = Identifier<Matter>(rawValue: recorded.stream.id).text
    return try await city.store.read { try reader.matter(name, $0) != nil }
  }

  // MARK: Verification

  private func requireLook(
    _ request: Request, _ context: CityRequestContext
  ) throws -> AdministrationDesk.Visit {
    // Who reads the journal and who looks after the machinery see the same here.
    let actor = try server.actor(context)
    return try desk.visit(
      AdministrationPart.journal.isOpen(to: actor) ? .journal : .health, request, context)
  }

  private func verifications(
    _ request: Request, _ context: CityRequestContext, refused: RefusedForm? = nil
  ) async throws -> Response {
    let visit = try requireLook(request, context)
    let standing = try await standing(visit)
    let page = JournalPage(
      standing: standing, events: [], names: [:], people: try await people(standing.actors),
      search: JournalPage.Search(), nextPath: nil, firstPath: nil,
      order: desk.steps([Self.order], for: visit.actor).first, refused: refused,
      tokens: desk.tokens(context), city: city, reader: visit.reader)
    return desk.page(
      request, context, VerificationPage.title, below: [.overview], problem: refused?.problem,
      VerificationPage(page).content)
  }

  private func verify(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let form = try await desk.form(request, context)
    let visit = try requireLook(request, context)
    switch try await desk.take(Self.order, among: [Self.order], form, for: visit.actor) {
    case .done: return Answer.told(Flash(Self.order), at: VerificationPage.path)
    case .refused(let refused):
      return try await verifications(request, context, refused: refused)
    }
  }
}
