import HTTPTypes
import Photographs

@testable import Server

/// A form with files as a browser writes it.
struct MultipartBody {
  static let boundary = "----WebKitFormBoundaryA1b2C3d4"
  static let type = "multipart/form-data; boundary=" + boundary

  private(set) var bytes: [UInt8] = []

  /// The body so far with its last delimiter.
  var whole: [UInt8] { bytes + Array("--\(MultipartBody.boundary)--\r\n".utf8) }

  mutating func add(head: String, _ content: [UInt8]) {
    bytes +=
      Array("--\(MultipartBody.boundary)\r\n\(head)\r\n\r\n".utf8) + content
      + Array("\r\n".utf8)
  }

  mutating func add(_ name: String, _ text: String) {
    add(head: "Content-Disposition: form-data; name=\"\(name)\"", Array(text.utf8))
  }

  mutating func add(_ name: String, file: String, _ content: [UInt8]) {
    add(
      head: "Content-Disposition: form-data; name=\"\(name)\"; filename=\"\(file)\"\r\n"
        + "Content-Type: image/jpeg", content)
  }
}

extension Browser {
  /// Sends a form with photographs from a page of the server.
  func post(
    _ path: String, _ fields: [(String, String)], photographs: [(name: String, bytes: [UInt8])]
  ) async throws -> Answer {
    var body = MultipartBody()
    for (name, text) in fields { body.add(name, text) }
    for (name, bytes) in photographs { body.add("photographs", file: name, bytes) }
    if photographs.isEmpty { body.add("photographs", file: "", []) }
    return try await send(
      .post, path,
      [
        "Content-Type": MultipartBody.type, "Accept": "text/html",
        "Origin": "http://" + Lobby.authority,
      ], bytes: body.whole)
  }
}
