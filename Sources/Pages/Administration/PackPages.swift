public import Accounts
public import City
import Cryptography
public import Journal
public import Kernel
public import Pack
public import Upkeep

/// The pack in force, the revisions before it, and the one that waits.
public struct PackPage: Sendable {
  public static let title = AdministrationWords.packs
  public static let candidatePath = AdministrationPart.packs.path + "/candidate"
  public static let differencePath = AdministrationPart.packs.path + "/difference"

  /// A start of the program with who answers for its revision.
  public struct Revision: Sendable {
    let start: UpkeepReader.Start
    let enactment: UpkeepReader.Enactment?

    public init(start: UpkeepReader.Start, enactment: UpkeepReader.Enactment?) {
      self.start = start
      self.enactment = enactment
    }

    public var number: Int64 { start.number }
    /// Who answers for it; nil for nobody.
    public var actor: String? { enactment?.actor }
  }

  let revisions: [Revision]
  let nextPath: String?
  let pending: UpkeepReader.Enactment?
  let people: [String: AccountEngine.Known]
  let ground: ActionCatalogue.Entry?
  let refused: RefusedForm?
  let tokens: ActionForm.Tokens
  let city: City
  let reader: AdministrationReader

  /// - Parameters:
  ///   - revisions: the newest first; the first is in force.
  ///   - pending: what takes force with the next start.
  ///   - ground: the action with which somebody answers for a revision; nil for who may not.
  public init(
    revisions: [Revision], nextPath: String?, pending: UpkeepReader.Enactment?,
    people: [String: AccountEngine.Known], ground: ActionCatalogue.Entry?, refused: RefusedForm?,
    tokens: ActionForm.Tokens, city: City, reader: AdministrationReader
  ) {
    self.revisions = revisions
    self.nextPath = nextPath
    self.pending = pending
    self.people = people
    self.ground = ground
    self.refused = refused
    self.tokens = tokens
    self.city = city
    self.reader = reader
  }

  private var language: Language { reader.language }
  private var reference: String { city.pack.reference }

  public var content: HTML {
    """
    \(reader.head(.packs, PackPage.title[language], PackWords.about[language]))\(notices)\
    \(ActionBar([Button(PackWords.candidate[language], .primary, to: PackPage.candidatePath)]))\
    <div class="columns"><div>\(Card(PackWords.revisions[language], list))</div>\
    <div>\(Card(PackWords.inForce[language], facts.html))</div></div>\
    \(Card(PackWords.files[language], PackFileTable(city.pack.sources, language).html))
    """
  }

  private var notices: HTML {
    let waits: HTML =
      pending.map { pending -> HTML in
        let title = PackWords.pending.filled(["revision": pending.revision], language)
        let path = PackPage.difference(from: reference, to: pending.revision)
        return Notice(
          .info, title,
          """
          <p>\(PackWords.pendingAdvice[language])</p>\
          <p><a href="\(path)">\(PackWords.difference[language])</a></p>
          """
        ).html
      } ?? .nothing
    return "\(waits)\(answer)"
  }

  /// Where nobody answers for the revision in force, somebody should.
  private var answer: HTML {
    guard isUngrounded else { return .nothing }
    let form: HTML =
      ground.map { entry -> HTML in
        ActionForm(
          entry, to: AdministrationPart.packs.path + "/ground", values: refused?.values ?? [:],
          fixed: ["revision": reference], problem: refused?.problem, tokens: tokens, language
        ).html
      } ?? .nothing
    return Notice(
      .caution, PackWords.ungrounded[language],
      "<p>\(PackWords.ungroundedAdvice[language])</p>\(form)"
    ).html
  }

  private var isUngrounded: Bool {
    revisions.first { $0.start.revision == reference }?.enactment == nil
  }

  static func difference(from old: String, to new: String) -> String {
    "\(differencePath)?from=\(QueryText.escaped(old))&to=\(QueryText.escaped(new))"
  }

  private var facts: Facts {
    let pack = city.pack
    let counts = [
      (Words.unit, pack.units.count), (PostWords.post, pack.posts.count),
      (Words.area, pack.areas.count), (Words.category, pack.categories.count),
      (PackWords.kinds, pack.kinds.count), (PackWords.figures, pack.figures.count),
    ]
    return Facts(
      [
        Facts.Fact(PackWords.name[language], text: pack.name[language]),
        Facts.Fact(PackWords.revision[language], "<code>\(reference)</code>"),
        Facts.Fact(PackWords.jurisdiction[language], text: String(pack.jurisdiction)),
      ] + counts.map { Facts.Fact($0.0[language], text: String($0.1)) })
  }

