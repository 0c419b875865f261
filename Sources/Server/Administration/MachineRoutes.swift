import City
import Housekeeping
import Hummingbird
import Journal
import Kernel
import Organisation
import Pack
import Pages
import Store
import Upkeep
import Webhooks

/// The pages of the overview, of deadlines, of the outbox and of the program's health.
struct MachineRoutes: Sendable {
  let server: CityServer

  private var desk: AdministrationDesk { AdministrationDesk(server: server) }
  private var city: City { server.city }

  private static let steps = [RetryMessages.declaration.name, DropMessage.declaration.name]
  /// Dead letters of one page: each has a form.
  private static let lettersMax = 20

  func add(to router: Router<CityRequestContext>) {
    router.get("administration") { request, context in try await overview(request, context) }
    router.get("administration/timers") { request, context in try await timers(request, context) }
    router.get("administration/outbox") { request, context in try await outbox(request, context) }
    router.post("administration/outbox/:action") { request, context in
      try await change(request, context, context.parameters.require("action"))
    }
    router.get("administration/health") { request, context in try await health(request, context) }
  }

  private func figures(_ now: Instant) async throws -> JournalFigures {
    let (clock, jurisdiction) = (server.equipment.clock(), city.pack.jurisdiction)
    return try await city.store.read {
      try JournalFigures(at: now, clock: clock, jurisdiction, $0)
    }
  }

  // MARK: The overview

  private func overview(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let visit = try desk.visit(.overview, request, context)
    var standing = OverviewPage.Standing()
    if AdministrationPart.health.isOpen(to: visit.actor) {
      standing.faults = await Readiness.faults(server).map(\.text)
      standing.figures = try await figures(visit.now)
      try await look(visit, &standing)
    } else if AdministrationPart.journal.isOpen(to: visit.actor) {
      try await lookAtVerification(visit, &standing)
    }
    if AdministrationPart.posts.isOpen(to: visit.actor) {
      standing.vacant = try await vacant(visit)
    }
    if AdministrationPart.webhooks.isOpen(to: visit.actor) {
      let reader = WebhookReader(city.webhooks, visit.actor)
      let lines = try await city.store.read { try reader.lines($0) }
      standing.webhooksDead = lines.reduce(0) { $0 + $1.deadLetters }
    }
    return desk.page(
      request, context, OverviewPage.title, OverviewPage(standing, reader: visit.reader).content)
  }

  private func lookAtVerification(
    _ visit: AdministrationDesk.Visit, _ standing: inout OverviewPage.Standing
  ) async throws {
    let reader = try UpkeepReader(city.upkeep, visit.actor)
    standing.verification = try await city.store.read {
      try reader.verifications(limit: 1, $0).first
    }
    standing.isVerificationOpen = true
  }

  private func look(
    _ visit: AdministrationDesk.Visit, _ standing: inout OverviewPage.Standing
  ) async throws {
    try await lookAtVerification(visit, &standing)
    let reader = try UpkeepReader(city.upkeep, visit.actor)
    let reference = city.pack.reference
    let packs = try await PackStanding.read(reference, reader, city.store)
    standing.revision = reference
    standing.isRevisionGrounded = packs.enactment != nil
    standing.pending = packs.pending?.revision
    let today = visit.now.local(city.pack.offset).date
    standing.yearMissing = CalendarPage.missing(city.pack.calendar, on: today)
  }

  private func vacant(_ visit: AdministrationDesk.Visit) async throws -> Int {
    let engine = city.posts
    let vacant = try await city.store.read { try engine.vacant(at: visit.now, $0) }
    return vacant.count { post in
      AdministrationPart.posts.permissions.contains {
        RowScope(visit.actor, $0).covers(
          area: city.organisation.unit(post.unit)?.area, unit: post.unit, city.territory)
      }
    }
  }

  // MARK: Deadlines

  private func timers(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let visit = try desk.visit(.timers, request, context)
    let isLate = try desk.text("late", request) == "true"
    let after = try desk.text("after", request).map(timer)
    let (jurisdiction, now) = (city.pack.jurisdiction, visit.now)
    let day = now.advanced(byMilliseconds: Instant.millisecondsPerDay)
    let start =
      after
      ?? (isLate ? nil : Timers.Timer(due: now, subject: .max, name: "\u{10FFFF}", kind: ""))
    let (found, kinds) = try await city.store.read { store in
      (
        try Timers.due(
          by: isLate ? now : Instant(milliseconds: .max), jurisdiction, after: start, store),
        try Timers.kinds(
          from: isLate ? Instant(milliseconds: .min) : now, to: isLate ? now : day, jurisdiction,
          store)
      )
    }
    let page = Array(found.prefix(AdministrationDesk.pageLines))
    let (city, streams) = (
      city, Set(page.map { StreamName(kind: $0.kind, id: $0.subject) })
    )
    let pairs = [("late", isLate ? "true" : nil)]
    let next = found.count > page.count ? page.last.map(Self.text) : nil
    let content = TimerPage(
      late: try await figures(now), timers: page, kinds: kinds, isLate: isLate,
      names: try await city.store.read { try city.subjectNames(streams, for: visit.actor, $0) },
      city: city,
      nextPath: next.map { AdministrationDesk.path(.timers, pairs + [("after", $0)]) },
      firstPath: after == nil ? nil : AdministrationDesk.path(.timers, pairs),
      reader: visit.reader
    ).content
    return desk.page(request, context, TimerPage.title, below: [.overview], content)
  }

