public import Journal
public import Kernel
import Pack
import Store

/// Sends somebody to a target of a programme.
public struct AssignVisitor: Action {
  public static let declaration = ActionDeclaration(
    "AssignVisitor", zh: "指派走访人", en: "Assign a visitor", permission: "outreach.assign",
    begins: .either)

  /// Most characters of a target's code and of its name.
  public static let nameMax = 100

  public let program: String
  public let target: String
  public let visitor: String
  public let targetName: String
  public let area: String

  public init(program: String, target: String, visitor: String, targetName: String, area: String) {
    self.program = program
    self.target = target
    self.visitor = visitor
    self.targetName = targetName
    self.area = area
  }

  public init(_ fields: inout InputReader) throws(Problem) {
    program = try fields.text("program", Text(zh: "走访活动", en: "Programme"), max: 64)
    target = try fields.text("target", Text(zh: "走访对象", en: "Target"), max: AssignVisitor.nameMax)
    visitor = try fields.text("visitor", Text(zh: "走访人", en: "Visitor"), max: 64)
    targetName = try fields.text(
      "targetName", Text(zh: "对象名称", en: "Name of the target"), max: AssignVisitor.nameMax)
    area = try fields.text("area", Text(zh: "辖区", en: "Area"), max: 64)
  }

  public func authorise(
    _ engine: OutreachEngine, _ state: OutreachTarget?, _ context: ActionContext
  ) throws(Problem) {
    let unit = try engine.program(program).unit
    try engine.requireScope(state?.area ?? area, unit, "outreach.assign", context)
  }

  public func decide(
    _ engine: OutreachEngine, _ state: OutreachTarget?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [OutreachEvent] {
    if let current = state?.visitor {
      throw Problem(.targetTaken, field: "/target", ["target": target, "visitor": current])
    }
    if state != nil { return [.assigned(visitor: visitor)] }
    try engine.requireImpersonal(target, "target")
    try engine.requireImpersonal(targetName, "targetName")
    return [
      .opened(
        OutreachEvent.Opening(
          program: program, code: target, name: targetName,
          unit: try engine.program(program).unit, area: try engine.requireArea(area),
          date: context.now.local(engine.pack.offset).date)),
      .assigned(visitor: visitor),
    ]
  }
}
