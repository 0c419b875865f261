public import Journal
public import Kernel
import Pack
import Store

/// What every action on a post asks first.
extension PostEngine {
  func record(_ code: String) throws(Problem) -> PostRecord {
    guard let record = posts[code] else {
      throw Problem(.notFound, field: "/post", ["what": "post", "name": code])
    }
    return record
  }

  /// Refuses to change the past: a term that was recorded stays as it is.
  func requireLater(_ state: Post?, _ now: Instant) throws(Problem) {
    let last = state?.terms.map { $0.ended ?? $0.begun }.max()
    if let last, now < last {
      throw Problem(.postBackwards, ["last": last.minuteText(offset)])
    }
  }

  func requireHeld(_ state: Post?, _ code: String, by person: String) throws(Problem) {
    guard state?.holders.contains(person) ?? false else {
      throw Problem(.postNotHeld, field: "/person", ["person": person, "post": code])
    }
  }

  /// Refuses whoever would give a post to themselves: rights are given by somebody else.
  func requireOther(_ actor: Actor, than person: String) throws(Problem) {
    if actor.id == "person:" + person { throw Problem(.postOwn, field: "/person") }
  }

  func requireFree(_ state: Post?, _ code: String, of person: String) throws(Problem) {
    if state?.holders.contains(person) ?? false {
      throw Problem(.postHeldAlready, field: "/person", ["person": person, "post": code])
    }
  }
}

/// Somebody takes up a post that is free, or that several may hold.
public struct AppointHolder: Action {
  public static let declaration = ActionDeclaration(
    "AppointHolder", zh: "任职", en: "Appoint the holder of a post", permission: "post.appoint",
    begins: .either)

  public let post: String
  public let person: String

  public init(post: String, person: String) {
    self.post = post
    self.person = person
  }

  public init(_ fields: inout InputReader) throws(Problem) {
    post = try fields.text("post", Text(zh: "岗位", en: "Post"), max: 64)
    person = try fields.text("person", Text(zh: "人员", en: "Person"), max: 64)
  }

  public func authorise(
    _ engine: PostEngine, _ state: Post?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireScope(post, context)
  }

  public func decide(
    _ engine: PostEngine, _ state: Post?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [PostEvent] {
    let record = try engine.record(post)
    try engine.requireOther(context.actor, than: person)
    try engine.requireLater(state, context.now)
    try engine.requireFree(state, post, of: person)
    if let holder = state?.holders.first, !record.isPlural {
      throw Problem(.postTaken, field: "/post", ["post": post, "holder": holder])
    }
    return [.assumed(post: post, person: person)]
  }
}

/// One person follows another in a post, in one moment.
public struct HandOverPost: Action {
  public static let declaration = ActionDeclaration(
    "HandOverPost", zh: "交接", en: "Hand a post over", permission: "post.appoint")

  public let post: String
  public let person: String
  public let successor: String

  public init(post: String, person: String, successor: String) {
    self.post = post
    self.person = person
    self.successor = successor
  }

  public init(_ fields: inout InputReader) throws(Problem) {
    post = try fields.text("post", Text(zh: "岗位", en: "Post"), max: 64)
    person = try fields.text("person", Text(zh: "人员", en: "Person"), max: 64)
    successor = try fields.text("successor", Text(zh: "接任人", en: "Successor"), max: 64)
  }

  public func authorise(
    _ engine: PostEngine, _ state: Post?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireScope(post, context)
  }

  public func decide(
    _ engine: PostEngine, _ state: Post?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [PostEvent] {
    _ = try engine.record(post)
    try engine.requireLater(state, context.now)
    try engine.requireOther(context.actor, than: successor)
    try engine.requireHeld(state, post, by: person)
    try engine.requireFree(state, post, of: successor)
    return [.handedOver(from: person, to: successor)]
  }
}

/// Somebody leaves a post without a successor; the post is then reported as vacant.
public struct VacatePost: Action {
  public static let declaration = ActionDeclaration(
    "VacatePost", zh: "离任", en: "Leave a post", permission: "post.appoint")

  public let post: String
  public let person: String
  public let reason: String

  public init(post: String, person: String, reason: String) {
    self.post = post
    self.person = person
    self.reason = reason
  }

  public init(_ fields: inout InputReader) throws(Problem) {
    post = try fields.text("post", Text(zh: "岗位", en: "Post"), max: 64)
    person = try fields.text("person", Text(zh: "人员", en: "Person"), max: 64)
    reason = try fields.text("reason", Text(zh: "理由", en: "Reason"), max: 2000)
  }

  public func authorise(
    _ engine: PostEngine, _ state: Post?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireScope(post, context)
  }

  public func decide(
    _ engine: PostEngine, _ state: Post?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [PostEvent] {
    _ = try engine.record(post)
    try engine.requireLater(state, context.now)
    try engine.requireHeld(state, post, by: person)
    return [.vacated(person: person, reason: reason)]
  }
}
