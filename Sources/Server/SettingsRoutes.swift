import HTTPTypes
import Hummingbird
import Kernel
import Pages

/// Keeps a reader's language, theme and size of text in cookies: `/settings?lang=en&next=/wall`.
struct SettingsRoutes: Sendable {
  let server: CityServer

  func add(to router: Router<CityRequestContext>) {
    router.get("settings") { request, _ in try answer(request) }
  }

  private func answer(_ request: Request) throws -> Response {
    let query = request.uri.queryParameters
    let next = query["next"].map(String.init) ?? "/"
    guard let path = LocalPath.accepted(next) else {
      throw Problem(
        .fieldInvalid, field: "next",
        ["name": "next", "expected": "/…", "found": String(next.prefix(80))])
    }
    let chosen = try [
      value(query["lang"], Preferences.Cookie.language, Language.allCases.map(\.rawValue)),
      value(query["theme"], Preferences.Cookie.theme, PageFrame.Theme.allCases.map(\.rawValue)),
      value(
        query["text"], Preferences.Cookie.textSize, PageFrame.TextSize.allCases.map(\.rawValue)),
    ].compactMap { $0 }
    var response = Response.redirect(to: path, type: .normal)
    for (name, value) in chosen {
      response.headers[values: .setCookie].append(
        "\(name)=\(value); Path=/; Max-Age=\(SettingsRoutes.yearSeconds); HttpOnly; SameSite=Lax")
    }
    return response
  }

  private static let yearSeconds = 31_536_000

  private func value(
    _ given: Substring?, _ name: String, _ known: [String]
  ) throws(Problem) -> (String, String)? {
    guard let given else { return nil }
    guard known.contains(String(given)) else {
      throw Problem(
        .fieldInvalid, field: name,
        [
          "name": name, "expected": known.joined(separator: ", "),
          "found": String(given.prefix(40)),
        ])
    }
    return (name, String(given))
  }
}
