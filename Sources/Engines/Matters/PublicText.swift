public import Kernel

/// What may be shown in public of a person, and what must not.
public enum PublicText {
  private static let compoundSurnames = [
    "欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒", "夏侯", "令狐",
  ]

  /// A caller as the public reads it: the surname only; anything that is no Chinese name is “市民”.
  public static func caller(_ name: String) -> String {
    let isName =
      (2...4).contains(name.count)
      && name.unicodeScalars.allSatisfy {
        (0x4E00...0x9FFF).contains($0.value)
      }
    guard isName, !name.hasPrefix("市民"), !name.hasPrefix("居民") else { return "市民" }
    let surname = compoundSurnames.first { name.hasPrefix($0) && name.count > 2 }
    return (surname ?? String(name.prefix(1))) + "先生/女士"
  }

  /// Who acted, as it may be read: a resident by surname only.
  public static func actor(_ id: String) -> String {
    let resident = "resident:"
    guard id.hasPrefix(resident) else { return id }
    return resident + caller(String(id.dropFirst(resident.count)))
  }

  /// An event's body, as it may be read: the caller by surname only.
  public static func body(_ body: JSON) -> JSON {
    guard var members = body.object, let name = members["caller"]?.string else { return body }
    members["caller"] = .string(caller(name))
    return .object(members)
  }

  /// Shortest run of digits, with blanks and hyphens left out, that may be a telephone or identity
  /// number.
  static let digitsMin = 7

  /// What people put between the groups of a number, narrow and wide: blanks, hyphens, brackets,
  /// full stops.
  static let separators = ". \u{A0}\u{3000}-\u{2011}–—－()（）"

  /// The first thing in a text that would give a person away: a long number, or the caller's own
  /// name.
  public static func personalData(in text: String, caller: String) -> (what: String, found: String)?
  {
    // A date, such as 2022-09-30, is no telephone number.
    let undated = text.replacing(
      /\b(?:19|20)[0-9]{2}[-.\/][0-9]{1,2}[-.\/][0-9]{1,2}\b/, with: "/")
    var run = ""
    for character in undated + "\n" {
      let digit = character.wholeNumberValue.flatMap { (0...9).contains($0) ? $0 : nil }
      if let digit {
        run += String(digit)
      } else if (character == "X" || character == "x") && run.count == 17 {
        run += "X"
      } else if !separators.contains(character) || run.isEmpty {
        if run.count >= digitsMin { return ("号码", run) }
        run = ""
      }
    }
    if caller.count >= 2, text.contains(caller) { return ("姓名", caller) }
    return nil
  }
}
