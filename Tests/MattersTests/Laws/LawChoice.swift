import Kernel
import Pack
import TestKit

@testable import Matters

/// Which action comes next and who takes it: mostly what is possible now, by those who may.
struct LawChoice {
  let pack: Pack
  let id: Int64
  let matter: Matter

  static let actions: [StepKind: String] = [
    .dispatch: "DispatchMatter", .accept: "AcceptMatter", .refuse: "RefuseMatter",
    .transfer: "TransferMatter", .return: "ReturnMatter", .offer: "OfferMatter",
    .claim: "ClaimMatter", .summon: "SummonUnits", .supervise: "SuperviseMatter",
    .escalate: "EscalateMatter", .check: "OrderCheck", .answer: "AnswerMatter",
    .callback: "CallBack", .close: "CloseMatter", .reopen: "ReopenMatter", .rate: "RateMatter",
    .contact: "ContactCaller", .rectify: "RectifyMatter", .review: "RequestReview",
    .publish: "PublishMatter", .merge: "MergeMatter",
  ]

  /// What could be done with the matter as it stands.
  private var possible: [String] {
    let kind = pack.kinds[matter.kind]
    let steps = kind?.record.steps.filter { $0.from.contains { $0.value == matter.state } } ?? []
    var names = steps.compactMap { LawChoice.actions[$0.does] }
    let parts = matter.parts
    if parts.tasks.contains(where: \.isOpen) {
      names += [
        "SignInToTask", "SignInToTask", "ArriveAtTask", "ArriveAtTask", "ReportTask",
        "ReportTask", "RefuseTask", "ReleaseTask",
      ]
    } else if !parts.tasks.isEmpty {
      names += ["ConfirmWhistle", "ConfirmWhistle", "RateTask", "AnswerTaskRating"]
    }
    if parts.tasks.contains(where: \.isRefusalPending) { names += ["DecideTaskRefusal"] }
    if parts.checks.contains(where: \.isOpen) { names += ["ReportCheck", "ReportCheck"] }
    if parts.requests.contains(where: \.isOpen) {
      names += ["DecideRequest", "DecideRequest", "DecideRequest"]
    }
    if parts.requests.contains(where: { $0.isOpen && $0.about == .suspension }) {
      names += Array(repeating: "DecideRequest", count: 12)
    }
    if parts.escalations.contains(where: \.isOpen) { names += ["DecideEscalation"] }
    if parts.ratings.contains(where: \.isOpen) { names += ["ContactCaller", "RectifyMatter"] }
    if !parts.ratings.isEmpty { names += ["AppealRating"] }
    if matter.promises.contains(where: { $0.keptAt == nil }) { names += ["KeepPromise"] }
    if matter.suspendedUntil != nil { names += ["ResumeMatter", "AnswerMatter", "NoteMatter"] }
    if matter.phase == .open {
      names += ["RequestExtension", "RequestSuspension", "RequestSuspension"]
    }
    if matter.phase == .merged { names += ["UnmergeMatter"] }
    if matter.clocks.contains(where: { $0.light == .red }) { names += ["AppealOvertime"] }
    if parts.supervision > 0 { names += ["EndSupervision"] }
    // Rare things that a law speaks of: more of what is full, and back to whoever gave it back.
    if !parts.photographs.isEmpty { names += ["AttachPhotograph", "AttachPhotograph"] }
    if parts.handOvers.contains(where: { $0.returned?.isEmpty == false }) {
      names += ["TransferMatter", "TransferMatter"]
    }
    return names + ["AttachPhotograph", "SelectMatter", "WithdrawMatter"]
  }

  func action(_ random: inout Seeded) -> String {
    random.chance(78) ? random.pick(possible) : random.pick(LawDeed.names)
  }

  private static let byCaller: Set<String> = ["RateMatter", "RequestReview", "ReopenMatter"]
  private static let byTask: Set<String> = [
    "SignInToTask", "ArriveAtTask", "ReportTask", "RefuseTask", "AnswerTaskRating",
  ]
  /// Those by the unit that leads.
  static let byLead: Set<String> = [
    "AcceptMatter", "RefuseMatter", "TransferMatter", "ReturnMatter", "AnswerMatter",
    "MakePromise", "KeepPromise", "SummonUnits", "ReleaseTask", "ConfirmWhistle", "RateTask",
    "RequestExtension", "RequestSuspension", "AppealOvertime", "ResumeMatter", "ContactCaller",
    "RectifyMatter",
  ]

  func actor(_ name: String, _ input: JSON, _ random: inout Seeded) -> Actor {
    if random.chance(14) { return anybody(&random) }
    if random.chance(6) { return LawActors.almighty }
    if LawChoice.byCaller.contains(name) {
      return random.chance(50) ? LawActors.caller(id) : LawActors.resident(matter.caller)
    }
    if LawChoice.byTask.contains(name) {
      let number = input["task"]?.integer
      let task = matter.parts.tasks.first { $0.number == number }
      return LawActors.worker(task?.unit ?? "a3-office")
    }
    if LawChoice.byLead.contains(name) { return LawActors.worker(matter.lead ?? "a3-office") }
    switch name {
    case "ClaimMatter": return LawActors.worker(random.pick(LawActors.units))
    case "ReportCheck":
      let number = input["number"]?.integer
      let worker = matter.parts.checks.first { $0.number == number }?.worker
      let unit = pack.posts.first { $0.id == worker }?.unit
      return LawActors.worker(unit ?? "a3-office")
    case "AppealRating":
      return LawActors.worker(matter.parts.ratings.last?.unit ?? "a3-office")
    case "DecideEscalation":
      let number = input["number"]?.integer
      let unit = matter.parts.escalations.first { $0.number == number }?.unit
      return LawActors.worker(unit ?? "a-office")
    default:
      let (unit, area) = random.pick([
        ("a-office", "a"), ("example-office", "example"), ("example-office", "example"),
        ("a3-office", "a3"), ("law-joint", "a"),
      ])
      return LawActors.overseer(unit, area, random.number(1...3))
    }
  }

  private func anybody(_ random: inout Seeded) -> Actor {
    let unit = random.pick(LawActors.units)
    let other = matter.against ?? random.pick(LawActors.units)
    switch random.number(0...5) {
    case 0: return LawActors.resident(random.pick(LawActors.callers))
    case 1: return LawActors.worker(unit)
    case 2: return LawActors.between(unit, random.chance(60) ? other : unit, &random)
    case 3: return LawActors.overseer(unit, random.pick(["a3", "b1", "example"]), 1)
    case 4:
      let few = Set(random.some(of: LawActors.every.sorted { $0.code < $1.code }, percent: 60))
      return LawActors.worker(unit, few)
    default: return LawActors.worker(other, LawActors.every)
    }
  }
}
