public import Journal
public import Kernel
import Pack

/// Adds a remark to a matter's timeline; nothing else changes.
public struct NoteMatter: Action {
  public static let declaration = ActionDeclaration(
    "NoteMatter", zh: "备注", en: "Note on a matter", permission: "matter.note")

  public let text: String

  public init(text: String) { self.text = text }

  public init(_ fields: inout InputReader) throws(Problem) {
    text = try fields.text("text", Text(zh: "备注", en: "Note"))
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireScope(state, "matter.note", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    [.noted(text: text)]
  }
}
