import API
import Accounts
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import Pages

/// Reads the form that a page sends: the only way to its fields, so that no page forgets to look
/// where it comes from.
struct FormReader: Sendable {
  /// Who may send the form.
  enum Sender: Sendable {
    /// Whoever is signed in, from a page that carries the token of their session.
    case signedIn
    /// Anybody, from a page of this server.
    case anybody
  }

  let server: CityServer

  private static let mediaType = "application/x-www-form-urlencoded"

  /// - Throws: `request.forged` for a form of another site or without the session's token;
  ///   `request.not-signed-in`; and what `Form` throws.
  /// - Parameter takesFiles: whether it may hold files.
  func read(
    _ request: Request, _ context: CityRequestContext, from sender: Sender = .signedIn,
    takesFiles: Bool = false
  ) async throws -> Form {
    let formKey: FormKey?
    switch (sender, context.signIn) {
    case (.signedIn, .known(_, let key)): formKey = key
    case (.signedIn, _):
      _ = try server.visitor(context)
      formKey = nil
    case (.anybody, _):
      try Forgery.requireOwnPage(request, server)
      formKey = nil
    }
    let form = try await body(of: request, takesFiles: takesFiles)
    if let formKey {
      let shown = form.values(Form.tokenField)
      try Forgery.require(formKey, shown: shown.count == 1 ? shown[0] : nil)
    }
    return form
  }

  private func body(of request: Request, takesFiles: Bool) async throws -> Form {
    var request = request
    if takesFiles,
      let boundary = try MultipartReader.boundary(ofType: request.headers[.contentType] ?? "")
    {
      let room = UploadRoom(in: server.uploads)
      var reader = MultipartReader(boundary: boundary)
      for try await piece in request.body {
        try reader.take(piece.readableBytesView)
        try room.hold(reader.held)
      }
      try reader.end()
      return Form(reader, in: room)
    }
    let type = (request.headers[.contentType] ?? "").prefix { $0 != ";" }.lowercased()
    guard type.filter({ $0 != " " }) == FormReader.mediaType else {
      throw Problem(
        .mediaType, ["expected": FormReader.mediaType, "found": String(type.prefix(80))])
    }
    do {
      let buffer = try await request.collectBody(upTo: Form.Limits.bytesMax)
      return try Form(Array(buffer.readableBytesView))
    } catch is NIOTooManyBytesError {
      throw Problem(.formTooLarge)
    }
  }
}

extension CityServer {
  /// What the forms of a page carry; empty for a visitor who needs none.
  func formToken(_ context: CityRequestContext) -> FormToken {
    guard case .known(_, let key?) = context.signIn else { return FormToken("") }
    return FormToken(key.token(mask: equipment.random(Token.length)))
  }
}
