public import Kernel
public import Matters

/// A light as colour, shape and word, so that nobody needs the colour.
public struct LightMark: Component {
  private let light: Matter.Light
  private let language: Language

  public init(_ light: Matter.Light, _ language: Language) {
    self.light = light
    self.language = language
  }

  public static func icon(_ light: Matter.Light) -> Icon {
    switch light {
    case .green: .green
    case .amber: .amber
    case .red: .red
    }
  }

  public static func words(_ light: Matter.Light) -> Text {
    switch light {
    case .green: Words.green
    case .amber: Words.amber
    case .red: Words.red
    }
  }

  public var html: HTML {
    """
    <span class="light \("\(light)")">\(LightMark.icon(light))\
    \(LightMark.words(light)[language])</span>
    """
  }
}
