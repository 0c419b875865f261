import Assets
public import City
import Journal
public import Kernel
public import Matters
import Organisation
import Pack
import Territory

/// The room of one whistle: a lane for each unit with what it did and what it owes, live.
public struct WhistleRoomPage: Sendable {
  public static let title = RoomWords.title
  /// What a live update exchanges.
  static let id = "room"

  /// Whether it hangs on a wall.
  public enum Look: Sendable { case page, screen }

  private let matter: Matter
  private let steps: [PossibleAction]
  private let look: Look
  private let live: String
  private let guardToken: FormToken
  private let now: Instant
  private let city: City
  private let text: CandidateText
  private let language: Language

  /// - Parameters:
  ///   - steps: what the reader could do; those that sign units in are offered here.
  ///   - live: where the page hears that something has happened.
  public init(
    _ matter: Matter, _ steps: [PossibleAction], look: Look, live: String, guardToken: FormToken,
    now: Instant, city: City, language: Language
  ) {
    self.matter = matter
    self.steps = steps
    self.look = look
    self.live = live
    self.guardToken = guardToken
    self.now = now
    self.city = city
    text = CandidateText(city: city, language: language)
    self.language = language
  }

  private var path: String { "\(WhistleListPage.path)/\(matter.number)" }

  public var content: HTML {
    """
    \(LiveNote(language: language))
    <div id="\(WhistleRoomPage.id)" class="room" data-live="\(live)">\(head)\(tiles)\(lanes)</div>
    \(look == .page ? more : .nothing)\(links)
    <script src="\(Asset.room.path)" defer></script>
    """
  }

  private var head: HTML {
    let began =
      matter.parts.tasks.filter { $0.round == matter.parts.taskRound }
      .map(\.summonedAt).min() ?? matter.receivedAt
    let isOver = matter.phase != .open
    let elapsed: HTML =
      isOver
      ? "\(Notice(.done, RoomWords.ended[language]))"
      : """
      <p class="elapsed">\(RoomWords.elapsed[language]) \(Ticking.since(began, now, language)) \
      <small>\(RoomWords.since.filled(
        ["time": began.minuteText(city.pack.offset)], language))</small></p>
      """
    let place = matter.area.map { text.area($0) } ?? ""
    let caller = matter.lead.map { text.unit($0) } ?? ""
    let round = matter.parts.taskRound
    let again: HTML =
      round > 1
      ? " <span>\(RoomWords.round.filled(["count": String(round)], language))</span>" : .nothing
    return """
      <header class="page-head"><h1>\(matter.title)</h1><p class="under">\
      <span class="number">\(matter.number)</span> \(LightMark(matter.light, language)) \
      <span>\(Icon.place)\(place)</span> <span>\(Icon.whistle)\(caller)</span>\(again)</p>\
      </header>\(elapsed)
      """
  }

  private var tiles: HTML {
    let tally = WhistleTally(matter, at: now)
    let all = String(tally.summoned)
    func share(_ count: Int) -> String { "\(count)/\(all)" }
    return Tile.row([
      Tile(RoomWords.summoned[language], all, to: nil),
      Tile(RoomWords.signedIn[language], share(tally.signedIn), to: nil),
      Tile(RoomWords.onSite[language], share(tally.onSite), to: nil),
      Tile(RoomWords.reported[language], share(tally.reported), to: nil),
      Tile(
        RoomWords.late[language], String(tally.late), tone: tally.late > 0 ? .red : .plain,
        to: nil),
    ])
  }

  private var lanes: HTML {
    let tasks = matter.parts.tasks.filter { $0.round == matter.parts.taskRound }
    if tasks.isEmpty { return "\(EmptyState(RoomWords.noUnits[language]))" }
    let sorted = tasks.sorted {
      (rank($0), $0.number) < (rank($1), $1.number)
    }
    let lines = sorted.map { task in
      WhistleLane(
        task: task, matter: matter, signIn: signIn(task), now: now, city: city,
        language: language)
    }
    return """
      <section aria-labelledby="lanes"><h2 id="lanes">\(RoomWords.lanes[language])</h2>\
      <ul class="lanes">\(lines)</ul></section>
      """
  }

  /// Whoever is late stands at the top, whoever is done at the bottom.
  private func rank(_ task: MatterTask) -> Int {
    task.isLate(in: matter, at: now) ? 0 : task.isOpen ? 1 : 2
  }

  /// The button that signs a unit in, for those who act for it.
  private func signIn(_ task: MatterTask) -> HTML {
    let isOffered = steps.contains {
      $0.entry.declaration.name == "SignInToTask" && $0.settled["task"] == .integer(task.number)
    }
    guard isOffered, look == .page else { return .nothing }
    let label = RoomWords.signIn.filled(["unit": text.unit(task.unit)], language)
    return guardToken.form(
      "\(path)/sign-ins", style: "inline",
      """
      <input type="hidden" name="task" value="\(String(task.number))">\
      <button class="button button-primary" type="submit" id="sign-in-\(String(task.number))">\
      \(label)</button>
      """)
  }

  private var more: HTML {
    let demand = matter.parts.tasks.last { $0.round == matter.parts.taskRound }?.demand ?? ""
    let content: HTML = demand.isEmpty ? .nothing : "<p class=\"words\">\(demand)</p>"
    return "\(Card(RoomWords.demand[language], content))"
  }

  private var links: HTML {
    let isScreen = look == .screen
    let turn =
      isScreen
      ? Button(RoomWords.leaveScreen[language], .quiet, to: path)
      : Button(RoomWords.screen[language], .secondary, to: path + "?screen=1")
    let reload = Button(
      RoomWords.reload[language], .quiet, to: isScreen ? path + "?screen=1" : path)
    let matter = Button(
      RoomWords.matter[language], .secondary, to: "/matters/\(self.matter.number)#steps")
    return "\(ActionBar(isScreen ? [turn, reload] : [matter, turn, reload]))"
  }
}