  private var list: HTML {
    let items = revisions.enumerated().map { index, revision -> Timeline.Item in
      let older = index + 1 < revisions.count ? revisions[index + 1].start.revision : nil
      let link: HTML =
        older.map { older -> HTML in
          """
          <p><a href="\(PackPage.difference(from: older, to: revision.start.revision))">\
          \(PackWords.differenceBefore[language])</a></p>
          """
        } ?? .nothing
      let ground: HTML =
        revision.enactment.map { "<p>\(AdministrationWords.ground[language]): \($0.ground)</p>" }
        ?? .nothing
      return Timeline.Item(
        time: revision.start.at.minuteText(reader.offset), title: revision.start.revision,
        who: who(revision), detail: "\(ground)\(link)",
        tone: revision.enactment == nil ? .amber : .green)
    }
    return """
      \(Timeline(items))\
      \(Pager(first: nil, next: nextPath.map { (JournalWords.older[language], $0) }))
      """
  }

  private func who(_ revision: Revision) -> String {
    guard let enactment = revision.enactment else { return PackWords.startedOnly[language] }
    let name = ActorName.text(enactment.actor, people, city, language)
    return name + " · " + enactment.at.minuteText(reader.offset) + " · #\(enactment.position)"
  }
}

/// The files of a revision with their hashes.
struct PackFileTable: Component {
  let files: PackFiles
  let language: Language

  init(_ files: PackFiles, _ language: Language) {
    self.files = files
    self.language = language
  }

  var html: HTML {
    DataTable(
      PackWords.files[language],
      columns: [
        DataTable.Column(PackWords.file[language], isHead: true),
        DataTable.Column(PackWords.size[language]), DataTable.Column("SHA-256"),
      ],
      rows: files.bytes.sorted { $0.key < $1.key }.map { path, bytes in
        DataTable.Row([
          "<code>\(path)</code>", "\(HealthPage.bytes(Int64(bytes.count)))",
          "<code class=\"words\">\(Digest.hex(Digest.sha256(bytes)))</code>",
        ])
      }
    ).html
  }
}

/// What the program would use if it were started now: whether it is sound, what it would change.
public struct CandidatePage: Sendable {
  public static let title = PackWords.candidate

  /// What came of reading it.
  public enum Candidate: Sendable {
    /// The program was started in a way in which it does not read the pack again.
    case none
    /// With every fault.
    case refused([Diagnostic])
    /// It could not even be read.
    case unreadable(String)
    case same
    case other(reference: String, PackDifference)
  }

  let candidate: Candidate
  let isEnacted: Bool
  let enact: ActionCatalogue.Entry?
  let refused: RefusedForm?
  let tokens: ActionForm.Tokens
  let city: City
  let reader: AdministrationReader

  /// - Parameters:
  ///   - isEnacted: whether somebody has put it in force already.
  ///   - enact: the action that puts it in force; nil for who may not.
  public init(
    _ candidate: Candidate, isEnacted: Bool, enact: ActionCatalogue.Entry?, refused: RefusedForm?,
    tokens: ActionForm.Tokens, city: City, reader: AdministrationReader
  ) {
    self.candidate = candidate
    self.isEnacted = isEnacted
    self.enact = enact
    self.refused = refused
    self.tokens = tokens
    self.city = city
    self.reader = reader
  }

  private var language: Language { reader.language }

  public var content: HTML {
    """
    \(reader.head(.packs, CandidatePage.title[language], PackWords.candidateAbout[language]))\
    \(result)
    """
  }

  private var result: HTML {
    switch candidate {
    case .none:
      return EmptyState(
        PackWords.noCandidate[language], advice: PackWords.noCandidateAdvice[language]
      ).html
    case .unreadable(let why):
      return Notice(
        .wrong, PackWords.unreadable[language],
        "<p>\(why)</p><p>\(PackWords.inForceStays[language])</p>"
      ).html
    case .refused(let faults): return list(faults)
    case .same:
      return EmptyState(
        PackWords.same.filled(["revision": city.pack.reference], language),
        advice: PackWords.sameAdvice[language]
      ).html
    case .other(let reference, let difference): return offer(reference, difference)
    }
  }

