import Expression
import Kernel

extension FunctionError {
  /// A refusal in both languages.
  init(zh: String, en: String, nearest: String? = nil) {
    self.init(Sentence(en, translations: ["zh": zh]), nearest: nearest)
  }

  /// A refusal of another part of the house, without its full stop.
  init(_ text: Text, nearest: String? = nil) {
    self.init(
      zh: FunctionError.clause(text.chinese), en: FunctionError.clause(text.english),
      nearest: nearest)
  }

  init(_ problem: Problem, nearest: String? = nil) {
    self.init(Text(zh: problem.text(.chinese), en: problem.text(.english)), nearest: nearest)
  }

  private static func clause(_ sentence: String) -> String {
    String(sentence.last.map { "。.".contains($0) } == true ? sentence.dropLast() : sentence[...])
  }
}
