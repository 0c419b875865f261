/// A number that somebody watches; it leads to the rows that it counts.
public struct Tile: Component {
  public enum Tone: String, Sendable { case plain, green, amber, red }

  private let label: String
  private let value: String
  private let unit: String
  private let tone: Tone
  private let path: String?
  private let note: HTML

  /// - Parameters:
  ///   - path: where the rows are; nil where they may not be seen.
  ///   - note: what is told below, such as a sparkline.
  public init(
    _ label: String, _ value: String, unit: String = "", tone: Tone = .plain, to path: String?,
    note: HTML = .nothing
  ) {
    self.label = label
    self.value = value
    self.unit = unit
    self.tone = tone
    self.path = path
    self.note = note
  }

  private var icon: HTML {
    switch tone {
    case .plain: .nothing
    case .green: "\(Icon.green)"
    case .amber: "\(Icon.amber)"
    case .red: "\(Icon.red)"
    }
  }

  public var html: HTML {
    let unit: HTML = self.unit.isEmpty ? .nothing : " <small>\(self.unit)</small>"
    let content: HTML = """
      <span class="tile-label">\(icon)\(label)</span>\
      <span class="tile-value">\(value)\(unit)</span>\(note)
      """
    let look: HTML = "class=\"tile tile-\(tone.rawValue)\""
    guard let path else { return "<div \(look)>\(content)</div>\n" }
    return "<a \(look) href=\"\(path)\">\(content)</a>\n"
  }

  /// Tiles beside each other.
  public static func row(_ tiles: [Tile]) -> HTML {
    // Said before the tiles, since a browser may show them before the last has come.
    let count: HTML = tiles.count == 8 ? " tiles-eight" : .nothing
    return tiles.isEmpty ? .nothing : "<div class=\"tiles\(count)\">\(tiles)</div>\n"
  }
}
