public import Journal
public import Kernel

extension Matter {
  /// What an action's fields may be settled with: for each of the matter's parts that it can be
  /// about, the number or the name; one empty set for an action about the matter as a whole.
  public func settlements(of fields: [InputReader.Field]) -> [[String: JSON]] {
    let names = Set(fields.map(\.name))
    if names.contains("task") { return parts.tasks.map { ["task": .integer($0.number)] } }
    if names.contains("clock") {
      let running = clocks.filter { $0.stoppedAt == nil || $0.light == .red }.map(\.name)
      var seen: Set<String> = []
      return running.filter { seen.insert($0).inserted }.map { ["clock": .string($0)] }
    }
    if names.contains("number") {
      let numbers =
        parts.checks.filter(\.isOpen).map(\.number) + parts.requests.filter(\.isOpen).map(\.number)
        + parts.escalations.filter(\.isOpen).map(\.number)
        + parts.supervisions.filter(\.isOpen).map(\.number)
        + promises.filter { $0.keptAt == nil }.map(\.number)
      return Set(numbers).sorted().map { ["number": .integer($0)] }
    }
    if names.contains("wanted") {
      return [["wanted": .boolean(!parts.selections.contains(where: \.isOpen))]]
    }
    if names.contains("outcome") {
      return CloseMatter.outcomes.map { ["outcome": .string($0)] }
    }
    if names.contains("solved"), !names.contains("reached") {
      return [["solved": true], ["solved": false]]
    }
    return [[:]]
  }
}
