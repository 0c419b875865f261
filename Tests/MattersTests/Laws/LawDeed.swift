import Journal
import Kernel

@testable import Matters

/// What an action reads beside the matter, made by hand in place of a store.
struct LawFacts: Sendable {
  /// The number that a new matter gets.
  var number = ""
  var text = ""
  /// Media types by digest.
  var photographs: [String: String] = [:]
  /// Open checks of each post.
  var checks: [String: Int] = [:]
  /// Other matters by their numbers, with how many follow each.
  var others: [String: MergeMatter.Other] = [:]
}

/// One action with its types hidden, run as the program runs it but without a store.
struct LawDeed: Sendable {
  typealias Run =
    @Sendable (
      _ engine: MatterEngine, _ state: Matter?, _ input: JSON, _ facts: LawFacts,
      _ context: ActionContext
    ) throws -> [MatterEvent]

  let declaration: ActionDeclaration
  let run: Run
  let fields: [InputReader.Field]
  /// Whether it would be offered; nil for what is not offered on a matter.
  private(set) var isPossible:
    (@Sendable (MatterEngine, Matter, [String: JSON], ActionContext) -> Bool)?

  private func rehearsed<Performed: RehearsedAction>(_ type: Performed.Type) -> LawDeed {
    var deed = self
    deed.isPossible = { type.isPossible($0, $1, settled: $2, $3) }
    return deed
  }

  private init<Performed: Action>(
    _ type: Performed.Type,
    _ facts:
      @escaping @Sendable (Performed, MatterEngine, LawFacts, ActionContext)
      throws -> Performed.Facts
  ) where Performed.Subject == MatterEngine {
    declaration = type.declaration
    fields = InputReader.fields(of: type)
    run = { engine, state, input, given, context in
      var reader = try InputReader(input)
      let action = try Performed(&reader)
      try reader.finish()
      guard context.actor.holds(type.declaration.permission) else {
        throw Problem(.forbidden, ["permission": type.declaration.permission.code])
      }
      try action.authorise(engine, state, context)
      let events = try action.decide(
        engine, state, try facts(action, engine, given, context), context)
      guard !events.isEmpty else {
        throw Problem(.nothingToDo, ["action": type.declaration.name])
      }
      return events
    }
  }

  private static func plain<Performed: Action>(_ type: Performed.Type) -> LawDeed
  where Performed.Subject == MatterEngine, Performed.Facts == Void {
    LawDeed(type) { _, _, _, _ in }
  }

  private static func plain<Performed: RehearsedAction>(_ type: Performed.Type) -> LawDeed
  where Performed.Facts == Void {
    LawDeed(type) { _, _, _, _ in }.rehearsed(type)
  }

  private static func text<Performed: RehearsedAction>(_ type: Performed.Type) -> LawDeed
  where Performed.Facts == String {
    LawDeed(type) { _, _, facts, _ in facts.text }.rehearsed(type)
  }

  private static func text<Performed: Action>(_ type: Performed.Type) -> LawDeed
  where Performed.Subject == MatterEngine, Performed.Facts == String {
    LawDeed(type) { _, _, facts, _ in
      type.declaration.begins == .new ? facts.number : facts.text
    }
  }

  static let all: [LawDeed] = [
    text(ReceiveMatter.self), text(CategoriseMatter.self), text(DispatchMatter.self),
    text(OfferMatter.self), text(ClaimMatter.self), text(AcceptMatter.self),
    text(RefuseMatter.self), text(TransferMatter.self), text(ReturnMatter.self),
    text(AnswerMatter.self), plain(MakePromise.self), plain(KeepPromise.self),
    text(CallBack.self), plain(CloseMatter.self), text(ReopenMatter.self),
    text(RequestReview.self), text(RateMatter.self), text(ContactCaller.self),
    text(RectifyMatter.self), text(BlowWhistle.self), text(SummonUnits.self),
    text(SignInToTask.self), text(ArriveAtTask.self), plain(ReportTask.self),
    plain(RefuseTask.self), plain(DecideTaskRefusal.self), plain(ReleaseTask.self),
    text(ConfirmWhistle.self), plain(RateTask.self), plain(AnswerTaskRating.self),
    text(SuperviseMatter.self), plain(EndSupervision.self), text(EscalateMatter.self),
    plain(DecideEscalation.self), plain(RequestExtension.self), plain(RequestSuspension.self),
    plain(ResumeMatter.self), plain(AppealOvertime.self), plain(AppealRating.self),
    plain(DecideRequest.self),
    LawDeed(OrderCheck.self) { _, _, facts, _ in
      OrderCheck.Facts(open: facts.checks, text: facts.text)
    }.rehearsed(OrderCheck.self),
    text(ReportCheck.self),
    LawDeed(AttachPhotograph.self) { action, _, facts, _ in facts.photographs[action.digest] }
      .rehearsed(AttachPhotograph.self),
    LawDeed(MergeMatter.self) { action, engine, facts, context in
      guard let other = facts.others[action.into] else { return nil }
      try engine.requireScope(other.other, "matter.merge", context)
      return other
    }.rehearsed(MergeMatter.self),
    plain(UnmergeMatter.self), plain(SelectMatter.self), plain(PublishMatter.self),
    plain(WithdrawMatter.self), plain(NoteMatter.self), plain(TurnLight.self),
    plain(ShareAnswer.self), text(RecalculateClocks.self),
  ]

  static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.declaration.name, $0) })

  /// The names of those that people take.
  static let names = all.map(\.declaration.name).filter {
    !["TurnLight", "ShareAnswer", "RecalculateClocks"].contains($0)
  }
}
