public import Accounts
public import City
import Cryptography
public import Journal
public import Kernel
import Matters
import Organisation

/// One entry of the journal, in readable form.
public struct JournalEntryPage: Sendable {
  public static func path(_ position: Int64) -> String {
    AdministrationPart.journal.path + "/" + String(position)
  }

  let recorded: RecordedEvent
  let name: String?
  let before: [UInt8]?
  let isSound: Bool
  let isBodyOpen: Bool
  let people: [String: AccountEngine.Known]
  let last: Int64
  let city: City
  let reader: AdministrationReader

  /// - Parameters:
  ///   - name: what people call its subject.
  ///   - before: the hash of the event before it in its stream.
  ///   - isSound: whether its own hash still follows from that and from what stands there.
  ///   - isBodyOpen: whether the reader may read what was said.
  ///   - last: the journal's last position.
  public init(
    _ recorded: RecordedEvent, named name: String?, before: [UInt8]?, isSound: Bool,
    isBodyOpen: Bool,
    people: [String: AccountEngine.Known], last: Int64, city: City, reader: AdministrationReader
  ) {
    self.recorded = recorded
    self.name = name
    self.before = before
    self.isSound = isSound
    self.isBodyOpen = isBodyOpen
    self.people = people
    self.last = last
    self.city = city
    self.reader = reader
  }

  private var language: Language { reader.language }

  public var content: HTML {
    let title = JournalWords.entry.filled(["position": String(recorded.position)], language)
    let closed = Notice(.info, JournalWords.closed[language])
    let body: HTML = isBodyOpen ? members.html : closed.html
    return """
      \(reader.head(.journal, title, AdministrationWords.event(recorded.event.name)[language]))\
      <div class="columns"><div>\(Card(JournalWords.said[language], body))\
      \(Card(JournalWords.proof[language], proof))</div>\
      <div>\(Card(MatterWords.facts[language], facts.html))</div></div>\(neighbours)
      """
  }

  private var facts: Facts {
    let summary = ActionCatalogue.all.entries.first {
      $0.declaration.name == recorded.action
    }?.declaration.summary[language]
    let actor = PublicText.actor(recorded.actor)
    return Facts([
      Facts.Fact(JournalWords.at[language], reader.time(recorded.at)),
      Facts.Fact(JournalWords.recorded[language], reader.time(recorded.recorded)),
      Facts.Fact(
        JournalWords.actor[language],
        """
        <a href="\(AdministrationPart.journal.path)?actor=\(QueryText.escaped(actor))">\
        \(ActorName.text(actor, people, city, language))</a> <code>\(actor)</code>
        """),
      Facts.Fact(
        JournalWords.action[language],
        "\(summary ?? recorded.action) <code>\(recorded.action)</code>"),
      Facts.Fact(
        JournalWords.subject[language], SubjectLink(recorded.stream, named: name, reader).html),
      Facts.Fact(JournalWords.version[language], text: String(recorded.version)),
      Facts.Fact(JournalWords.event[language], "<code>\(recorded.event.name)</code>"),
      Facts.Fact(AdministrationWords.packs[language], "<code>\(recorded.pack)</code>"),
    ])
  }

  private var members: Facts {
    let body = PublicText.body(recorded.event.body).object ?? [:]
    return Facts(
      body.sorted { $0.key < $1.key }.map { name, value in
        Facts.Fact(
          AdministrationWords.member(name)[language],
          "<span class=\"words\">\(text(value))</span>")
      })
  }

  private func text(_ value: JSON) -> String {
    String((value.string ?? value.canonicalText).prefix(4_000))
  }

  private var proof: HTML {
    let facts = Facts([
      Facts.Fact(JournalWords.hash[language], "<code>\(Digest.hex(recorded.hash))</code>"),
      Facts.Fact(
        JournalWords.hashBefore[language],
        before.map { "<code>\(Digest.hex($0))</code>" } ?? "\(JournalWords.first[language])"),
    ])
    let sound =
      isSound
      ? Notice(.done, JournalWords.sound[language]) : Notice(.wrong, JournalWords.unsound[language])
    return "\(sound)\(facts)<p class=\"soft\">\(JournalWords.proofAbout[language])</p>"
  }

  private var neighbours: HTML {
    let position = recorded.position
    return Pager(
      first: position > 1
        ? (JournalWords.before[language], JournalEntryPage.path(position - 1)) : nil,
      next: position < last
        ? (JournalWords.after[language], JournalEntryPage.path(position + 1)) : nil
    ).html
  }
}
