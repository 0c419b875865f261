public import Accounts
import Desk
import Drafts
public import Duties
public import Figures
public import Journal
public import Kernel
public import Matters
public import Organisation
public import Pack
public import Store
public import Territory
public import Upkeep
public import Webhooks
import WorkCalendar

/// One city at work: its pack, its store and its engines, put together.
public final class City: Sendable {
  public let pack: Pack
  public let store: any Store
  public let runner: ActionRunner
  public let matters: MatterEngine
  public let posts: PostEngine
  public let meetings: MeetingEngine
  public let outreach: OutreachEngine
  public let webhooks: WebhookEngine
  public let accounts: AccountEngine
  public let accessKeys: AccessKeyEngine
  public let upkeep: UpkeepEngine
  let shelf: PackShelf
  let credentials: Credentials
  let sessions: Sessions
  let waysIn: WaysIn
  let keySecrets: AccessKeySecrets
  let lanes = PasswordLanes()
  let fresh = FreshSecrets()
  let clock: @Sendable () -> Instant
  /// Draws that many random bytes.
  let random: @Sendable (Int) -> [UInt8]

  public var territory: Territory { matters.territory }
  public var organisation: Organisation { matters.organisation }

  /// Every table of the program, module by module.
  public static let migrations =
    JournalSchema.migrations + PackShelf.migrations + FigureSchema.migrations
    + MatterSchema.migrations + PostEngine.migrations + PhotographShelf.migrations
    + CitySecret.migrations + MeetingSchema.migrations + OutreachSchema.migrations
    + WebhookSchema.migrations + AccountSchema.migrations + MatterListSchema.migrations
    + DeskSchema.migrations + DraftShelf.migrations + MatterQueues.migrations
    + UpkeepEngine.migrations

  /// Opens a city: brings the store's schema up to date and keeps the pack's revision in it. One
  /// store serves one city.
  /// - Parameters:
  ///   - webhookPolicy: where webhooks may be sent.
  ///   - random: draws that many random bytes, for secrets.
  ///   - clock: the node's clock.
  public static func open(
    _ pack: Pack, _ store: any Store, webhookPolicy: WebhookPolicy = .strict,
    random: @escaping @Sendable (Int) -> [UInt8],
    clock: @escaping @Sendable () -> Instant
  ) async throws -> City {
    try await store.migrate(migrations)
    try await requireOwn(pack, store)
    try await PackShelf.keep(pack, at: clock(), store)
    try await CitySecret.keep(random(CitySecret.length), pack.jurisdiction, store)
    let city = try await City(
      pack, store, webhookPolicy, random: random, clock: clock)
    let figures = city.matters.figures
    _ = try await store.write { try figures.follow($0) }
    _ = try await city.followCalendar(at: clock())
    return city
  }

  /// A city whose store is only read.
  /// - Throws: `city.other` where the store holds other cities and not this one.
  public convenience init(
    reading pack: Pack, _ store: any Store, clock: @escaping @Sendable () -> Instant
  ) async throws {
    try await store.requireFinished()
    try await store.requireCurrent(City.migrations)
    try await City.requireOwn(pack, store)
    // Nothing is drawn for a store that nobody writes.
    try await self.init(
      pack, store, random: { [UInt8](repeating: 0, count: $0) }, clock: clock)
  }

  private init(
    _ pack: Pack, _ store: any Store, _ webhookPolicy: WebhookPolicy = .strict,
    random: @escaping @Sendable (Int) -> [UInt8], clock: @escaping @Sendable () -> Instant
  ) async throws {
    let newest = try await store.read {
      // Streams that follow from a code lie above all that are drawn by time.
      try $0.row("SELECT max(subject) FROM stream WHERE subject < ?", [.integer(1 << 62)])?
        .integerIfPresent(0) ?? 0
    }
    self.pack = pack
    self.store = store
    runner = ActionRunner(
      store: store, jurisdiction: pack.jurisdiction,
      identifiers: IdentifierSource(node: store.node, after: newest), clock: clock)
    matters = City.engine(pack)
    posts = PostEngine(pack, matters.territory)
    meetings = MeetingEngine(pack, matters.territory, matters.organisation, matters.figures)
    outreach = OutreachEngine(pack, matters.territory, matters.organisation, matters.figures)
    webhooks = WebhookEngine(pack.jurisdiction, matters.territory, webhookPolicy)
    accounts = AccountEngine(pack.jurisdiction)
    accessKeys = AccessKeyEngine(pack.jurisdiction, posts: Set(pack.posts.map(\.id)))
    upkeep = UpkeepEngine(pack.jurisdiction)
    credentials = Credentials(pack.jurisdiction)
    sessions = Sessions(pack.jurisdiction)
    waysIn = WaysIn(pack.jurisdiction)
    keySecrets = AccessKeySecrets(pack.jurisdiction)
    self.random = random
    self.clock = clock
    shelf = PackShelf(matters)
  }

  /// - Parameters:
  ///   - figures: those to be kept, if not the pack's own.
  ///   - calendar: the one in force, if not the pack's own.
  static func engine(
    _ pack: Pack, _ figures: FigureBook? = nil, calendar: WorkCalendar? = nil
  ) -> MatterEngine {
    let territory = Territory(pack)
    return MatterEngine(
      pack, territory, Organisation(pack, territory), figures ?? FigureBook(pack),
      calendar: calendar)
  }

