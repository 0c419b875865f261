/// A parsed expression that nobody has checked yet; printing it and parsing the print gives an
/// equal tree.
public struct SyntaxTree: Sendable, Equatable {
  let root: SyntaxNode

  init(root: SyntaxNode) {
    self.root = root
  }

  /// Parses a source; throws where it is no expression.
  public init(_ source: String) throws(ExpressionError) {
    do throws(Fault) {
      root = try Parser.parse(source)
    } catch {
      throw ExpressionError(error, in: SourceText(source))
    }
  }

  /// The names that it reads, dotted as written, without those that its macros introduce.
  public var names: Set<String> {
    var found: Set<String> = []
    SyntaxTree.collect(root, bound: [], &found)
    return found
  }

  private static func collect(
    _ node: SyntaxNode, bound: Set<String>, _ found: inout Set<String>
  ) {
    if let name = node.qualifiedName {
      let first = name.split(separator: ".").first.map(String.init) ?? name
      if !bound.contains(first), !name.hasPrefix("@") { found.insert(name) }
      return
    }
    switch node.kind {
    case .comprehension(let made):
      collect(made.range, bound: bound, &found)
      let inner = bound.union([made.variable, made.second ?? made.variable])
      if let condition = made.condition { collect(condition, bound: inner, &found) }
      collect(made.body, bound: inner, &found)
    case .bind(let variable, let value, let body):
      collect(value, bound: bound, &found)
      collect(body, bound: bound.union([variable]), &found)
    default:
      for child in node.kind.children { collect(child, bound: bound, &found) }
    }
  }
}

extension SyntaxTree: CustomStringConvertible {
  /// The expression in canonical form: plain spaces, only the parentheses that are needed.
  public var description: String { SyntaxPrinter.text(root) }
}

extension SyntaxNode {
  /// `a.b.c` when the node is nothing but names joined by dots.
  var qualifiedName: String? {
    switch kind {
    case .identifier(let name, _): name
    case .select(let operand, let field): operand.qualifiedName.map { "\($0).\(field)" }
    default: nil
    }
  }
}
