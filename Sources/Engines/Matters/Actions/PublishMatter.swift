public import Journal
public import Kernel
import Pack

/// An editor puts a matter on the echo wall, in words that give nobody away.
public struct PublishMatter: Action {
  public static let declaration = ActionDeclaration(
    "PublishMatter", zh: "上回音壁", en: "Publish a matter", permission: "matter.publish")

  public let text: String

  public init(text: String) { self.text = text }

  public init(_ fields: inout InputReader) throws(Problem) {
    text = try fields.text("text", Text(zh: "公开文本", en: "Public text"), max: 4000)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireScope(state, "matter.publish", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    _ = try engine.step(.publish, matter)
    if let left = PublicText.personalData(in: text, caller: matter.caller) {
      throw Problem(
        .personalDataLeft, field: "/text", ["what": left.what, "found": left.found])
    }
    return matter.publicText == text ? [] : [.published(text: text)]
  }
}

/// An editor takes a matter off the echo wall.
public struct WithdrawMatter: Action {
  public static let declaration = ActionDeclaration(
    "WithdrawMatter", zh: "撤下", en: "Withdraw a published matter", permission: "matter.publish")

  public init() {}
  public init(_ fields: inout InputReader) throws(Problem) {}

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireScope(state, "matter.publish", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    state?.publicText == nil ? [] : [.withdrawn]
  }
}
