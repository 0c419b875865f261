public import Journal
public import Kernel
public import Matters

/// A step that is possible on several matters, each of which settles by itself what it is about.
public struct SharedStep: Sendable {
  public let entry: ActionCatalogue.Entry
  /// What is settled alike for all, such as the outcome.
  public let settled: [String: JSON]
  /// For each matter on which it is possible, all that is settled.
  public internal(set) var each: [Int64: [String: JSON]]

  public init(
    entry: ActionCatalogue.Entry, settled: [String: JSON], each: [Int64: [String: JSON]] = [:]
  ) {
    self.entry = entry
    self.settled = settled
    self.each = each
  }

  /// What tells it from every other step: `CloseMatter.solved`.
  public var name: String { SharedStep.name(entry, settled) }

  static func name(_ entry: ActionCatalogue.Entry, _ settled: [String: JSON]) -> String {
    let values = settled.sorted { $0.key < $1.key }.map {
      $0.value.string ?? $0.value.canonicalText
    }
    return ([entry.declaration.name] + values).joined(separator: ".")
  }

  /// Fields that say which of a matter's parts is meant: another one in each matter.
  static let ownFields: Set<String> = ["task", "number"]
  private static let commonFields: Set<String> = ["clock", "wanted", "outcome", "solved"]

  /// Whether a field is settled where its action stands, and not asked.
  public static func isSettled(_ field: String, _ entry: ActionCatalogue.Entry) -> Bool {
    // Whoever was not reached has solved nothing: there the form asks.
    if field == "solved" { return !entry.fields.contains { $0.name == "reached" } }
    return ownFields.contains(field) || commonFields.contains(field)
  }

  /// Steps that need more than a form.
  static let never: Set<String> = ["AttachPhotograph"]
}

extension City {
  /// The steps that are possible on at least one of several matters, those on most of them first. A
  /// step that could be about several parts of a matter is left out for it: which one is meant
  /// would have to be asked.
  public func sharedSteps(
    on matters: [(id: Int64, matter: Matter)], by actor: Actor, at now: Instant
  ) -> [SharedStep] {
    var steps: [SharedStep] = []
    for (id, matter) in matters {
      var own: [String: [(ActionCatalogue.Entry, common: [String: JSON], all: [String: JSON])]] =
        [:]
      var names: [String] = []
      for possible in possibleActions(on: matter, id: id, by: actor, at: now)
      where !SharedStep.never.contains(possible.entry.declaration.name) {
        let common = possible.settled.filter { !SharedStep.ownFields.contains($0.key) }
        let name = SharedStep.name(possible.entry, common)
        if own[name] == nil { names.append(name) }
        own[name, default: []].append((possible.entry, common, possible.settled))
      }
      for name in names {
        guard let found = own[name], found.count == 1, let (entry, common, all) = found.first else {
          continue
        }
        if let index = steps.firstIndex(where: { $0.name == name }) {
          steps[index].each[id] = all
        } else {
          steps.append(SharedStep(entry: entry, settled: common, each: [id: all]))
        }
      }
    }
    let ranked = steps.enumerated().sorted {
      ($1.element.each.count, $0.offset) < ($0.element.each.count, $1.offset)
    }
    return ranked.map(\.element)
  }
}
