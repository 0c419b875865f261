/// Everything about a server that whoever runs it may choose. What a property holds at first is the
/// default.
public struct ServerConfiguration: Sendable {
  public var host = "127.0.0.1"
  public var port = 8080
  public var store = "baodao.sqlite"
  public var storePooled = false
  public var storeListen = ""
  public var storeReaders = 4
  public var pack = "example"
  public var spool = "baodao-notices"
  public var archive = ""
  public var publicAddresses: [WebOrigin] = []

  public var bodyBytesMax = 1 << 20
  public var jsonDepthMax = 64
  public var queryParametersMax = 50
  public var headerBytesMax = 16_384

  public var requestRate = 50
  public var requestBurst = 200
  public var guessesPerHour = 20
  public var guessBurst = 10
  public var trustedProxies: [AddressRange] = []

  public var corsOrigins: [WebOrigin] = []
  public var compressionBytesMin = 1_024

  public var open311Contact = ""
  public var open311KeyService = ""
  public var webhookPrivate = false
  public var browser = ""

  public var connectionsMax = 4_096
  public var connectionBacklog = 1_024
  public var connectionIdleSeconds = 60
  public var requestReadSeconds = 30
  public var shutdownGraceSeconds = 20
  public var stopWaitSeconds = 5

  public var metricsNetworks = AddressRange.loopback
  public var metricsToken = ""
  public var timerLateSecondsMax = 300
  public var logLevel = LogLevel.info
  public var logFormat = LogFormat.json

  /// Where each setting that is not the default stood, as the person who wrote it would look for
  /// it: `--port`, `BAODAO_PORT`, `city.yaml:3`.
  public var sources: [String: String] = [:]

  /// The defaults.
  public init() {}

  /// From which weight on a line is logged.
  public enum LogLevel: String, CaseIterable, Sendable {
    case trace, debug, info, notice, warning, error, critical
  }

  /// How a line of the log is written.
  public enum LogFormat: String, CaseIterable, Sendable {
    case json, logfmt
  }

  /// Whether browsers see the server over https.
  public var isSeenSecurely: Bool { publicAddresses.first?.isSecure ?? false }

  /// The texts of all settings by their names, but for those of secrets.
  public var texts: [String: String] {
    Dictionary(
      ServerConfiguration.settings.map { ($0.name, $0.isSecret ? "•••" : $0.text(self)) }
    ) { first, _ in first }
  }
}
