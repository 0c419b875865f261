public import Kernel

/// What a page has around its content, as values: whoever answers a request fills it in.
public struct PageFrame: Sendable {
  /// Light or dark; `system` follows the reader's device.
  public enum Theme: String, CaseIterable, Sendable { case system, light, dark }
  /// How large letters are.
  public enum TextSize: String, CaseIterable, Sendable { case plain, large }

  /// A page above this one.
  public struct Crumb: Sendable {
    let name: String
    let path: String

    public init(_ name: String, _ path: String) {
      self.name = name
      self.path = path
    }
  }

  public var title: String
  public var city: String
  public var language: Language
  public var theme = Theme.system
  public var textSize = TextSize.plain
  /// Whether the page hangs on a wall, dark and without anything around its content.
  public var isScreen = false
  /// Who is signed in; empty for nobody.
  public var actor = ""
  /// The sections that the actor may open.
  public var navigation: [NavigationItem] = []
  /// The section in which the page lies.
  public var section: PageSection?
  /// The pages above this one, from the outermost inwards.
  public var crumbs: [Crumb] = []
  /// The page's own path with its query; the switches lead back to it.
  public var path = "/"
  /// What was done just before.
  public var flash: Flash?
  /// Proves to the server that a form is one of ours.
  public var guardToken: String?
  /// The page of one's own account; for nobody, the page of signing in.
  public var accountPath: String?
  /// Where one signs out, for those who can; with a guard token.
  public var signOutPath: String?
  /// Version of the program.
  public var version = ""

  public init(title: String, city: String, language: Language) {
    self.title = title
    self.city = city
    self.language = language
  }
}

/// A part of the desk with an entry of its own.
public enum PageSection: String, CaseIterable, Sendable {
  case desk, intake, whistle, arbitration, bulletin, figures, wall, report, administration

  public var icon: Icon {
    switch self {
    case .desk: .desk
    case .intake: .intake
    case .whistle: .whistle
    case .arbitration: .arbitration
    case .bulletin: .bulletin
    case .figures: .figures
    case .wall: .wall
    case .report: .report
    case .administration: .administration
    }
  }

  /// The letter that leads there after a g; nil where there is none.
  public var key: String? { PageSection.keys[self] }

  private static let keys: [PageSection: String] = [
    .desk: "d", .intake: "i", .whistle: "w", .arbitration: "a", .bulletin: "b", .figures: "f",
    .wall: "e", .report: "r", .administration: "m",
  ]

  public var name: Text {
    switch self {
    case .desk: FrameWords.desk
    case .intake: FrameWords.intake
    case .whistle: FrameWords.whistle
    case .arbitration: FrameWords.arbitration
    case .bulletin: FrameWords.bulletin
    case .figures: FrameWords.figures
    case .wall: FrameWords.wall
    case .report: FrameWords.report
    case .administration: FrameWords.administration
    }
  }
}

/// One entry of the navigation.
public struct NavigationItem: Sendable {
  public let section: PageSection
  public let path: String
  let count: Int64?

  /// - Parameter count: how much waits there; nil where nothing is counted.
  public init(_ section: PageSection, to path: String, count: Int64? = nil) {
    self.section = section
    self.path = path
    self.count = count
  }
}
