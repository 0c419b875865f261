/// A piece of YAML or CSV with the place it came from.
struct SourceNode: Hashable, Sendable {
  let place: Place
  var content: Content

  indirect enum Content: Hashable, Sendable {
    /// A text; `isPlain` when it stood without quotes, so that `true` and `12` may be read as such.
    case scalar(String, isPlain: Bool)
    case sequence([SourceNode])
    case mapping([Member])
  }

  struct Member: Hashable, Sendable {
    let key: String
    let place: Place
    var value: SourceNode
  }

  /// What kind of thing it is, for messages.
  var kindName: (zh: String, en: String) {
    switch content {
    case .scalar("", _): ("空值", "nothing")
    case .scalar(let text, _): ("“\(text.prefix(40))”", "“\(text.prefix(40))”")
    case .sequence: ("一个列表", "a list")
    case .mapping: ("一组键值", "a mapping")
    }
  }

  var members: [Member]? {
    if case .mapping(let members) = content { return members }
    return nil
  }

  subscript(key: String) -> SourceNode? { members?.first { $0.key == key }?.value }

  var scalar: String? {
    if case .scalar(let text, _) = content { return text }
    return nil
  }

  var isNull: Bool {
    if case .scalar(let text, true) = content { return ["", "null", "~"].contains(text) }
    return false
  }

  /// This node with `other` laid over it: mappings are merged key by key, lists of things with an
  /// `id` thing by thing (`remove: true` takes one out), everything else is replaced.
  func merged(with other: SourceNode) -> SourceNode {
    switch (content, other.content) {
    case (.mapping(var members), .mapping(let over)):
      for member in over {
        if let index = members.firstIndex(where: { $0.key == member.key }) {
          members[index].value = members[index].value.merged(with: member.value)
        } else {
          members.append(member)
        }
      }
      return SourceNode(place: other.place, content: .mapping(members))
    case (.sequence(let elements), .sequence(let over))
    where (elements + over).allSatisfy({ $0["id"]?.scalar != nil }):
      return SourceNode(place: other.place, content: .sequence(merge(elements, over)))
    default:
      return other
    }
  }

  private func merge(_ elements: [SourceNode], _ over: [SourceNode]) -> [SourceNode] {
    var merged = elements
    var indices: [String: Int] = [:]
    for (index, element) in elements.enumerated() { indices[element["id"]?.scalar ?? ""] = index }
    var removed: Set<Int> = []
    var seen: Set<String> = []
    for element in over {
      let id = element["id"]?.scalar ?? ""
      // The second of two with one id is kept, to be refused as such.
      if let index = indices[id], seen.insert(id).inserted {
        if element["remove"]?.scalar == "true" {
          removed.insert(index)
        } else {
          merged[index] = merged[index].merged(with: element)
        }
      } else {
        merged.append(element)
      }
    }
    return removed.isEmpty
      ? merged : merged.enumerated().filter { !removed.contains($0.offset) }.map(\.element)
  }
}
