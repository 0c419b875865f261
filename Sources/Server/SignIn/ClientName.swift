/// What a list of sessions says of a browser: its name and its system, and nothing by which it
/// could be told from others.
enum ClientName {
  private static let browsers = [
    ("MicroMessenger/", "微信"), ("DingTalk/", "钉钉"), ("Edg", "Edge"), ("OPR/", "Opera"),
    ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"),
    ("Safari/", "Safari"), ("curl/", "curl"), ("python", "Python"),
  ]
  private static let systems = [
    ("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iOS"), ("iPad", "iPadOS"),
    ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
  ]

  /// - Parameter header: `User-Agent`.
  static func short(_ header: String?) -> String {
    let text = String((header ?? "").prefix(500))
    let names = [browsers, systems].compactMap { list in
      list.first { text.contains($0.0) }?.1
    }
    return names.isEmpty ? "—" : names.joined(separator: " · ")
  }
}
