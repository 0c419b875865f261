import Duties
public import Journal
public import Kernel
public import Matters
import Organisation
public import Store

/// Every action by its name: what endpoints, verbs, scenarios and reference pages are made from.
public struct ActionCatalogue: Sendable {
  /// One action with its types hidden.
  public struct Entry: Sendable {
    public let declaration: ActionDeclaration
    public let fields: [InputReader.Field]
    /// The kind of stream that it acts on: `matter`, `post`.
    public let subjectKind: String
    /// Whether it could be taken on a matter now; nil for actions on anything else.
    public var isPossible: (@Sendable (City, Matter, [String: JSON], ActionContext) -> Bool)?
    /// Goes through it on a matter and writes nothing; nil for actions on anything else.
    var rehearse: (@Sendable (City, Call, any Reading) throws -> Void)?
    let perform: @Sendable (City, Call) async throws -> Outcome
    /// Runs it on a matter, and tells how the matter stands after it; nil for actions on anything
    /// else.
    var performTelling: (@Sendable (City, Call) async throws -> (Outcome, MatterStanding))?
  }

  /// How a matter stands after an action: its number and its state.
  public struct MatterStanding: Sendable {
    public let number: String
    public let state: String

    public init(_ id: Int64, _ reader: any Reading) throws {
      let row = try reader.row("SELECT number, state FROM matter WHERE id = ?", [.integer(id)])
      guard let row else { throw Problem(.notFound, ["what": "matter", "name": String(id)]) }
      (number, state) = (row.text(0), row.text(1))
    }
  }

  /// An action as a form, an endpoint or a scenario asks for it.
  public struct Call: Sendable {
    public let name: String
    public let subject: Int64?
    public let input: JSON
    public let actor: Actor
    public let at: Instant
    public let key: String?
    public let expectedVersion: Int64?

    public init(
      _ name: String, on subject: Int64? = nil, _ input: JSON, by actor: Actor, at: Instant,
      key: String? = nil, expectedVersion: Int64? = nil
    ) {
      self.name = name
      self.subject = subject
      self.input = input
      self.actor = actor
      self.at = at
      self.key = key
      self.expectedVersion = expectedVersion
    }
  }

  public let entries: [Entry]
  private let byName: [String: Entry]

  private init(_ entries: [Entry]) {
    self.entries = entries
    byName = Dictionary(uniqueKeysWithValues: entries.map { ($0.declaration.name, $0) })
  }

  /// All actions that people may ask for.
  public static let all = ActionCatalogue(main + webhooks + accounts + upkeep)

  private static let main: [Entry] = [
    entry(beginning: ReceiveMatter.self), entry(CategoriseMatter.self), entry(DispatchMatter.self),
    entry(OfferMatter.self), entry(ClaimMatter.self), entry(AcceptMatter.self),
    entry(RefuseMatter.self), entry(TransferMatter.self), entry(ReturnMatter.self),
    entry(AnswerMatter.self), entry(MakePromise.self), entry(KeepPromise.self),
    entry(CallBack.self), entry(CloseMatter.self), entry(ReopenMatter.self),
    entry(RequestReview.self), entry(RateMatter.self), entry(ContactCaller.self),
    entry(RectifyMatter.self),
    entry(beginning: BlowWhistle.self), entry(SummonUnits.self), entry(SignInToTask.self),
    entry(ArriveAtTask.self), entry(ReportTask.self), entry(RefuseTask.self),
    entry(DecideTaskRefusal.self), entry(ReleaseTask.self), entry(ConfirmWhistle.self),
    entry(RateTask.self), entry(AnswerTaskRating.self),
    entry(SuperviseMatter.self), entry(EndSupervision.self), entry(EscalateMatter.self),
    entry(DecideEscalation.self),
    entry(RequestExtension.self), entry(RequestSuspension.self), entry(ResumeMatter.self),
    entry(AppealOvertime.self), entry(AppealRating.self), entry(DecideRequest.self),
    entry(OrderCheck.self), entry(ReportCheck.self), entry(AttachPhotograph.self),
    entry(MergeMatter.self), entry(UnmergeMatter.self),
    entry(SelectMatter.self), entry(PublishMatter.self), entry(WithdrawMatter.self),
    entry(NoteMatter.self),
    entry(AppointHolder.self), entry(HandOverPost.self), entry(VacatePost.self),
    entry(ConveneMeeting.self), entry(AddAgendaItem.self), entry(RecordDecision.self),
    entry(CompleteDecision.self), entry(DropDecision.self), entry(CloseMeeting.self),
    entry(AssignVisitor.self), entry(HandOverTarget.self), entry(RecordVisit.self),
  ]

