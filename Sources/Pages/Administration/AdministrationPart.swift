public import Kernel
import Organisation

/// The parts of the section of administration, in the order of its menu.
public enum AdministrationPart: String, CaseIterable, Sendable {
  case overview, units, posts, accounts, packs, calendar, webhooks, timers, outbox, journal, health

  public var path: String {
    switch self {
    case .overview: "/administration"
    case .webhooks: "/webhooks"
    default: "/administration/" + rawValue
    }
  }

  public var name: Text {
    switch self {
    case .overview: AdministrationWords.overview
    case .units: AdministrationWords.units
    case .posts: AdministrationWords.posts
    case .accounts: AdministrationWords.accounts
    case .packs: AdministrationWords.packs
    case .calendar: AdministrationWords.calendar
    case .webhooks: WebhookWords.webhooks
    case .timers: AdministrationWords.timers
    case .outbox: AdministrationWords.outbox
    case .journal: AdministrationWords.journal
    case .health: AdministrationWords.health
    }
  }

  /// Any of these opens it.
  public var permissions: [Permission] {
    switch self {
    case .overview:
      ["system.read", "account.manage", "post.appoint", "webhook.manage", "journal.read"]
    case .units, .posts: ["system.read", "post.appoint"]
    case .accounts: ["account.manage", "system.read"]
    case .packs, .calendar, .timers, .outbox, .health: ["system.read"]
    case .webhooks: ["webhook.manage"]
    case .journal: ["journal.read"]
    }
  }

  /// Whether a right for a part of the city will do: what is listed there lies in areas.
  private var hasParts: Bool {
    switch self {
    case .overview, .units, .posts, .webhooks: true
    default: false
    }
  }

  public func isOpen(to actor: Actor) -> Bool {
    permissions.contains { hasParts ? actor.holds($0) : RowScope(actor, $0).isEverything }
  }
}

/// Leads through the section: the parts that its reader may open.
struct AdministrationMenu: Component {
  let actor: Actor
  let part: AdministrationPart
  let language: Language

  var html: HTML {
    let open = AdministrationPart.allCases.filter { $0.isOpen(to: actor) }
    return "\(tabs(open))"
  }

  private func tabs(_ open: [AdministrationPart]) -> Tabs {
    Tabs(
      AdministrationWords.parts[language],
      open.map { Tabs.Tab($0.name[language], to: $0.path, isChosen: $0 == part) })
  }
}

/// Everything that each page of the section is made with.
public struct AdministrationReader: Sendable {
  let actor: Actor
  let now: Instant
  let offset: UTCOffset
  let language: Language

  public init(actor: Actor, now: Instant, offset: UTCOffset, language: Language) {
    self.actor = actor
    self.now = now
    self.offset = offset
    self.language = language
  }

  /// The menu alone, for pages with a head of their own.
  public func menu(_ part: AdministrationPart) -> HTML {
    AdministrationMenu(actor: actor, part: part, language: language).html
  }

  /// The head of a page with the menu above it.
  func head(_ part: AdministrationPart, _ title: String, _ about: String = "") -> HTML {
    let more: HTML = about.isEmpty ? .nothing : "<p>\(about)</p>"
    return """
      \(AdministrationMenu(actor: actor, part: part, language: language))\
      <header class="page-head"><h1>\(title)</h1>\(more)</header>

      """
  }

  func time(_ instant: Instant) -> HTML { "<time>\(instant.minuteText(offset))</time>" }

  func time(_ instant: Instant?) -> HTML { instant.map { time($0) } ?? "—" }

  /// How long something takes or is late, in its two largest units.
  func span(_ milliseconds: Int64) -> String {
    let minutes = max(0, milliseconds) / 60_000
    let (days, hours) = (minutes / 1_440, minutes % 1_440 / 60)
    func part(_ count: Int64, _ words: Text) -> String {
      words.filled(["count": String(count)], language)
    }
    if days > 0 {
      return part(days, ClockWords.days) + " " + part(hours, ClockWords.hours)
    }
    if hours > 0 {
      return part(hours, ClockWords.hours) + " " + part(minutes % 60, ClockWords.minutes)
    }
    if minutes > 0 { return part(minutes, ClockWords.minutes) }
    return part(max(0, milliseconds) / 1_000, AdministrationWords.seconds)
  }
}

/// A form that looks for something; what is found stands in an address that can be kept.
struct SearchForm: Component {
  let path: String
  let fields: [Field]
  var label = AdministrationWords.search
  let language: Language

  var html: HTML {
    let icon: Icon? = label == AdministrationWords.search ? .search : nil
    return """
      <form class="form search" method="get" action="\(path)" role="search">\(fields)\
      \(ActionBar([Button(label[language], icon: icon)]))</form>

      """
  }
}
