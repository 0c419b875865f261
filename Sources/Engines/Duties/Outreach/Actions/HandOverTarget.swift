public import Journal
public import Kernel
import Pack
import Store

/// One visitor follows another, in one moment: the target is never without one.
public struct HandOverTarget: Action {
  public static let declaration = ActionDeclaration(
    "HandOverTarget", zh: "走访交接", en: "Hand a target over", permission: "outreach.assign")

  public let program: String
  public let target: String
  public let to: String

  public init(program: String, target: String, to: String) {
    self.program = program
    self.target = target
    self.to = to
  }

  public init(_ fields: inout InputReader) throws(Problem) {
    program = try fields.text("program", Text(zh: "走访活动", en: "Programme"), max: 64)
    target = try fields.text("target", Text(zh: "走访对象", en: "Target"), max: AssignVisitor.nameMax)
    to = try fields.text("to", Text(zh: "接替人", en: "Successor"), max: 64)
  }

  public func authorise(
    _ engine: OutreachEngine, _ state: OutreachTarget?, _ context: ActionContext
  ) throws(Problem) {
    let unit = try engine.program(program).unit
    try engine.requireScope(state?.area, unit, "outreach.assign", context)
  }

  public func decide(
    _ engine: OutreachEngine, _ state: OutreachTarget?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [OutreachEvent] {
    guard let current = state?.visitor else {
      throw Problem(.targetUnassigned, field: "/target", ["target": target])
    }
    guard current != to else { throw Problem(.visitorSame, field: "/to", ["visitor": to]) }
    if let last = state?.terms.last?.begun, context.now < last {
      throw Problem(.outreachBackwards, ["last": last.minuteText(engine.pack.offset)])
    }
    return [.handedOver(from: current, to: to)]
  }
}
