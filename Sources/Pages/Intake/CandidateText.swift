import City
import Kernel
import Matters
import Organisation
import Pack
import Territory

/// Why a unit may lead, in words.
struct CandidateText {
  let city: City
  let language: Language

  func unit(_ id: String) -> String { city.organisation.unit(id)?.name[language] ?? id }

  func function(_ id: String) -> String {
    city.pack.functions.first { $0.id == id }?.name[language] ?? id
  }

  func area(_ id: String) -> String { city.territory.area(id)?.name ?? id }

  /// Which mandate leads to the unit.
  func reason(_ candidate: RoutingAdvice.Candidate) -> String {
    let words = candidate.isOfCategory ? IntakeWords.mandate : IntakeWords.fallback
    let sentence = words.filled(
      [
        "unit": unit(candidate.unit), "area": area(candidate.area),
        "function": function(candidate.function),
      ], language)
    guard let place = candidate.place else { return sentence }
    let separator = language == .chinese ? "；" : "; "
    return sentence + separator + IntakeWords.inPlace.filled(["place": area(place)], language)
  }

  /// What the journal keeps as the reason of a dispatch that follows the proposal.
  func kept(_ candidate: RoutingAdvice.Candidate) -> String {
    IntakeWords.byMandate.filled(
      ["function": function(candidate.function), "area": area(candidate.area)], language)
  }

  /// Why a matter waits, with codes turned into names.
  func waiting(_ reason: String) -> String {
    let code = String(reason.prefix { $0 != ":" })
    let rest = reason.dropFirst(code.count).drop { $0 == ":" || $0 == " " }
    let words = ArbitrationReason.text(code)[language]
    if rest.isEmpty { return words }
    var named = ""
    var word = ""
    for character in rest + " " {
      if character.isLetter || character.isNumber || character == "-" || character == "_" {
        word.append(character)
        continue
      }
      named += name(word)
      word = ""
      named.append(character)
    }
    let separator = language == .chinese ? "：" : ": "
    return words + separator + named.trimmingSuffix { $0 == " " }
  }

  /// The name behind a code; the word itself where there is none.
  private func name(_ word: String) -> String {
    if let unit = city.organisation.unit(word) { return unit.name[language] }
    if let area = city.territory.area(word) { return area.name }
    if let category = city.pack.categories.first(where: { $0.id == word }) {
      return category.name[language]
    }
    return city.pack.functions.first { $0.id == word }?.name[language]
      ?? CandidateText.ground(word)[language]
  }

  /// A ground of a refusal in words.
  static func ground(_ code: String) -> Text {
    switch code {
    case "outside-mandate": ArbitrationWords.outsideMandate
    case "outside-area": ArbitrationWords.outsideArea
    case "another-unit-handles-it": ArbitrationWords.handledElsewhere
    default: Text(code)
    }
  }
}

extension String {
  /// The text without what satisfies a condition at its end.
  fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> String {
    String(String(reversed().drop(while: isTrimmed)).reversed())
  }
}
