public import Journal
public import Kernel
public import Store

/// A holiday list was published or corrected: the dates of what runs follow it. Only the program
/// itself does this.
public struct RecalculateClocks: Action {
  public static let declaration = ActionDeclaration(
    "RecalculateClocks", zh: "按新日历重算", en: "Reckon under a new calendar",
    permission: "system.timer")

  public init() {}
  public init(_ fields: inout InputReader) throws(Problem) {}

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {}

  public func gather(
    _ engine: MatterEngine, _ context: ActionContext, _ writer: any Writing
  ) throws -> String {
    try writer.row("SELECT text FROM matter_text WHERE matter = ?", [.integer(context.id)])?
      .text(0) ?? ""
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: String, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    let dates = try engine.redated(matter, facts, at: context.now)
    return dates.isEmpty ? [] : [.clocksDated(dates, reason: "calendar")]
  }
}
