/// What the text of a case's expression needs that this library doesn't have.
enum CaseNeeds {
  private static let packages = ["cel.expr.conformance.", "google.protobuf."]
  /// The names of messages that are types of the language.
  private static let types: Set<String> = ["google.protobuf.Timestamp", "google.protobuf.Duration"]

  /// Why the expression can't be run; nil when it can.
  static func reason(
    _ expression: String, container: String, declared: Set<String>
  ) -> String? {
    let isOfPackage = packages.contains { (container + ".").hasPrefix($0) }
    for word in SourceWord.words(of: expression) {
      if word.next == "{", word.text != "in" { return "builds a protobuf message" }
      guard !word.isMember else { continue }
      let name = word.text.hasPrefix(".") ? String(word.text.dropFirst()) : word.text
      let isNamed = packages.contains { name.hasPrefix($0) } && !types.contains(name)
      let first = name.split(separator: ".").first.map(String.init) ?? ""
      let isInPackage =
        isOfPackage && !declared.contains(first) && !declared.contains(name)
        && first.utf8.first.map { (0x41...0x5A).contains($0) } == true
      if isNamed || isInPackage { return "names a protobuf message or enumeration" }
    }
    return nil
  }
}
