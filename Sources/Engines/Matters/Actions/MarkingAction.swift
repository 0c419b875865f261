public import Journal
public import Pack
public import Store

/// An action that puts a mark at which clocks may begin. Its facts are the matter's text, where a
/// limit that begins there depends on it.
public protocol MarkingAction: RehearsedAction where Facts == String {
  static var mark: ClockMark { get }
}

extension MarkingAction {
  public func gather(
    _ engine: MatterEngine, _ context: ActionContext, _ writer: any Writing
  ) throws -> String {
    try engine.text(of: context.id, for: Self.mark, writer)
  }
}
