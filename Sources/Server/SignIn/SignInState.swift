import Accounts
import City
import Kernel
import API

/// What a request shows of who asks.
enum SignInState: Sendable {
  case nobody
  /// A session or a key that opens.
  /// - formKey: what ties forms to the session; nil for the key of a program.
  case known(Visitor, formKey: FormKey?)
  /// An access key that is none. A browser's session of yesterday is nobody.
  case wrongKey
  /// It could not be looked up.
  case failed(any Error)

  var visitor: Visitor? {
    if case .known(let visitor, _) = self { return visitor }
    return nil
  }
}

extension CityServer {
  /// The signed-in visitor.
  /// - Throws: `request.not-signed-in` for nobody.
  func visitor(_ context: CityRequestContext) throws -> Visitor {
    if case .failed(let error) = context.signIn { throw error }
    guard let visitor = context.signIn.visitor else { throw Problem(.notSignedIn) }
    return visitor
  }

  /// The signed-in actor.
  /// - Throws: `request.not-signed-in` for nobody.
  func actor(_ context: CityRequestContext) throws -> Actor { try visitor(context).actor }

  /// The signed-in actor; nil for nobody.
  func actorIfAny(_ context: CityRequestContext) throws -> Actor? {
    if case .failed(let error) = context.signIn { throw error }
    return context.signIn.visitor?.actor
  }
}