  private static func text(_ timer: Timers.Timer) -> String {
    "\(timer.due.milliseconds).\(timer.subject).\(timer.name)"
  }

  /// Reads `1780000000000.12.light/handling`.
  private func timer(_ text: String) throws(Problem) -> Timers.Timer {
    let parts = text.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let due = Int64(parts[0]), let subject = Int64(parts[1]) else {
      throw Problem(
        .fieldInvalid, field: "after",
        ["name": "after", "expected": "due.subject.name", "found": String(text.prefix(40))])
    }
    return Timers.Timer(
      due: Instant(milliseconds: due), subject: subject, name: String(parts[2]), kind: "")
  }

  // MARK: The outbox

  private func outbox(
    _ request: Request, _ context: CityRequestContext, refused: RefusedForm? = nil
  ) async throws -> Response {
    let visit = try desk.visit(.outbox, request, context)
    let after = try desk.text("after", request).map { text throws(Problem) in
      guard let place = Outbox.DeadLetter.Place(text) else {
        throw Problem(
          .fieldInvalid, field: "after",
          ["name": "after", "expected": "due.position.part", "found": String(text.prefix(40))])
      }
      return place
    }
    let letters = try await city.store.read {
      try Outbox.deadLetters(after: after, limit: Self.lettersMax + 1, $0)
    }
    let page = Array(letters.prefix(Self.lettersMax))
    let next = letters.count > page.count ? page.last?.placeText : nil
    let mayDecide = RowScope(visit.actor, "outbox.manage").isEverything
    let content = OutboxPage(
      figures: try await figures(visit.now), letters: page,
      nextPath: next.map { AdministrationDesk.path(.outbox, [("after", $0)]) },
      firstPath: after == nil ? nil : AdministrationPart.outbox.path,
      steps: mayDecide ? desk.steps(Self.steps, for: visit.actor) : [], refused: refused,
      tokens: desk.tokens(context), reader: visit.reader
    ).content
    return desk.page(
      request, context, OutboxPage.title, below: [.overview], problem: refused?.problem, content)
  }

  private func change(
    _ request: Request, _ context: CityRequestContext, _ action: String
  ) async throws -> Response {
    let form = try await desk.form(request, context)
    let visit = try desk.visit(.outbox, request, context)
    switch try await desk.take(action, among: Self.steps, form, for: visit.actor) {
    case .done: return Answer.told(Flash(action), at: AdministrationPart.outbox.path)
    case .refused(let refused): return try await outbox(request, context, refused: refused)
    }
  }

  // MARK: Health

  private func health(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let visit = try desk.visit(.health, request, context)
    let equipment = server.equipment
    var measure = HealthPage.Measure()
    measure.version = equipment.metrics.version
    measure.upMilliseconds = equipment.monotonic() - equipment.began
    measure.faults = await Readiness.faults(server).map(\.text)
    let disk = equipment.disk()
    (measure.storeBytes, measure.freeBytes) = (disk?.storeBytes, disk?.freeBytes)
    let process = equipment.process()
    measure.memoryBytes = process.map { Int64($0.residentBytes) }
    measure.openFiles = process?.openFiles
    let metrics = equipment.metrics
    measure.requests = Int64(metrics.requests.total())
    measure.failures = Int64(metrics.requests.total(of: "status", beginningWith: "5"))
    measure.refusals = Int64(metrics.refusals.total())
    measure.roundsFailed = Int64(metrics.roundsFailed.total())
    measure.waiting = city.store.load.waiting
    measure.schema = try await city.store.read {
      try $0.rows(
        "SELECT module, max(number) FROM schema_step GROUP BY module ORDER BY module", []
      ).map { ($0.text(0), $0.integer(1)) }
    }
    let content = HealthPage(
      measure: measure, configuration: equipment.configuration, reader: visit.reader
    ).content
    return desk.page(request, context, HealthPage.title, below: [.overview], content)
  }
}
