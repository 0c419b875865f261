/// An official work order on A4: head, boxes with names and values, texts, and room for
/// signatures and a seal. On the screen it looks like the paper.
public struct PrintSheet: Component {
  public struct Block: Sendable {
    let title: String
    let content: HTML

    public init(_ title: String, _ content: HTML) {
      self.title = title
      self.content = content
    }
  }

  private let issuer: String
  private let title: String
  private let number: String
  private let boxes: [(name: String, value: String)]
  private let blocks: [Block]
  private let signatures: [String]
  private let date: String
  private let foot: String

  /// - Parameters:
  ///   - issuer: the office in whose name it goes out.
  ///   - boxes: short facts, two beside each other.
  ///   - signatures: who signs, each with room to do so.
  ///   - date: where a signature is dated.
  ///   - foot: when and by whom it was printed.
  public init(
    issuer: String, title: String, number: String, boxes: [(name: String, value: String)],
    blocks: [Block], signatures: [String], date: String = "", foot: String
  ) {
    self.issuer = issuer
    self.title = title
    self.number = number
    self.boxes = boxes
    self.blocks = blocks
    self.signatures = signatures
    self.date = date
    self.foot = foot
  }

  public var html: HTML {
    let boxes = self.boxes.map { box -> HTML in
      "<div><dt>\(box.name)</dt><dd>\(box.value)</dd></div>"
    }
    let blocks = self.blocks.map { block -> HTML in
      "<section><h3>\(block.title)</h3><div>\(block.content)</div></section>"
    }
    let signatures = self.signatures.map { name -> HTML in
      let line: HTML = date.isEmpty ? .nothing : "<small>\(date)</small>"
      return "<div class=\"signature\">\(name)\(line)</div>"
    }
    return """
      <article class="sheet"><header><p class="sheet-issuer">\(issuer)</p><h1>\(title)</h1>\
      <p class="sheet-number">\(number)</p></header>
      <dl class="sheet-boxes">\(boxes)</dl>
      \(blocks)<div class="signatures">\(signatures)</div>
      <footer>\(foot)</footer></article>

      """
  }
}
