import Kernel

/// The name with which a person signs in.
public enum Login {
  /// What is meant by what was typed: without spaces around it, in lower case.
  public static func meant(by text: String) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
      .lowercased()
  }

  /// - Throws: `account.login-form` for anything but lower-case letters, digits and `.-_@`.
  static func check(_ login: String) throws(Problem) {
    let isPlain = login.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || ".-_@".utf8.contains(byte)
    }
    guard isPlain, AccountLimits.loginLengths.contains(login.utf8.count) else {
      throw Problem(.loginForm, field: "/login")
    }
  }
}
