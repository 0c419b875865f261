public import Journal
public import Kernel
import Organisation
public import Pack
public import Store
import Territory

/// A dispatcher has somebody look on the spot: whether it is so, or whether it is done.
public struct OrderCheck: Action {
  public static let declaration = ActionDeclaration(
    "OrderCheck", zh: "派核查", en: "Order a check", permission: "matter.check")

  public let purpose: MatterCheck.Purpose
  /// A post; the nearest one when left out.
  public let worker: String?

  public init(_ fields: inout InputReader) throws(Problem) {
    purpose = try fields.choice(
      "purpose", Text(zh: "目的（filing立案、closing结案）", en: "Purpose: filing or closing"),
      of: MatterCheck.Purpose.self)
    worker = try fields.textIfPresent("worker", Text(zh: "核查人岗位", en: "Post"), max: 64)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireScope(state, "matter.check", context)
  }

  /// Open checks of each post, so that the work is spread.
  public struct Facts: Sendable {
    let open: [String: Int]
    let text: String
  }

  public func gather(
    _ engine: MatterEngine, _ context: ActionContext, _ writer: any Writing
  ) throws -> Facts {
    let rows = try writer.rows(
      """
      SELECT concerns, count(*) FROM matter_part
      WHERE jurisdiction = ? AND kind = 'check' AND is_open = 1 GROUP BY concerns
      """, [.integer(engine.pack.jurisdiction)])
    let open = Dictionary(rows.map { ($0.text(0), Int($0.integer(1))) }) { first, _ in first }
    return Facts(open: open, text: try engine.text(of: context.id, for: .check, writer))
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Facts, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    let (_, stand) = try engine.step(.check, matter, at: context.now)
    if matter.parts.checks.contains(where: \.isOpen) { throw Problem(.checkPending) }
    let worker = try self.worker(engine, matter, facts)
    let category = engine.pack.categories.first { $0.id == matter.category }
    let condition = purpose == .filing ? category?.filing : category?.closing
    let check = MatterCheck(
      number: Int64(matter.parts.checks.count + 1), purpose: purpose, round: matter.workRound,
      worker: worker, condition: condition?.chinese ?? "", orderedAt: context.now)
    return [.changed(.checkOrdered, .check(check))]
      + (try engine.started(.check, matter, facts.text, context, phase: stand.phase))
  }

  /// The post of the role whose area lies closest around the place; among several the one with the
  /// fewest open checks.
  private func worker(
    _ engine: MatterEngine, _ matter: Matter, _ facts: Facts
  ) throws(Problem) -> String {
    guard let role = try engine.kind(matter.kind).record.verification?.role else {
      throw Problem(.workerMissing, ["role": "-"])
    }
    let posts = engine.pack.posts.filter {
      $0.role == role && !engine.isBarred($0.unit, from: matter)
        // Nobody verifies the work of their own unit.
        && (purpose == .filing || $0.unit != matter.lead)
    }
    if let worker {
      guard posts.contains(where: { $0.id == worker }) else {
        throw Problem(.notFound, field: "/worker", ["what": "post", "name": worker])
      }
      return worker
    }
    for area in engine.territory.chain(of: matter.area ?? engine.territory.root) {
      let near = posts.filter { engine.organisation.unit($0.unit)?.area == area }
      let least = near.min {
        (facts.open[$0.id] ?? 0, $0.id) < (facts.open[$1.id] ?? 0, $1.id)
      }
      if let least { return least.id }
    }
    throw Problem(.workerMissing, field: posts.isEmpty ? "" : "/worker", ["role": role])
  }
}

/// The grid worker says what was found.
public struct ReportCheck: MarkingAction {
  public static let declaration = ActionDeclaration(
    "ReportCheck", zh: "回报核查", en: "Report a check", permission: "matter.report")
  public static let mark = ClockMark.verify

  public let number: Int64
  public let holds: Bool
  public let note: String

  public init(_ fields: inout InputReader) throws(Problem) {
    number = try fields.integer("number", Text(zh: "核查序号", en: "Number"), 1...1000)
    holds = try fields.boolean("holds", Text(zh: "属实／已办好", en: "It is so"), default: false)
    note = try fields.text("note", Text(zh: "核查情况", en: "What was found"), max: 2000)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    guard let state else { return }
    try engine.requireUnbarred(state, context)
    guard let check = state.parts.checks.first(where: { $0.number == number }) else {
      throw Problem(.checkUnknown, field: "/number", ["number": String(number)])
    }
    let unit = engine.pack.posts.first { $0.id == check.worker }?.unit
    guard
      context.actor.id == "post:" + check.worker
        || unit.map({ engine.acts(context.actor, for: $0, "matter.report") }) == true
    else { throw Problem(.notYours, ["lead": check.worker]) }
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: String, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state,
      var check = matter.parts.checks.first(where: { $0.number == number && $0.isOpen }),
      matter.phase != .merged
    else { throw Problem(.checkUnknown, field: "/number", ["number": String(number)]) }
    check.holds = holds
    check.note = note
    check.reportedAt = context.now
    return [.changed(.checkReported, .check(check))]
      + (try engine.started(.verify, matter, facts, context, phase: matter.phase.rawValue))
  }
}

/// A photograph is added to a matter; its bytes were taken in before, under their digest.
public struct AttachPhotograph: Action {
  public static let declaration = ActionDeclaration(
    "AttachPhotograph", zh: "添加照片", en: "Attach a photograph", permission: "matter.attach")

  public let digest: String
  public let purpose: MatterPhotograph.Purpose

  public init(_ fields: inout InputReader) throws(Problem) {
    digest = try fields.text("digest", Text(zh: "照片摘要", en: "Digest"), max: 64)
    purpose = try fields.choice(
      "purpose", Text(zh: "处置前后（before、after）", en: "Before or after"),
      of: MatterPhotograph.Purpose.self)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    if let state, engine.isCaller(state, context) { return }
    try engine.requireScope(state, "matter.attach", context)
  }

  /// The type of the photograph; nil where there is none of the digest.
  public func gather(
    _ engine: MatterEngine, _ context: ActionContext, _ writer: any Writing
  ) throws -> String? {
    try writer.row(
      "SELECT media_type FROM photograph WHERE jurisdiction = ? AND digest = ?",
      [.integer(engine.pack.jurisdiction), .text(digest)])?.text(0)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: String?, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    guard ![.closed, .merged].contains(matter.phase) else {
      throw Problem(
        .stepImpossible, ["state": matter.state, "step": "photograph", "possible": "-"])
    }
    guard let mediaType = facts else { throw Problem(.photographUnknown, field: "/digest") }
    let most = try engine.kind(matter.kind).record.verification?.photographsMax ?? 12
    guard matter.parts.photographs.count < most else {
      throw Problem(.photographsTooMany, ["most": String(most)])
    }
    let isKnown = matter.parts.photographs.contains {
      $0.digest == digest && $0.purpose == purpose && $0.round == matter.workRound
    }
    if isKnown { return [] }
    return [
      .changed(
        .photographed,
        .photograph(
          MatterPhotograph(
            number: Int64(matter.parts.photographs.count + 1), purpose: purpose,
            round: matter.workRound, digest: digest, mediaType: mediaType, at: context.now)))
    ]
  }
}
