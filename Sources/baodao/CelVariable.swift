import ArgumentParser
import Expression
import Foundation
import Kernel

/// Reads the variables of the command line.
enum CelVariable {
  /// The name and what follows the separator.
  static func split(
    _ text: String, at separator: Character, form: String
  ) throws -> (name: String, rest: String) {
    guard let place = text.firstIndex(of: separator) else {
      throw ValidationError("--var: “\(text)”: write \(form)")
    }
    let name = String(text[..<place]).trimmingCharacters(in: .whitespaces)
    guard isName(name) else {
      throw ValidationError("--var: “\(name)” is no name; write \(form)")
    }
    return (name, String(text[text.index(after: place)...]))
  }

  /// Letters, digits and `_`, in parts between dots.
  private static func isName(_ name: String) -> Bool {
    name.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*/) != nil
  }
}
