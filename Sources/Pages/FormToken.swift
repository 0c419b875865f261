/// The token of a session, as the forms of its pages carry it back. A page that takes a token can't
/// forget it: forms that change something are made from it.
public struct FormToken: Sendable {
  public let text: String

  public init(_ text: String) { self.text = text }

  /// The hidden field.
  public var field: HTML {
    text.isEmpty ? "" : "<input type=\"hidden\" name=\"csrf\" value=\"\(text)\">"
  }

  /// A form that is sent to a path of this server.
  /// - Parameter style: further names of its class.
  public func form(_ path: String, style: String = "", _ content: HTML) -> HTML {
    """
    <form class="\(style.isEmpty ? "form" : "form " + style)" method="post" action="\(path)">\
    \(field)\(content)</form>
    """
  }
}
