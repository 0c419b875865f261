public import Kernel

/// A mechanism as the pack uses it: what it is called, and which figures it declares.
public struct PackMechanism: Sendable, Hashable {
  public let id: String
  public let name: Text
  public let about: Text
  /// The codes of its figures, in their order.
  public let figures: [String]
}

extension PackMechanism {
  init(_ id: String, _ node: SourceNode) {
    func text(_ key: String) -> Text {
      let value = node[key]
      let plain = value?.scalar ?? ""
      return Text(
        zh: value?["zh"]?.scalar ?? plain, en: value?["en"]?.scalar ?? plain)
    }
    var figures: [String] = []
    if case .sequence(let elements) = node["figures"]?.content {
      figures = elements.compactMap { $0["id"]?.scalar }
    }
    self.init(id: id, name: text("name"), about: text("about"), figures: figures)
  }
}
