import Expression
import Kernel

/// The sentences of faulty expressions in Chinese.
enum ExpressionCatalogue {
  /// What is wrong, with the suggestion behind it unless that is only a name.
  static func text(of error: ExpressionError) -> Text {
    let sentence = text(of: error.sentence)
    guard let hint = error.hintSentence, error.nearestName == nil else { return sentence }
    let more = text(of: hint)
    return Text(
      zh: sentence.chinese + "；" + more.chinese, en: sentence.english + "; " + more.english)
  }

  /// A sentence in both languages; in English alone where nobody has translated it.
  static func text(of sentence: Sentence) -> Text {
    if let chinese = sentence.translations["zh"] { return Text(zh: chinese, en: sentence.text) }
    guard let template = chinese[sentence.template] else { return Text(sentence.text) }
    return Text(zh: sentence.filling(template, words), en: sentence.text)
  }

  /// What stands in a sentence: words of the language stay, English ones are translated.
  private static func words(_ argument: String) -> String {
    if let found = phrases[argument] { return found }
    // Two types, and a type with those of its arguments.
    return argument.replacing(" and ", with: "与").replacing(" with (", with: "加(")
  }
}
