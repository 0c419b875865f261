public import Journal
public import Kernel
import Pack
public import Store

/// A dispatcher sees that two matters are one: this one follows the other, and its caller is kept.
public struct MergeMatter: Action {
  public static let declaration = ActionDeclaration(
    "MergeMatter", zh: "并案", en: "Merge a matter", permission: "matter.merge")

  /// Number of the other matter.
  public let into: String

  public init(_ fields: inout InputReader) throws(Problem) {
    into = try fields.text("into", Text(zh: "并入的事项编号", en: "Number of the other"), max: 64)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireScope(state, "matter.merge", context)
  }

  /// The other matter, and how many follow it.
  public struct Other: Sendable {
    let id: Int64
    let other: Matter
    let followers: Int64
  }

  public typealias Facts = Other?

  /// Most matters that follow one.
  public static let followersMax = 1000

  public func gather(
    _ engine: MatterEngine, _ context: ActionContext, _ writer: any Writing
  ) throws -> Other? {
    let row = try writer.row(
      "SELECT id FROM matter WHERE jurisdiction = ? AND number = ?",
      [.integer(engine.pack.jurisdiction), .text(into)])
    guard let id = row?.integer(0), let other = try engine.load(id, writer) else { return nil }
    // Whoever may not see the other one does not learn that there is one.
    guard (try? engine.requireScope(other, "matter.merge", context)) != nil else { return nil }
    let followers = try engine.followers(of: id, limit: Self.followersMax, writer)
    return Other(id: id, other: other, followers: Int64(followers.count))
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Other?, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    _ = try engine.step(.merge, matter, at: context.now)
    guard let facts else {
      throw Problem(.notFound, field: "/into", ["what": "matter", "name": into])
    }
    func refuse(_ zh: String, _ en: String) -> Problem {
      Problem(.mergeInvalid, field: "/into", ["number": into, "zh": zh, "en": en])
    }
    guard facts.id != context.id else { throw refuse("是同一件事。", "it is the same one.") }
    guard [.open, .arbitration, .pool].contains(facts.other.phase) else {
      throw refuse("对方已答复、办结或已并案。", "the other is answered, closed or merged.")
    }
    guard [.open, .arbitration, .pool].contains(matter.phase) else {
      throw refuse("这件事已答复或办结。", "this one is answered or closed.")
    }
    guard facts.other.kind == matter.kind, facts.other.against == matter.against else {
      throw refuse("种类或被反映单位不同。", "they differ in kind or in whom they complain of.")
    }
    guard facts.other.receivedAt <= context.now else {
      throw refuse("对方受理在后。", "the other was received later.")
    }
    guard facts.followers < Int64(Self.followersMax) else {
      throw refuse("并入的事项太多。", "too many follow it already.")
    }
    // Other units at work on this one would be lost sight of.
    if matter.parts.tasks.contains(where: \.isOpen) || matter.parts.checks.contains(where: \.isOpen)
    {
      throw refuse("还有未了的任务或核查。", "a task or a check of it is open.")
    }
    let merge = Merge(
      number: Int64(matter.parts.merges.count + 1), into: facts.id, intoNumber: into,
      state: matter.state, phase: matter.phase.rawValue)
    return [
      .merged(merge),
      .clocksPaused(try engine.pauses(matter, at: context.now), until: nil, reason: "merged"),
    ]
  }
}

/// The two were not one after all: this one goes on with the time that it had left.
public struct UnmergeMatter: Action {
  public static let declaration = ActionDeclaration(
    "UnmergeMatter", zh: "撤销并案", en: "Undo a merge", permission: "matter.merge")

  public let reason: String

  public init(_ fields: inout InputReader) throws(Problem) {
    reason = try fields.text("reason", Text(zh: "理由", en: "Reason"), max: 2000)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireScope(state, "matter.merge", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state, matter.phase == .merged, var merge = matter.parts.merge else {
      throw Problem(.notMerged)
    }
    merge.isUndone = true
    return [
      .unmerged(merge), .noted(text: reason),
      .clocksResumed(try engine.resumptions(matter, at: context.now)),
    ]
  }
}

/// The matter that this one follows was answered: its caller gets the same answer. Only the program
/// itself does this.
public struct ShareAnswer: Action {
  public static let declaration = ActionDeclaration(
    "ShareAnswer", zh: "一并答复", en: "Share an answer", permission: "system.timer")

  let reply: String
  let lead: String

  public init(reply: String, lead: String) {
    self.reply = reply
    self.lead = lead
  }

  public init(_ fields: inout InputReader) throws(Problem) {
    reply = try fields.textIfPresent("reply", Text(zh: "答复", en: "Reply")) ?? ""
    lead = try fields.text("lead", Text(zh: "承办单位", en: "Lead"), max: 64)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {}

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state, matter.phase == .merged, var merge = matter.parts.merge else {
      return []
    }
    if reply.isEmpty {
      // The other one ended without a word: this one goes on alone.
      merge.isUndone = true
      return [
        .unmerged(merge), .clocksResumed(try engine.resumptions(matter, at: context.now)),
      ]
    }
    merge.isAnswered = true
    let stand = try engine.stand(try engine.kind(matter.kind), .answered)
    return [.answerShared(merge, lead: lead, reply: reply, state: stand)]
  }
}

extension MatterEngine {
  /// The matters that follow one, oldest first.
  public func followers(of id: Int64, limit: Int, _ reader: any Reading) throws -> [Int64] {
    try reader.rows(
      """
      SELECT matter FROM matter_part
      WHERE jurisdiction = ? AND kind = 'merge' AND concerns = ? AND is_open = 1
        AND concerns <> ''
      ORDER BY matter LIMIT ?
      """,
      [.integer(pack.jurisdiction), .text(String(id)), .integer(Int64(limit))]
    ).map { $0.integer(0) }
  }
}
