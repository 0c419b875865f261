public import Journal
public import Kernel
public import Matters

/// An action that somebody could take on a matter now.
public struct PossibleAction: Sendable {
  public let entry: ActionCatalogue.Entry
  /// The fields that are known already, such as the number of the task that it is about.
  public let settled: [String: JSON]
}

extension City {
  /// What an actor could do with a matter as it stands, in the order of the catalogue: what would
  /// be refused whatever is filled in is left out.
  public func possibleActions(
    on matter: Matter, id: Int64, by actor: Actor, at now: Instant
  ) -> [PossibleAction] {
    let context = ActionContext(id: id, actor: actor, now: now)
    return ActionCatalogue.all.entries.flatMap { entry -> [PossibleAction] in
      guard let isPossible = entry.isPossible, actor.holds(entry.declaration.permission) else {
        return []
      }
      return matter.settlements(of: entry.fields)
        .filter { isPossible(self, matter, $0, context) }
        .map { PossibleAction(entry: entry, settled: $0) }
    }
  }
}