  private static func entry<Performed: RehearsedAction>(_ type: Performed.Type) -> Entry {
    var entry = entry(beginning: type)
    entry.isPossible = { city, matter, settled, context in
      type.isPossible(city.matters, matter, settled: settled, context)
    }
    entry.rehearse = { city, call, reader in try city.rehearse(type, call, reader) }
    return entry
  }

  private static func entry<Performed: Action>(beginning type: Performed.Type) -> Entry
  where Performed.Subject == MatterEngine {
    var entry = entry(type, through: { try await $0.perform($1) }) { _, call in call.subject }
    entry.performTelling = { city, call in
      let request: Request<Performed> = try request(call, on: call.subject)
      return try await city.store.write { writer in
        let outcome = try city.perform(request, writer)
        return (outcome, try MatterStanding(outcome.subject, writer))
      }
    }
    return entry
  }

  /// An action on posts: its subject follows from the post's code in the input.
  private static func entry<Performed: Action>(_ type: Performed.Type) -> Entry
  where Performed.Subject == PostEngine {
    entry(type, through: { try await $0.perform($1) }) { city, call in
      city.posts.id(of: call.input["post"]?.string ?? "")
    }
  }

  /// An action on a kind of subject.
  /// - Parameters:
  ///   - perform: how the city runs requests of that kind.
  ///   - subject: which one is meant; nil where it begins a new one.
  static func entry<Performed: Action>(
    _ type: Performed.Type,
    through perform: @escaping @Sendable (City, Request<Performed>) async throws -> Outcome,
    subject: @escaping @Sendable (City, Call) -> Int64?
  ) -> Entry {
    Entry(
      declaration: type.declaration, fields: InputReader.fields(of: type),
      subjectKind: Performed.Subject.kind
    ) { city, call in
      try await perform(city, try request(call, on: subject(city, call)))
    }
  }

  /// What a call asks for, with its input read.
  private static func request<Performed: Action>(
    _ call: Call, on subject: Int64?
  ) throws -> Request<Performed> {
    var reader = try InputReader(call.input)
    let action = try Performed(&reader)
    try reader.finish()
    return Request(
      action, on: subject, by: call.actor, at: call.at, key: call.key,
      expectedVersion: call.expectedVersion, inputText: call.input.canonicalText)
  }

  /// Runs an action by its name.
  public func perform(_ call: Call, _ city: City) async throws -> Outcome {
    try await entry(call).perform(city, call)
  }

  /// Runs an action by its name; one on a matter tells how the matter stands after it.
  public func performTelling(_ call: Call, _ city: City) async throws -> (
    outcome: Outcome, matter: MatterStanding?
  ) {
    let entry = try entry(call)
    guard let perform = entry.performTelling else {
      return (try await entry.perform(city, call), nil)
    }
    return try await perform(city, call)
  }

  private func entry(_ call: Call) throws(Problem) -> Entry {
    guard let entry = byName[call.name] else {
      throw Problem(.notFound, ["what": "action", "name": call.name])
    }
    return entry
  }
}

extension ActionCatalogue {
  /// The reference page in Markdown.
  public var page: String {
    var page = """
      # Actions

      Generated by `baodao docs --write` from the actions' own declarations; do not edit.

      """
    for entry in entries {
      let declaration = entry.declaration
      page += "\n## \(declaration.name)\n\n"
      page += "\(declaration.summary.chinese) · \(declaration.summary.english). "
      page += "Permission `\(declaration.permission.code)`.\n"
      if entry.fields.isEmpty { continue }
      page += "\n| field | meaning | holds | required |\n|---|---|---|---|\n"
      for field in entry.fields {
        page +=
          "| `\(field.name)` | \(field.label.chinese) · \(field.label.english) | "
          + "\(ActionCatalogue.words(field.type)) | \(field.isRequired ? "yes" : "") |\n"
      }
    }
    return page
  }

  private static func words(_ type: InputReader.FieldType) -> String {
    switch type {
    case .text(let max): "text of at most \(max) characters"
    case .integer(let range): "\(range.lowerBound)–\(range.upperBound)"
    case .instant: "moment (RFC 3339)"
    case .boolean: "true or false"
    case .texts(let max): "list of at most \(max) texts"
    case .choice(let words): words.map { "`\($0)`" }.joined(separator: ", ")
    }
  }
}
