import City
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Kernel
import NIOCore
import Photographs
import ServiceLifecycle
import Settings
import UnixSignals

/// How the server listens, and what every request goes through.
extension CityServer {
  /// Serves until the program is told to end (SIGTERM, SIGINT). Beside other nodes it then says
  /// that it is not ready and goes on for a moment, so that balancers leave it; at last it answers
  /// what was taken on, for as long as the configuration grants.
  /// - Parameters:
  ///   - listening: told of the port once connections are accepted.
  ///   - stuck: told where requests do not end although they were told to, a while after the time
  ///     that the configuration grants.
  public func run(
    listening: @escaping @Sendable (Int) -> Void = { _ in },
    stuck: @escaping @Sendable () -> Void = {}
  ) async throws {
    let configuration = equipment.configuration
    var application = Application(
      router: router(),
      server: .http1(
        configuration: HTTP1Channel.Configuration(
          additionalChannelHandlers: [
            ConnectionGuard(
              readSeconds: configuration.requestReadSeconds,
              writeSeconds: configuration.connectionIdleSeconds)
          ],
          idleTimeout: .seconds(Int64(configuration.connectionIdleSeconds)),
          httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: Self.decodedTimes * configuration.headerBytesMax,
            maxHeaderListSize: Self.decodedTimes * configuration.headerBytesMax,
            maxHeaderFieldCount: 100))),
      configuration: ApplicationConfiguration(
        address: .hostname(configuration.host, port: configuration.port), serverName: "baodao",
        backlog: configuration.connectionBacklog,
        availableConnectionsDelegate: .maximum(
          configuration.connectionsMax, logger: equipment.logger)),
      onServerRunning: { channel in
        listening(channel.localAddress?.port ?? configuration.port)
      },
      logger: equipment.logger)
    application.addServices(
      TideKeeper(tide: tide, store: city.store) {
        equipment.report("live updates wait for the store", $0)
      })
    var group = ServiceGroupConfiguration(
      services: [
        EndingService(
          service: application,
          patience: .seconds(configuration.shutdownGraceSeconds + Self.stuckSeconds), stuck: stuck),
        departure,
      ], gracefulShutdownSignals: [.sigterm, .sigint],
      logger: equipment.logger)
    group.maximumGracefulShutdownDuration = .seconds(
      configuration.shutdownGraceSeconds + configuration.stopWaitSeconds)
    try await ServiceGroup(configuration: group).run()
  }

  /// How far beyond the limit headers are still read, so that they are refused in words. What goes
  /// on beyond that is cut off by the decoder, with an empty answer.
  private static let decodedTimes = 4

  /// Most bytes of a request with photographs: what carries them looks closer.
  private static let fileBytesMax = 4 * PhotographLimits.bytesMax + Form.Limits.bytesMax

  /// Seconds after the time of grace until requests that do not end are given up.
  private static let stuckSeconds = 5

  /// From the outermost layer inwards.
  func addMiddleware(to router: Router<CityRequestContext>) {
    let configuration = equipment.configuration
    router.add(middleware: SignInMiddleware(server: self))
    router.add(middleware: RecordMiddleware(equipment: equipment, departure: departure))
    router.add(middleware: CrossOriginMiddleware(origins: configuration.corsOrigins))
    router.add(middleware: CompressionMiddleware(bytesMin: configuration.compressionBytesMin))
    router.add(middleware: RateMiddleware(server: self))
    router.add(middleware: ProblemMiddleware(server: self))
    router.add(
      middleware: SizeMiddleware(
        bodyBytesMax: configuration.bodyBytesMax, fileBytesMax: Self.fileBytesMax,
        queryParametersMax: configuration.queryParametersMax,
        headerBytesMax: configuration.headerBytesMax))
    router.add(middleware: GuessMiddleware(server: self))
    router.add(middleware: ForgeryMiddleware(server: self))
  }

  /// Most bytes of a request's body.
  var bodyBytesMax: Int { equipment.configuration.bodyBytesMax }

  /// Most levels of a JSON body.
  var jsonDepthMax: Int { equipment.configuration.jsonDepthMax }

  /// Who asks, as the proxies tell it that may be believed.
  func client(_ request: Request, _ context: CityRequestContext) -> ClientAddress {
    ClientAddress(
      context.peer, request.headers, trusting: equipment.configuration.trustedProxies)
  }
}
