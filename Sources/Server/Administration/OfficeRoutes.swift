import Accounts
import City
import Hummingbird
import Journal
import Kernel
import Organisation
import Pack
import Pages
import Store

/// The pages of units and of posts.
struct OfficeRoutes: Sendable {
  let server: CityServer

  private var desk: AdministrationDesk { AdministrationDesk(server: server) }
  private var city: City { server.city }

  private static let changes = [
    AppointHolder.declaration.name, HandOverPost.declaration.name, VacatePost.declaration.name,
  ]
  /// How far from now a change of a post may be dated.
  private static let (backDays, aheadDays): (Int64, Int64) = (366, 92)
  /// People who are proposed for a post; whoever else is meant is written.
  private static let proposalsMax = 200
  /// Events of one subject that its page tells.
  private static let eventsMax = 50

  func add(to router: Router<CityRequestContext>) {
    router.get("administration/units") { request, context in try await units(request, context) }
    router.get("administration/units/:id") { request, context in
      try await unit(request, context, context.parameters.require("id"))
    }
    router.get("administration/posts") { request, context in try await posts(request, context) }
    router.get("administration/posts/:code") { request, context in
      try await post(request, context, context.parameters.require("code"))
    }
    router.post("administration/posts/:code/:action") { request, context in
      try await change(
        request, context, context.parameters.require("code"),
        context.parameters.require("action"))
    }
  }

  /// Whether a unit lies in what the visitor's posts cover here.
  private func covers(_ unit: UnitRecord, _ actor: Actor) -> Bool {
    AdministrationPart.units.permissions.contains {
      RowScope(actor, $0).covers(area: unit.area, unit: unit.id, city.territory)
    }
  }

  // MARK: Units

  private func units(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let visit = try desk.visit(.units, request, context)
    let words = try desk.text("q", request) ?? ""
    let tier = try desk.text("tier", request) ?? ""
    let after = try desk.text("after", request) ?? ""
    let open = city.organisation.allUnits.filter { covers($0, visit.actor) }
    let known = Set(open.map(\.id))
    let found = open.filter { unit in
      if !words.isEmpty || !tier.isEmpty {
        return (tier.isEmpty || unit.tier == tier) && Self.matches(words, unit.id, unit.name)
      }
      // The tops of what the visitor covers.
      return unit.parent.map { !known.contains($0) } ?? true
    }
    let (page, next) = Self.cut(found, after: after, by: \.id)
    let pairs = [("q", words.isEmpty ? nil : words), ("tier", tier.isEmpty ? nil : tier)]
    let content = UnitListPage(
      units: page, below: below(open), search: UnitListPage.Search(words: words, tier: tier),
      nextPath: next.map { AdministrationDesk.path(.units, pairs + [("after", $0)]) },
      firstPath: after.isEmpty ? nil : AdministrationDesk.path(.units, pairs), city: city,
      reader: visit.reader
    ).content
    return desk.page(request, context, UnitListPage.title, below: [.overview], content)
  }

  private static func matches(_ words: String, _ code: String, _ name: Text) -> Bool {
    if words.isEmpty { return true }
    let wanted = words.lowercased()
    return code.lowercased().contains(wanted) || name.chinese.lowercased().contains(wanted)
      || name.english.lowercased().contains(wanted)
  }

  /// One page of a sorted list, and the key of its last line where more follow.
  private static func cut<Element>(
    _ all: [Element], after: String, by key: (Element) -> String
  ) -> (page: [Element], next: String?) {
    let rest = all.drop { key($0) <= after && !after.isEmpty }
    let page = Array(rest.prefix(AdministrationDesk.pageLines))
    return (page, rest.count > page.count ? page.last.map(key) : nil)
  }

  private func below(_ units: [UnitRecord]) -> [String: Int] {
    units.reduce(into: [:]) { counts, unit in
      if let parent = unit.parent { counts[parent, default: 0] += 1 }
    }
  }

