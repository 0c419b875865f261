import Foundation

/// A password in the form in which it is hashed: however a keyboard composes its characters, they
/// are the same password (NFKC, as NIST SP 800-63B asks for).
enum PasswordText {
  static func composed(_ text: String) -> String { text.precomposedStringWithCompatibilityMapping }
}
