/// Names with their values, under each other; what has no value is left out.
public struct Facts: Component {
  public struct Fact: Sendable {
    let name: String
    let value: HTML?

    public init(_ name: String, _ value: HTML?) {
      self.name = name
      self.value = value
    }

    public init(_ name: String, text: String?) {
      self.init(name, text.flatMap { $0.isEmpty ? nil : "\($0)" })
    }
  }

  private let facts: [Fact]

  public init(_ facts: [Fact]) { self.facts = facts }

  public var html: HTML {
    let lines = facts.compactMap { fact in
      fact.value.map { value -> HTML in "<dt>\(fact.name)</dt><dd>\(value)</dd>" }
    }
    return lines.isEmpty ? .nothing : "<dl class=\"facts\">\(lines)</dl>\n"
  }
}

/// A part of a page with a head of its own, on a card.
public struct Card: Component {
  private let title: String
  private let content: HTML
  private let id: String?

  /// - Parameter id: what a link within the page, or a live update, calls it.
  public init(_ title: String, id: String? = nil, _ content: HTML) {
    self.title = title
    self.content = content
    self.id = id
  }

  public var html: HTML {
    if content.isEmpty { return .nothing }
    return """
      <section class="card"\(HTML.attribute("id", id))><h2>\(title)</h2>
      \(content)</section>

      """
  }
}
