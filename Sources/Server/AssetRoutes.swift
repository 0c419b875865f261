import Assets
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore

/// Serves the stylesheet, the scripts and the drawings of the pages. Their addresses change with
/// their contents, so that browsers keep them for good.
struct AssetRoutes: Sendable {
  func add(to router: Router<CityRequestContext>) {
    router.get("assets/:hash/:name") { request, context in
      try answer(
        request, context.parameters.require("hash"), context.parameters.require("name"))
    }
  }

  private static let yearSeconds = 31_536_000

  private func answer(_ request: Request, _ hash: String, _ name: String) throws -> Response {
    guard let asset = Asset.all[name], asset.hash == hash else {
      throw Problem(.notFound, ["what": "page", "name": String(request.uri.path.prefix(200))])
    }
    var headers = HTTPFields()
    headers[.contentType] = asset.type
    headers[.eTag] = "\"\(asset.hash)\""
    headers[.cacheControl] = "public, max-age=\(AssetRoutes.yearSeconds), immutable"
    // A drawing that is opened on its own runs nothing and loads nothing.
    headers[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'"
    let response = Response(
      status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: asset.bytes)))
    return APIRoutes.conditional(response, request)
  }
}
