import Foundation

/// A password in the form in which it is hashed: however a keyboard composes its characters, they are
/// the same password (NFKC, as RFC 8265 and NIST SP 800-63B ask for).
enum PasswordText {
  static func composed(_ text: String) -> String { text.precomposedStringWithCompatibilityMapping }
}