  private func unit(
    _ request: Request, _ context: CityRequestContext, _ id: String
  ) async throws -> Response {
    let visit = try desk.visit(.units, request, context)
    guard let unit = city.organisation.unit(id), covers(unit, visit.actor) else {
      throw Problem(.notFound, ["what": "unit", "name": String(id.prefix(80))])
    }
    let after = try desk.text("after", request) ?? ""
    let all = city.organisation.allUnits
    let (children, next) = Self.cut(all.filter { $0.parent == id }, after: after, by: \.id)
    let posts = city.pack.posts.filter { $0.unit == id }
    let lines = try await lines(Array(posts.prefix(AdministrationDesk.pageLines)), visit.now)
    let path = UnitPage.path(id)
    let content = UnitPage(
      unit: unit, children: children, below: below(all),
      nextPath: next.map { path + "?after=" + QueryText.escaped($0) }, posts: lines, city: city,
      reader: visit.reader
    ).content
    return desk.page(request, context, unit.name, below: [.overview, .units], content)
  }

  /// Posts with who holds them.
  private func lines(_ posts: [PostRecord], _ now: Instant) async throws -> [PostLine] {
    let (engine, accounts) = (city.posts, city.accounts)
    let (terms, people) = try await city.store.read { store in
      let terms = try engine.current(posts.map(\.id), at: now, store)
      return (terms, try accounts.known(Set(terms.values.joined().map(\.person)), store))
    }
    return posts.map { PostLine(post: $0, terms: terms[$0.id] ?? [], people: people) }
  }

  // MARK: Posts

  private func posts(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let visit = try desk.visit(.posts, request, context)
    let words = try desk.text("q", request) ?? ""
    let isVacantOnly = try desk.text("vacant", request) == "true"
    let after = try desk.text("after", request) ?? ""
    let engine = city.posts
    let all =
      isVacantOnly
      ? try await city.store.read { try engine.vacant(at: visit.now, $0) }
      : city.pack.posts.sorted { $0.id < $1.id }
    let found = all.filter { post in
      Self.matches(words, post.id, post.name)
        && city.organisation.unit(post.unit).map { covers($0, visit.actor) } ?? false
    }
    let (page, next) = Self.cut(found, after: after, by: \.id)
    let pairs = [("q", words.isEmpty ? nil : words), ("vacant", isVacantOnly ? "true" : nil)]
    let content = PostListPage(
      lines: try await lines(page, visit.now), words: words, isVacantOnly: isVacantOnly,
      nextPath: next.map { AdministrationDesk.path(.posts, pairs + [("after", $0)]) },
      firstPath: after.isEmpty ? nil : AdministrationDesk.path(.posts, pairs), city: city,
      reader: visit.reader
    ).content
    return desk.page(request, context, PostListPage.title, below: [.overview], content)
  }

  private func covered(_ code: String, _ actor: Actor) throws(Problem) -> PostRecord {
    guard let post = city.pack.posts.first(where: { $0.id == code }),
      let unit = city.organisation.unit(post.unit), covers(unit, actor)
    else { throw Problem(.notFound, ["what": "post", "name": String(code.prefix(80))]) }
    return post
  }

