public import City
public import Kernel
import Organisation
import Pack
import Territory

/// What can be chosen in an action's fields, by their names.
public struct ActionChoices: Sendable {
  private let lists: [String: [Field.Option]]
  /// How moments are shown.
  let offset: UTCOffset

  /// Nothing: every field is free text.
  public static let none = ActionChoices([:], offset: .china)

  public init(_ lists: [String: [Field.Option]], offset: UTCOffset) {
    self.lists = lists
    self.offset = offset
  }

  /// What the pack names: units, areas, categories, posts, kinds, functions, tiers.
  /// - Parameter more: lists that follow from where the form stands, such as the clocks of a
  ///   matter, or units that come into question; they go before the pack's. A city has hundreds of
  ///   units, and a list of boxes for all of them makes a heavy page.
  public init(_ city: City, _ language: Language, more: [String: [Field.Option]] = [:]) {
    let pack = city.pack
    let units = city.organisation.allUnits.map { Field.Option($0.id, $0.name[language]) }
    let areas = pack.areas.map { Field.Option($0.id, $0.name) }
    let posts = pack.posts.map { Field.Option($0.id, $0.name[language]) }
    var lists: [String: [Field.Option]] = [
      "category": pack.categories.map { Field.Option($0.id, $0.name[language]) },
      "kind": pack.kinds.values.sorted { $0.record.id < $1.record.id }.map {
        Field.Option($0.record.id, $0.record.name[language])
      },
      "function": pack.functions.map { Field.Option($0.id, $0.name[language]) },
      "tier": pack.tiers.map { Field.Option($0.id, $0.name[language]) },
    ]
    for name in ["unit", "units", "owner", "against"] { lists[name] = units }
    for name in ["area", "areas"] { lists[name] = areas }
    for name in ["post", "worker"] { lists[name] = posts }
    self.init(lists.merging(more) { _, own in own }, offset: pack.offset)
  }

  func options(_ field: String) -> [Field.Option]? { lists[field] }
}
