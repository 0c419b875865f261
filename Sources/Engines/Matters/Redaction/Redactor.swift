/// Strikes personal data out of what people wrote, before an editor reads it.
///
/// What is struck: telephone, identity, passport and card numbers, other numbers of seven digits
/// and more, licence plates, e-mail, accounts, dates of birth, names of people (the surname stays),
/// and addresses from the number of the house or building on. What stays: roads, estates, villages,
/// public hotlines (three to six digits, 400, 800, 95, 96), dates, amounts, and serial numbers.
/// The rules are described at each finder. Striking twice strikes no more than striking once.
public struct Redactor: Sendable {
  private let names: OwnNames
  private let addresses: OwnAddresses

  /// Names and addresses that are used; more are left out.
  public static let ownMax = 16
  /// Rounds of finding. A round sees what the one before put in, such as a number's mark after a
  /// name.
  static let roundsMax = 8

  /// - Parameters:
  ///   - names: the callers' names, of which only the surname stays.
  ///   - addresses: what callers gave as their own address; the part below the road is struck.
  public init(names: [String] = [], addresses: [String] = []) {
    self.names = OwnNames(Array(names.prefix(Redactor.ownMax)))
    self.addresses = OwnAddresses(Array(addresses.prefix(Redactor.ownMax)))
  }

  /// The text without what was found, and the places.
  public func redact(_ text: String) -> Redaction {
    var draft = RedactionDraft(text)
    for _ in 0..<Redactor.roundsMax {
      let plain = PlainText(draft.scalars)
      let finds = finds(in: plain)
      if finds.isEmpty { break }
      draft.strike(finds, in: plain)
    }
    return Redaction(text: draft.text, strikes: draft.strikes)
  }

  /// The first personal thing in a text, or nil where none is found.
  public func residue(in text: String) -> Residue? {
    let scalars = Array(text.unicodeScalars)
    let plain = PlainText(scalars)
    guard let first = finds(in: plain).first else { return nil }
    var words = String.UnicodeScalarView()
    words.append(contentsOf: scalars[plain.origin(of: first.range)])
    return Residue(kind: first.kind, words: String(String(words).prefix(Residue.wordsMax)))
  }

  /// What is found, in the order of the text; where two overlap, the finder named first wins.
  private func finds(in plain: PlainText) -> [Find] {
    let cells = plain.cells
    var picked = FindPick(count: cells.count)
    picked.add(MailFinder.finds(in: cells))
    picked.add(AccountFinder.finds(in: cells))
    picked.add(PlateFinder.finds(in: cells))
    picked.add(BirthdayFinder.finds(in: cells))
    picked.add(NumberFinder.finds(in: cells))
    picked.add(addresses.finds(in: cells))
    picked.add(AddressFinder.finds(in: cells))
    picked.add(names.finds(in: cells))
    picked.add(NameFinder.finds(in: cells))
    return picked.finds
  }
}
