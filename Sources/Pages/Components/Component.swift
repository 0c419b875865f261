/// A part of a page that is made of values and knows how it is written.
public protocol Component: Sendable {
  var html: HTML { get }
}

extension HTML.Interpolation {
  public mutating func appendInterpolation(_ component: some Component) {
    appendInterpolation(component.html)
  }

  public mutating func appendInterpolation(_ components: [some Component]) {
    for component in components { appendInterpolation(component.html) }
  }
}

extension HTML {
  /// No mark-up at all.
  public static let nothing: HTML = ""

  public var isEmpty: Bool { source.isEmpty }

  /// ` name="value"` with the value escaped; nothing without a value.
  static func attribute(_ name: StaticString, _ value: String?) -> HTML {
    guard let value else { return nothing }
    return " \(name.description)=\"\(value)\""
  }

  /// ` name` where it is so; nothing otherwise.
  static func flag(_ name: StaticString, _ isSet: Bool) -> HTML {
    isSet ? " \(name.description)" : nothing
  }

  /// The parts with something between them.
  static func joined(_ parts: [HTML], by separator: HTML) -> HTML {
    var result = nothing
    for part in parts where !part.isEmpty {
      result = result.isEmpty ? part : "\(result)\(separator)\(part)"
    }
    return result
  }
}
