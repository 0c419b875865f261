import HTTPTypes
import Hummingbird
import Kernel
import Settings

/// The cookie that holds a session's token. Over https it can be set by this host alone, and is
/// sent over https alone.
struct SessionCookie: Sendable {
  let isSecure: Bool

  init(_ server: CityServer, _ request: Request, _ context: CityRequestContext) {
    isSecure = server.isSecure(request, context)
  }

  var name: String { isSecure ? "__Host-baodao" : "baodao" }

  func token(_ request: Request) -> String? {
    request.cookies[name].map(\.value).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The header that makes a browser keep a token.
  func setting(_ token: String) -> String { "\(name)=\(token); \(attributes)" }

  /// The header that makes a browser forget it.
  var clearing: String { "\(name)=; Max-Age=0; \(attributes)" }

  private var attributes: String {
    "HttpOnly; SameSite=Lax; Path=/" + (isSecure ? "; Secure" : "")
  }
}

extension CityServer {
  /// Whether the browser sees the server over https: by its public address, or because a trusted
  /// proxy says so.
  func isSecure(_ request: Request, _ context: CityRequestContext) -> Bool {
    let configuration = equipment.configuration
    if configuration.isSeenSecurely {
      return true
    }
    guard let peer = context.peer,
      configuration.trustedProxies.contains(where: { $0.contains(peer) })
    else { return false }
    if let forwarded = request.headers[values: .forwarded].last {
      let nearest = forwarded.split(separator: ",").last ?? ""
      return nearest.lowercased().split(separator: ";").contains {
        $0.filter { $0 != " " && $0 != "\"" } == "proto=https"
      }
    }
    return request.headers[values: .xForwardedProto].last?.lowercased() == "https"
  }
}

extension HTTPField.Name {
  static let xForwardedProto = HTTPField.Name("X-Forwarded-Proto")!
  static let formToken = HTTPField.Name("X-CSRF-Token")!
  static let fetchSite = HTTPField.Name("Sec-Fetch-Site")!
}
