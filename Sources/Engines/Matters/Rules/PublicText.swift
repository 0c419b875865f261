public import Kernel

/// What may be shown in public of a person, and what must not.
public enum PublicText {
  /// A caller as the public reads it: the surname only; anything that is no Chinese name is “市民”.
  public static func caller(_ name: String) -> String {
    let isName =
      (2...4).contains(name.count)
      && name.unicodeScalars.allSatisfy {
        (0x4E00...0x9FFF).contains($0.value)
      }
    guard isName, !name.hasPrefix("市民"), !name.hasPrefix("居民") else { return "市民" }
    return Surnames.publicName(Array(name.unicodeScalars)) ?? "市民"
  }

  /// Who acted, as it may be read: a resident by surname only.
  public static func actor(_ id: String) -> String {
    let resident = "resident:"
    guard id.hasPrefix(resident) else { return id }
    return resident + caller(String(id.dropFirst(resident.count)))
  }

  /// An event's body, as it may be read: the caller by surname only, and no device's mark.
  public static func body(_ body: JSON) -> JSON {
    guard var members = body.object else { return body }
    if let name = members["caller"]?.string { members["caller"] = .string(caller(name)) }
    for key in ["part", "device"] {
      if key == "device" { members[key] = nil } else { members[key] = members[key].map(Self.body) }
    }
    return .object(members)
  }

  /// Words with which a reply promises something.
  private static let promiseWords = [
    "后续将", "下一步将", "接下来将", "近期将", "近日将", "届时将", "承诺将", "我们将", "我局将", "我办将",
    "将于", "将在", "将尽快", "将安排", "将组织", "将加强", "将继续", "尽快完成", "限期整改",
  ]

  /// The first thing that a text promises for later, up to the end of its clause; nil where it
  /// promises nothing.
  public static func promise(in text: String) -> String? {
    let starts = promiseWords.compactMap { text.firstRange(of: $0)?.lowerBound }
    guard let start = starts.min() else { return nil }
    return String(text[start...].prefix { !"，。；！？,.;!?\n".contains($0) }.prefix(60))
  }

  /// The first thing in a text that would give a person away: a number, an address, a name.
  public static func personalData(in text: String, caller: String) -> (what: Text, found: String)? {
    Redactor(names: [caller]).residue(in: text).map { ($0.kind.text, $0.words) }
  }
}
