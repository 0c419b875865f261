public import Kernel
public import Journal
public import Upkeep

/// The first page of the section: how everything stands, each figure leading on.
public struct OverviewPage: Sendable {
  public static let title = FrameWords.administration

  /// What the reader may know; nil for what they may not.
  public struct Standing: Sendable {
    public var faults: [Text]?
    public var figures: JournalFigures?
    public var verification: UpkeepReader.Verification?
    public var isVerificationOpen = false
    public var revision: String?
    public var isRevisionGrounded = false
    public var pending: String?
    public var vacant: Int?
    public var webhooksDead: Int64?
    public var yearMissing: Int?

    public init() {}
  }

  let standing: Standing
  let reader: AdministrationReader

  public init(_ standing: Standing, reader: AdministrationReader) {
    self.standing = standing
    self.reader = reader
  }

  private var language: Language { reader.language }

  public var content: HTML {
    """
    \(reader.head(.overview, OverviewPage.title[language], OverviewWords.about[language]))\
    \(notices)\(Tile.row(tiles))\(Card(OverviewWords.parts[language], parts))
    """
  }

  /// What somebody has to do, and where.
  private var notices: HTML {
    var parts: [HTML] = []
    func link(_ part: AdministrationPart) -> HTML {
      "<p><a href=\"\(part.path)\">\(part.name[language])</a></p>"
    }
    if let pending = standing.pending {
      let title = PackWords.pending.filled(["revision": pending], language)
      parts.append("\(Notice(.info, title, link(.packs)))")
    }
    if standing.revision != nil, !standing.isRevisionGrounded {
      parts.append("\(Notice(.caution, PackWords.ungrounded[language], link(.packs)))")
    }
    if let year = standing.yearMissing {
      let title = CalendarWords.missing.filled(["year": String(year)], language)
      parts.append("\(Notice(.caution, title, link(.calendar)))")
    }
    return "\(parts)"
  }

  private var tiles: [Tile] { machineTiles + workTiles }

  private var machineTiles: [Tile] {
    var tiles: [Tile] = []
    if let faults = standing.faults {
      tiles.append(
        Tile(
          AdministrationWords.health[language],
          (faults.isEmpty ? HealthWords.well : HealthWords.ill)[language],
          tone: faults.isEmpty ? .green : .red, to: AdministrationPart.health.path))
    }
    if let figures = standing.figures {
      let isOpen = AdministrationPart.journal.isOpen(to: reader.actor)
      tiles.append(
        Tile(
          JournalWords.position[language], String(figures.position),
          to: isOpen ? AdministrationPart.journal.path : VerificationPage.path))
    }
    if standing.isVerificationOpen {
      let isOpen = AdministrationPart.journal.isOpen(to: reader.actor)
      tiles.append(
        VerificationTile(standing.verification, reader).tile(
          to: isOpen
            ? AdministrationPart.journal.path + "#verifications" : VerificationPage.path))
    }
    return tiles
  }

  private var workTiles: [Tile] {
    var tiles: [Tile] = []
    if let figures = standing.figures {
      tiles.append(
        Tile(
          TimerWords.lateTimers[language], AdministrationWords.bounded(figures.timersLate),
          tone: figures.timersLate > 0 ? .red : .green,
          to: AdministrationPart.timers.path + (figures.timersLate > 0 ? "?late=true" : "")))
      tiles.append(
        Tile(
          OutboxWords.dead[language], AdministrationWords.bounded(figures.messagesDead),
          tone: figures.messagesDead > 0 ? .red : .green, to: AdministrationPart.outbox.path))
    }
    if let dead = standing.webhooksDead {
      tiles.append(
        Tile(
          OverviewWords.webhooksDead[language], String(dead), tone: dead > 0 ? .red : .green,
          to: AdministrationPart.webhooks.path))
    }
    if let vacant = standing.vacant {
      tiles.append(
        Tile(
          PostWords.vacantPosts[language], String(vacant), tone: vacant > 0 ? .amber : .green,
          to: AdministrationPart.posts.path + "?vacant=true"))
    }
    if let revision = standing.revision {
      let parts = revision.split(separator: "@").map(String.init)
      tiles.append(
        Tile(
          PackWords.packInForce[language], parts.first ?? revision,
          tone: standing.isRevisionGrounded ? .plain : .amber, to: AdministrationPart.packs.path,
          note: "<small>\(parts.count > 1 ? parts[1] : "")</small>"))
    }
    return tiles
  }

  /// What each part is for, in words.
  private var parts: HTML {
    let open = AdministrationPart.allCases.filter { $0 != .overview && $0.isOpen(to: reader.actor) }
    let lines = open.map { part -> HTML in
      """
      <dt><a href="\(part.path)">\(part.name[language])</a></dt>\
      <dd>\(OverviewWords.about(part)[language])</dd>
      """
    }
    return "<dl class=\"facts\">\(lines)</dl>"
  }
}

/// The verifications for those who may look into the machinery, but not read the journal.
public struct VerificationPage: Sendable {
  public static let path = "/administration/verifications"
  public static let title = JournalWords.verifications

  let list: HTML
  let reader: AdministrationReader

  /// - Parameter page: the journal's page, of which the part about verifications is shown.
  public init(_ page: JournalPage) {
    list = page.verificationCard
    reader = page.reader
  }

  public var content: HTML {
    """
    \(reader.head(
      .overview, VerificationPage.title[reader.language],
      JournalWords.verifyAbout[reader.language]))\(list)
    """
  }
}