  private func post(
    _ request: Request, _ context: CityRequestContext, _ code: String,
    refused: RefusedForm? = nil
  ) async throws -> Response {
    let visit = try desk.visit(.posts, request, context)
    let post = try covered(code, visit.actor)
    let (engine, accounts, jurisdiction) = (city.posts, city.accounts, city.pack.jurisdiction)
    let (held, events, people) = try await city.store.read { store in
      let id = engine.id(of: code)
      let held = try engine.load(id, store)
      var search = JournalSearch()
      search.subject = id
      let events = try EventReader.events(search, jurisdiction, limit: Self.eventsMax, store)
      let persons = (held?.terms ?? []).map(\.person) + events.compactMap { $0.actor.personName }
      return (held, events, try accounts.known(Set(persons), store))
    }
    let isLasting = held?.terms.contains { $0.ended.map { $0 > visit.now } ?? true } ?? false
    let names = isLasting ? Self.changes : [AppointHolder.declaration.name]
    let content = PostPage(
      post: post, terms: held?.terms ?? [], people: people, events: events.reversed(),
      steps: steps(
        names.filter { isLasting && !post.isPlural ? $0 != Self.changes[0] : true },
        post, visit.actor),
      proposals: try await proposals(visit.actor), refused: refused,
      tokens: desk.tokens(context), city: city, reader: visit.reader
    ).content
    return desk.page(
      request, context, post.name, below: [.overview, .posts], problem: refused?.problem, content)
  }

  /// The changes that the visitor may make of this post: reading it is not enough.
  private func steps(
    _ names: [String], _ post: PostRecord, _ actor: Actor
  ) -> [ActionCatalogue.Entry] {
    let unit = city.organisation.unit(post.unit)
    let scope = RowScope(actor, "post.appoint")
    guard scope.covers(area: unit?.area, unit: post.unit, city.territory) else { return [] }
    return desk.steps(names, for: actor)
  }

  /// People with an account, for those who may see accounts.
  private func proposals(_ actor: Actor) async throws -> [AccountEngine.Known] {
    guard AdministrationPart.accounts.isOpen(to: actor) else { return [] }
    let reader = try AccountReader(city.accounts, actor)
    let lines = try await city.store.read { try reader.lines(limit: Self.proposalsMax, $0) }
    return lines.filter { $0.lockedAt == nil && "person:" + $0.person != actor.id }.map {
      AccountEngine.Known(login: $0.person, name: $0.name)
    }
  }

  private func change(
    _ request: Request, _ context: CityRequestContext, _ code: String, _ action: String
  ) async throws -> Response {
    let form = try await desk.form(request, context)
    let visit = try desk.visit(.posts, request, context)
    _ = try covered(code, visit.actor)
    let written = try form.textIfPresent(PostPage.dateField, max: 40) ?? ""
    let done: AdministrationDesk.Done
    do {
      done = try await desk.take(
        action, among: Self.changes, form, for: visit.actor, fixed: ["post": .string(code)],
        at: try date(written, visit.now), texts: [PostPage.dateField: written])
    } catch let problem as Problem where problem.field == "/" + PostPage.dateField {
      let values = FormInput.json(form, fields(of: action), city.pack.offset).object ?? [:]
      done = .refused(
        RefusedForm(
          action: action, values: values, texts: [PostPage.dateField: written],
          problem: problem))
    }
    switch done {
    case .done: return Answer.told(Flash(action), at: PostPage.path(code))
    case .refused(let refused): return try await post(request, context, code, refused: refused)
    }
  }

  private func fields(of action: String) -> [InputReader.Field] {
    ActionCatalogue.all.entries.first { $0.declaration.name == action }?.fields ?? []
  }

  /// When a change happens; nil for now.
  private func date(_ text: String, _ now: Instant) throws(Problem) -> Instant? {
    if text.isEmpty { return nil }
    let day = Instant.millisecondsPerDay
    guard let instant = Instant(text.count == 16 ? text + ":00" : text, offset: city.pack.offset),
      instant >= now.advanced(byMilliseconds: -Self.backDays * day),
      instant <= now.advanced(byMilliseconds: Self.aheadDays * day)
    else {
      throw Problem(
        .fieldInvalid, field: "/" + PostPage.dateField,
        [
          "name": PostPage.dateField,
          "expected": "−\(Self.backDays) d … +\(Self.aheadDays) d", "found": text,
        ])
    }
    return instant
  }
}

extension String {
  /// The person of an actor as the journal names it; nil for any other.
  var personName: String? {
    hasPrefix("person:") ? String(dropFirst("person:".count)) : nil
  }
}
