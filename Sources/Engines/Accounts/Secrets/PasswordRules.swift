public import Kernel

/// What a password must be. Length is what counts; no kinds of characters are asked for.
public enum PasswordRules {
  /// - Parameters:
  ///   - password: composed already (NFKC), as it will be hashed.
  ///   - field: where the form has it.
  public static func check(
    _ password: String, of account: Account, field: String = "password"
  ) throws(Problem) {
    let lengths = AccountLimits.passwordLengths
    guard lengths.contains(password.unicodeScalars.count) else {
      throw Problem(
        .passwordLength, field: field,
        ["least": String(lengths.lowerBound), "most": String(lengths.upperBound)])
    }
    let plain = password.lowercased()
    let own = [account.login, account.person, account.name].map { $0.lowercased() }
    if own.contains(plain) || own.contains(String(plain.reversed())) {
      throw Problem(.passwordIsLogin, field: field)
    }
    if Set(plain).count <= 2 || common.contains(plain) || isRun(plain) {
      throw Problem(.passwordCommon, field: field)
    }
  }

  /// Whether each character follows the one before it: `1234567890`, `abcdefghij`.
  private static func isRun(_ text: String) -> Bool {
    let values = text.unicodeScalars.map { Int($0.value) }
    let steps = Set(zip(values, values.dropFirst()).map { $1 - $0 })
    return steps.count == 1 || text.allSatisfy(\.isNumber) && steps.isSubset(of: [1, -9])
  }

  /// The commonest of ten characters and more in the lists that were made public, and what stands
  /// on walls in offices.
  private static let common: Set<String> = [
    "1q2w3e4r5t", "1q2w3e4r5t6y", "1qaz2wsx3edc", "qwertyuiop", "qwertyuiop123", "asdfghjkl1",
    "asdfghjkl;", "zxcvbnm123", "password12", "password123", "password1234", "passw0rd123",
    "p@ssw0rd123", "p@ssword123", "iloveyou123", "1234567891", "12345678910", "123456789a",
    "a123456789", "123456789q", "q123456789", "123456789abc", "abc123456789", "abcd123456",
    "abc1234567", "1234512345", "1122334455", "1231231231", "123123123123", "147258369a",
    "0123456789", "9876543210", "987654321a", "5201314520", "woaini1314", "woaini520520",
    "woaini1314520", "woaini123456", "admin12345", "admin123456", "administrator",
    "administrator1", "root123456", "test123456", "welcome123", "welcome1234", "letmein123",
    "changeme123", "qwerty12345", "qwerty123456", "qq123456789", "wang123456", "zhang123456",
    "li12345678", "baodao12345", "baodao123456", "baodao1234", "qazwsxedcrfv", "1qazxsw23edc",
    "!qaz2wsx3edc", "aa123456789", "aaa1234567", "asd123456789", "zxc123456789", "football123",
    "superman123", "sunshine123", "princess123", "computer123", "internet123", "michael123",
  ]
}
