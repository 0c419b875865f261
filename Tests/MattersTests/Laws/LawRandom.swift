import TestKit

/// Choices that the histories are made of.
extension Seeded {
  mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }

  /// - Precondition: the list is not empty.
  mutating func pick<Element>(_ list: [Element]) -> Element { list[number(0...list.count - 1)] }

  mutating func some<Element>(of list: [Element], percent: Int) -> [Element] {
    list.filter { _ in chance(percent) }
  }
}
