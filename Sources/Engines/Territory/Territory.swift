public import Pack

/// The areas of a city as a tree, with their names.
public struct Territory: Sendable {
  /// An area's place in the tree: everything below it has an entry number within `span`.
  private struct Node: Sendable {
    let area: AreaRecord
    let rank: Int
    var span: Range<Int>
  }

  public let root: String
  public let levels: [LevelRecord]
  private let nodes: [String: Node]
  let names: AreaNames

  /// The pack has been checked: one root, no circle, parents on higher levels.
  public init(_ pack: Pack) {
    levels = pack.levels
    let ranks = Dictionary(uniqueKeysWithValues: pack.levels.enumerated().map { ($1.id, $0) })
    let children = Dictionary(grouping: pack.areas) { $0.parent ?? "" }
    var made: [String: Node] = [:]
    var counter = 0
    func enter(_ area: AreaRecord) {
      let first = counter
      counter += 1
      for child in children[area.id] ?? [] { enter(child) }
      made[area.id] = Node(area: area, rank: ranks[area.level] ?? 0, span: first..<counter)
    }
    let top = children[""]?.first
    if let top { enter(top) }
    root = top?.id ?? ""
    nodes = made
    names = AreaNames(pack.areas)
  }

  public func area(_ id: String) -> AreaRecord? { nodes[id]?.area }

  /// Whether `id` is `other` or lies in it.
  public func isWithin(_ id: String, _ other: String) -> Bool {
    guard let inner = nodes[id], let outer = nodes[other] else { return false }
    return outer.span.contains(inner.span.lowerBound)
  }

  /// The area, the one it is part of, and so on up to the root.
  public func chain(of id: String) -> [String] {
    var chain: [String] = []
    var next: String? = id
    while let id = next, let node = nodes[id] {
      chain.append(id)
      next = node.area.parent
    }
    return chain
  }

  /// The area of a level in which `id` lies: itself, or one above it; nil where there is none.
  public func ancestor(of id: String, level: String) -> String? {
    chain(of: id).first { nodes[$0]?.area.level == level }
  }

  /// The smallest area in which all of these lie; nil for none.
  public func commonArea(of ids: [String]) -> String? {
    guard let first = ids.first else { return nil }
    return chain(of: first).first { area in ids.allSatisfy { isWithin($0, area) } }
  }

  /// The area and everything below it.
  public func descendants(of id: String) -> [String] {
    guard let outer = nodes[id] else { return [] }
    return nodes.filter { outer.span.contains($0.value.span.lowerBound) }.map(\.key).sorted()
  }

  /// Areas by code under a scheme, in the order of their identifiers; a code without its scheme
  /// says nothing.
  public func areas(code: String, scheme: String, year: Int) -> [AreaRecord] {
    nodes.values.map(\.area).filter {
      $0.code == code && $0.scheme == scheme && $0.year == year
    }.sorted { $0.id < $1.id }
  }

  func rank(_ id: String) -> Int { nodes[id]?.rank ?? 0 }
}
