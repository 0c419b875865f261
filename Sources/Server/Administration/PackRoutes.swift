import Accounts
import City
import Hummingbird
import Journal
import Kernel
import Organisation
import Pack
import Pages
import Store
import Upkeep

/// Who answers for the pack in force, and what waits for the next start.
struct PackStanding: Sendable {
  let enactment: UpkeepReader.Enactment?
  let pending: UpkeepReader.Enactment?

  static func read(
    _ reference: String, _ reader: UpkeepReader, _ store: any Store
  ) async throws -> PackStanding {
    try await store.read { store in
      let newest = try reader.enactment(of: nil, store)
      return PackStanding(
        enactment: try reader.enactment(of: reference, store),
        pending: newest?.revision == reference ? nil : newest)
    }
  }
}

/// Reads and compares packs one after another, so that no number of readers keeps the program busy.
actor CandidateReading {
  func read(_ load: @Sendable () throws -> Pack, against files: PackFiles, _ reference: String)
    -> (candidate: CandidatePage.Candidate, pack: Pack?)
  {
    do {
      let pack = try load()
      if pack.reference == reference { return (.same, pack) }
      let difference = PackDifference(from: files, to: pack.sources)
      return (.other(reference: pack.reference, difference), pack)
    } catch let refused as PackRefused {
      return (.refused(refused.diagnostics), nil)
    } catch let problem as Problem {
      return (.unreadable(problem.kind.code), nil)
    } catch {
      return (.unreadable(FaultWords.of(error)), nil)
    }
  }
}

/// The pages of packs.
struct PackRoutes: Sendable {
  let server: CityServer
  private let reading = CandidateReading()

  init(server: CityServer) { self.server = server }

  private var desk: AdministrationDesk { AdministrationDesk(server: server) }
  private var city: City { server.city }

  private static let enact = EnactPack.declaration.name
  private static let revisionsMax = 20

  func add(to router: Router<CityRequestContext>) {
    router.get("administration/packs") { request, context in try await packs(request, context) }
    router.post("administration/packs/ground") { request, context in
      try await ground(request, context)
    }
    router.get("administration/packs/difference") { request, context in
      try await difference(request, context)
    }
    router.get("administration/packs/candidate") { request, context in
      try await candidate(request, context)
    }
    router.post("administration/packs/candidate") { request, context in
      try await enact(request, context)
    }
  }

  private func entry(_ actor: Actor) -> ActionCatalogue.Entry? {
    guard RowScope(actor, "pack.enact").isEverything else { return nil }
    return desk.steps([Self.enact], for: actor).first
  }

  private func packs(
    _ request: Request, _ context: CityRequestContext, refused: RefusedForm? = nil
  ) async throws -> Response {
    let visit = try desk.visit(.packs, request, context)
    let before = try desk.number("before", request, 1...Int64.max) ?? .max
    let reader = try UpkeepReader(city.upkeep, visit.actor)
    let accounts = city.accounts
    let (revisions, people) = try await city.store.read { store in
      let starts = try reader.starts(before: before, limit: Self.revisionsMax + 1, store)
      let revisions = try starts.map {
        PackPage.Revision(start: $0, enactment: try reader.enactment(of: $0.revision, store))
      }
      let persons = revisions.compactMap { $0.actor?.personName }
      return (revisions, try accounts.known(Set(persons), store))
    }
    let page = Array(revisions.prefix(Self.revisionsMax))
    let next = revisions.count > page.count ? page.last?.number : nil
    let content = PackPage(
      revisions: page,
      nextPath: next.map { AdministrationDesk.path(.packs, [("before", String($0))]) },
      pending: try await PackStanding.read(city.pack.reference, reader, city.store).pending,
      people: people, ground: entry(visit.actor), refused: refused,
      tokens: desk.tokens(context), city: city, reader: visit.reader
    ).content
    return desk.page(
      request, context, PackPage.title, below: [.overview], problem: refused?.problem, content)
  }

  /// Somebody answers for the revision in force after the event.
  private func ground(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let form = try await desk.form(request, context)
    let visit = try desk.visit(.packs, request, context)
    let done = try await desk.take(
      Self.enact, among: [Self.enact], form, for: visit.actor,
      fixed: ["revision": .string(city.pack.reference)])
    switch done {
    case .done: return Answer.told(Flash(Self.enact), at: AdministrationPart.packs.path)
    case .refused(let refused): return try await packs(request, context, refused: refused)
    }
  }

  private func difference(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let visit = try desk.visit(.packs, request, context)
    guard let old = try desk.text("from", request), let new = try desk.text("to", request) else {
      throw Problem(.fieldMissing, field: "from", ["name": "from, to"])
    }
    let (before, after) = (
      try await city.packFiles(of: old), try await city.packFiles(of: new)
    )
    let content = DifferencePage(
      from: old, to: new, PackDifference(from: before, to: after), reader: visit.reader
    ).content
    return desk.page(
      request, context, DifferencePage.title, below: [.overview, .packs], content)
  }

  private func read() async -> (candidate: CandidatePage.Candidate, pack: Pack?) {
    guard let load = server.equipment.candidate else { return (.none, nil) }
    return await reading.read(load, against: city.pack.sources, city.pack.reference)
  }

  private func candidate(
    _ request: Request, _ context: CityRequestContext, refused: RefusedForm? = nil
  ) async throws -> Response {
    let visit = try desk.visit(.packs, request, context)
    let (candidate, pack) = await read()
    let reader = try UpkeepReader(city.upkeep, visit.actor)
    let standing = try await PackStanding.read(city.pack.reference, reader, city.store)
    let content = CandidatePage(
      candidate, isEnacted: pack.map { standing.pending?.revision == $0.reference } ?? false,
      enact: entry(visit.actor), refused: refused, tokens: desk.tokens(context), city: city,
      reader: visit.reader
    ).content
    return desk.page(
      request, context, CandidatePage.title, below: [.overview, .packs],
      problem: refused?.problem, content)
  }

  private func enact(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let form = try await desk.form(request, context)
    let visit = try desk.visit(.packs, request, context)
    guard visit.actor.holds("pack.enact") else {
      throw Problem(.forbidden, ["permission": "pack.enact"])
    }
    let ground = try form.textIfPresent("ground", max: UpkeepLimits.groundMax) ?? ""
    let seen = try form.textIfPresent("revision", max: UpkeepLimits.revisionMax) ?? ""
    let key = try form.textIfPresent(ActionForm.Hidden.key, max: 80)
    do {
      guard !ground.isEmpty else {
        throw Problem(.fieldMissing, field: "/ground", ["name": "ground"])
      }
      // What is put in force is what was looked at.
      guard let pack = await read().pack, pack.reference == seen else {
        throw Problem(.candidateChanged)
      }
      _ = try await city.enact(
        pack, ground: ground, by: visit.actor, at: visit.now, key: key)
      return Answer.told(Flash(Self.enact), at: AdministrationPart.packs.path)
    } catch let problem as Problem where AdministrationDesk.isToBeTold(problem) {
      let refused = RefusedForm(
        action: Self.enact, values: ["ground": .string(ground)], problem: problem)
      return try await candidate(request, context, refused: refused)
    }
  }
}

extension Problem.Kind {
  static let candidateChanged = Problem.Kind(
    "pack.candidate-changed", status: 409, zh: "配置文件在您查看之后又变了；请看过新的不同之处再启用。",
    en: "The files changed since you looked; look at the differences again, then put it in force.")
}
