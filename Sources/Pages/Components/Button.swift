/// Something to press: a form's button, or a link that looks like one where it leads elsewhere.
public struct Button: Component {
  /// How much it asks to be pressed. A page has one primary button at most.
  public enum Weight: String, Sendable { case primary, secondary, danger, quiet }

  private enum Deed: Sendable {
    case submit(name: String?, value: String?)
    case link(String)
    case copy(String)
    case print
  }

  private let label: String
  private let weight: Weight
  private let icon: Icon?
  private let deed: Deed

  /// A button that sends its form, with a value of its own where the form has several.
  public init(
    _ label: String, _ weight: Weight = .secondary, icon: Icon? = nil, name: String? = nil,
    value: String? = nil
  ) {
    self.init(label, weight, icon, .submit(name: name, value: value))
  }

  /// A link.
  public init(_ label: String, _ weight: Weight = .secondary, icon: Icon? = nil, to path: String) {
    self.init(label, weight, icon, .link(path))
  }

  /// Puts a text on the clipboard; it is shown only where scripts run.
  public init(_ label: String, copying text: String) {
    self.init(label, .quiet, .copy, .copy(text))
  }

  /// Prints the page; it is shown only where scripts run.
  public init(printing label: String) { self.init(label, .primary, .print, .print) }

  private init(_ label: String, _ weight: Weight, _ icon: Icon?, _ deed: Deed) {
    self.label = label
    self.weight = weight
    self.icon = icon
    self.deed = deed
  }

  public var html: HTML {
    let drawing = icon?.html ?? .nothing
    let look: HTML = "class=\"button button-\(weight.rawValue)\""
    switch deed {
    case .link(let path):
      return "<a \(look) href=\"\(path)\">\(drawing)\(label)</a>"
    case .submit(let name, let value):
      let own: HTML = "\(HTML.attribute("name", name))\(HTML.attribute("value", value))"
      return "<button \(look) type=\"submit\"\(own)>\(drawing)\(label)</button>"
    case .print:
      return "<button \(look) type=\"button\" hidden data-print>\(drawing)\(label)</button>"
    case .copy(let text):
      return """
        <button \(look) type="button" hidden data-copy="\(text)">\(drawing)\(label)</button>
        """
    }
  }
}

/// Buttons in a row, the main one first; under each other on a phone.
public struct ActionBar: Component {
  private let buttons: [Button]

  public init(_ buttons: [Button]) { self.buttons = buttons }

  public var html: HTML {
    buttons.isEmpty ? .nothing : "<div class=\"actions\">\(buttons)</div>"
  }
}
