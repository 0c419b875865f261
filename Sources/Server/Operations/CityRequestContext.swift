public import Hummingbird
import Logging
import Settings

/// What the server knows of a request beside its text: who is at the other end of the socket.
public struct CityRequestContext: RequestContext {
  public var coreContext: CoreRequestContextStorage
  /// The address of the socket's other end; nil where there is no socket.
  var peer: NetworkAddress?
  /// Who asks, once that was looked up.
  var signIn = SignInState.nobody

  public init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    peer = source.channel.remoteAddress?.ipAddress.flatMap { NetworkAddress($0) }
  }
}

extension RequestContext {
  /// The number under which the request is found in the log; empty before it has one.
  var number: String {
    get { logger[metadataKey: "hb.request.id"].map { "\($0)" } ?? "" }
    set { logger[metadataKey: "hb.request.id"] = .string(newValue) }
  }

  /// The template of the route that took the request; never its path, which names persons' matters.
  var route: String { endpointPath ?? "unmatched" }
}