  /// Most faults that are told; the others come to light once these are mended.
  private static let faultsMax = 200

  private func list(_ faults: [Diagnostic]) -> HTML {
    let lines = faults.prefix(CandidatePage.faultsMax).map { fault -> HTML in
      "<li class=\"words\">\(fault.line(language))</li>"
    }
    let title = PackWords.faults.filled(["count": String(faults.count)], language)
    return "\(Notice(.wrong, title, "<p>\(PackWords.faultsAdvice[language])</p>"))<ol>\(lines)</ol>"
  }

  private func offer(_ reference: String, _ difference: PackDifference) -> HTML {
    let title = PackWords.sound.filled(["revision": reference], language)
    let form: HTML
    if isEnacted {
      form =
        Notice(
          .info, PackWords.pending.filled(["revision": reference], language),
          "<p>\(PackWords.pendingAdvice[language])</p>"
        ).html
    } else if let enact {
      let fields = ActionForm(
        enact, to: PackPage.candidatePath, values: refused?.values ?? [:],
        fixed: ["revision": reference], problem: refused?.problem, tokens: tokens, language)
      form =
        Card(
          enact.declaration.summary[language], "<p>\(PackWords.enactAbout[language])</p>\(fields)"
        ).html
    } else {
      form = .nothing
    }
    return """
      \(Notice(.done, title))\(DifferenceList(difference, language))\(form)
      """
  }
}

/// Changes file by file, each value with what it was and what it is.
struct DifferenceList: Component {
  let difference: PackDifference
  let language: Language

  init(_ difference: PackDifference, _ language: Language) {
    self.difference = difference
    self.language = language
  }

  var html: HTML {
    if difference.changes.isEmpty { return "\(EmptyState(PackWords.noDifference[language]))" }
    let byFile = Dictionary(grouping: difference.changes, by: \.file)
    let cards = byFile.sorted { $0.key < $1.key }.map { file, changes -> HTML in
      "\(Card(file, table(file, changes)))"
    }
    let rest = difference.count - difference.changes.count
    let more: HTML =
      rest > 0
      ? "<p>\(PackWords.moreChanges.filled(["count": String(rest)], language))</p>" : .nothing
    let title = PackWords.changes.filled(["count": String(difference.count)], language)
    return "<h2>\(title)</h2>\(cards)\(more)"
  }

  /// Longest value that is shown whole, in characters.
  private static let valueMax = 300

  private func value(_ text: String?) -> HTML {
    guard let text else { return "—" }
    let isCut = text.count > DifferenceList.valueMax
    return "\(String(text.prefix(DifferenceList.valueMax)))\(isCut ? "…" : "")"
  }

  private func table(_ file: String, _ changes: [PackDifference.Change]) -> HTML {
    DataTable(
      file,
      columns: [
        DataTable.Column(PackWords.key[language], isHead: true),
        DataTable.Column(PackWords.change[language]), DataTable.Column(PackWords.old[language]),
        DataTable.Column(PackWords.new[language]),
      ],
      rows: changes.map { change in
        let kind =
          change.old == nil
          ? PackWords.added : change.new == nil ? PackWords.removed : PackWords.changed
        let key = change.key.isEmpty ? PackWords.wholeFile[language] : change.key
        return DataTable.Row([
          "<code class=\"words\">\(key)</code>", "\(kind[language])",
          "<del class=\"words\">\(value(change.old))</del>",
          "<ins class=\"words\">\(value(change.new))</ins>",
        ])
      }
    ).html
  }
}

/// What is different between two revisions that are kept.
public struct DifferencePage: Sendable {
  public static let title = PackWords.difference

  let old: String
  let new: String
  let difference: PackDifference
  let reader: AdministrationReader

  public init(
    from old: String, to new: String, _ difference: PackDifference, reader: AdministrationReader
  ) {
    self.old = old
    self.new = new
    self.difference = difference
    self.reader = reader
  }

  public var content: HTML {
    """
    \(reader.head(.packs, DifferencePage.title[reader.language], "\(old) → \(new)"))\
    \(DifferenceList(difference, reader.language))
    """
  }
}