  /// Refuses a store that holds other cities and not this one: every answer would be an empty one.
  private static func requireOwn(_ pack: Pack, _ store: any Store) async throws {
    let jurisdiction = pack.jurisdiction
    let other = try await store.read { reader -> Int64? in
      let own = try reader.row(
        "SELECT 1 FROM stream WHERE jurisdiction = ? LIMIT 1", [.integer(jurisdiction)])
      if own != nil { return nil }
      return try reader.row("SELECT jurisdiction FROM stream LIMIT 1", [])?.integer(0)
    }
    if let other {
      throw Problem(
        .otherCity,
        [
          "pack": pack.id, "jurisdiction": String(jurisdiction), "found": String(other),
        ])
    }
  }

  public var figures: FigureReader {
    let territory = matters.territory
    return FigureReader(matters.figures, jurisdiction: pack.jurisdiction) {
      territory.ancestor(of: $0, level: $1)
    }
  }

  /// The areas whose counters belong to an area: its own and all below it, and, for the whole
  /// territory, those of matters without a place.
  public func areasCounted(in area: String) -> [String] {
    territory.descendants(of: area) + (area == territory.root ? [""] : [])
  }

  /// Runs one action on matters inside a unit of work, under the pack revision that the matter
  /// began with.
  public func perform<Performed: Action>(
    _ request: Request<Performed>, _ writer: any Writing
  ) throws -> Outcome where Performed.Subject == MatterEngine {
    guard let id = request.subject, Performed.declaration.begins != .new else {
      return try runner.perform(request, matters, pack: pack.reference, writer)
    }
    var (engine, matter) = try shelf.engine(ofMatter: id, writer)
    if let receivedAt = matter?.receivedAt, request.at < receivedAt {
      throw Problem(.beforeReceived, ["received": receivedAt.minuteText(pack.offset)])
    }
    // What has passed happens first, even where the timers have not come to it.
    if let turnAt = matter?.turnAt, turnAt < request.at {
      matter = nil
      do {
        try firePassed(id, before: request.at, engine, writer)
      } catch let error where request.action is TurnLight && City.isRefusal(error) {
        // A deadline that is refused stays, and does not stop the others.
      }
    }
    let outcome = try runner.perform(
      request, engine, pack: engine.pack.reference, loaded: matter, writer)
    if City.isConcluding(request.action), !outcome.isRepeated {
      try shareAnswer(
        of: id, engine, at: request.at, tellsOutside: request.tellsOutside, writer)
    }
    return outcome
  }

  /// Whether an action may end a matter that others wait for.
  private static func isConcluding(_ action: some Action) -> Bool {
    action is AnswerMatter || action is RectifyMatter || action is ConfirmWhistle
      || action is CloseMatter
  }

  /// One answer to all: whoever brought up the same thing gets it too, in the same unit of work.
  private func shareAnswer(
    of id: Int64, _ engine: MatterEngine, at now: Instant, tellsOutside: Bool,
    _ writer: any Writing
  ) throws {
    var waiting = try engine.followers(of: id, limit: MergeMatter.followersMax, writer)
    if waiting.isEmpty { return }
    guard let matter = try engine.loadWhole(id, writer), let lead = matter.lead,
      matter.phase == .answered || matter.phase == .closed
    else { return }
    let reply = matter.body?.reply ?? ""
    let share = ShareAnswer(reply: reply, lead: lead)
    while let follower = waiting.popLast() {
      let (own, following) = try shelf.engine(ofMatter: follower, writer)
      _ = try runner.perform(
        Request(share, on: follower, by: City.timer, at: now, tellsOutside: tellsOutside), own,
        pack: own.pack.reference, loaded: following, writer)
      // Those that go on alone keep whoever follows them.
      if reply.isEmpty { continue }
      waiting += try engine.followers(of: follower, limit: MergeMatter.followersMax, writer)
    }
  }

  /// Runs one action on matters; the answer is durable.
  public func perform<Performed: Action>(
    _ request: Request<Performed>
  ) async throws -> Outcome where Performed.Subject == MatterEngine {
    try await store.write { try self.perform(request, $0) }
  }

  /// Runs one action on posts; the answer is durable.
  public func perform<Performed: Action>(
    _ request: Request<Performed>
  ) async throws -> Outcome where Performed.Subject == PostEngine {
    try await runner.perform(request, posts, pack: pack.reference)
  }

  /// What a rebuild makes again. State is folded without rules, so that the pack in force serves
  /// all revisions; figures are those that it declares.
  public var rebuilder: Rebuilder {
    Rebuilder([
      Rebuilder.Part(matters), Rebuilder.Part(posts), Rebuilder.Part(meetings),
      Rebuilder.Part(outreach), Rebuilder.Part(webhooks), Rebuilder.Part(accounts),
      Rebuilder.Part(accessKeys), Rebuilder.Part(upkeep),
    ])
  }
}

extension Problem.Kind {
  static let beforeReceived = Problem.Kind(
    "matter.before-received", status: 422, zh: "时间早于受理时间（{received}）。",
    en: "That is before the matter was received ({received}).")
  static let otherCity = Problem.Kind(
    "city.other", status: 409,
    zh: "数据库里是辖区代码{found}的数据，包“{pack}”的代码是{jurisdiction}；请用--pack选对应的包。",
    en: "The store holds jurisdiction {found}; the pack “{pack}” is {jurisdiction}. "
      + "Choose the store's pack with --pack.")
}
