public import Kernel
public import Settings

/// How the machine under the city does, and how it is set up.
public struct HealthPage: Sendable {
  public static let title = AdministrationWords.health

  /// What was measured.
  public struct Measure: Sendable {
    public var version = ""
    public var upMilliseconds: Int64 = 0
    public var faults: [Text] = []
    public var storeBytes: Int64?
    public var freeBytes: Int64?
    public var memoryBytes: Int64?
    public var openFiles: Int?
    public var requests: Int64 = 0
    public var failures: Int64 = 0
    public var refusals: Int64 = 0
    public var roundsFailed: Int64 = 0
    public var waiting = 0
    public var schema: [(module: String, step: Int64)] = []

    public init() {}
  }

  let measure: Measure
  let configuration: ServerConfiguration
  let reader: AdministrationReader

  public init(measure: Measure, configuration: ServerConfiguration, reader: AdministrationReader) {
    self.measure = measure
    self.configuration = configuration
    self.reader = reader
  }

  private var language: Language { reader.language }

  public var content: HTML {
    """
    \(reader.head(.health, HealthPage.title[language], HealthWords.about[language]))\(state)\
    \(Tile.row(tiles))\(Card(HealthWords.settings[language], settings))\
    \(Card(HealthWords.schema[language], schema.html))
    """
  }

  private var state: HTML {
    if measure.faults.isEmpty { return "\(Notice(.done, HealthWords.able[language]))" }
    let faults = measure.faults.map { fault -> HTML in "<li>\(fault[language])</li>" }
    return Notice(
      .wrong, HealthWords.unable[language],
      "<ul>\(faults)</ul><p>\(HealthWords.unableAdvice[language])</p>"
    ).html
  }

  /// Less free space than this is told in time.
  private static let freeBytesMin: Int64 = 2 << 30

  private var tiles: [Tile] {
    let isTight = measure.freeBytes.map { $0 < HealthPage.freeBytesMin } ?? false
    let failed = measure.failures + measure.roundsFailed
    return [
      Tile(HealthWords.version[language], measure.version, to: nil),
      Tile(HealthWords.up[language], reader.span(measure.upMilliseconds), to: nil),
      Tile(HealthWords.store[language], HealthPage.bytes(measure.storeBytes), to: nil),
      Tile(
        HealthWords.free[language], HealthPage.bytes(measure.freeBytes),
        tone: isTight ? .red : .plain, to: nil),
      Tile(HealthWords.memory[language], HealthPage.bytes(measure.memoryBytes), to: nil),
      Tile(HealthWords.files[language], measure.openFiles.map(String.init) ?? "—", to: nil),
      Tile(HealthWords.requests[language], String(measure.requests), to: nil),
      Tile(
        HealthWords.failures[language], String(failed), tone: failed > 0 ? .red : .green, to: nil),
      Tile(HealthWords.limited[language], String(measure.refusals), to: nil),
      Tile(HealthWords.waiting[language], String(measure.waiting), to: nil),
    ]
  }

  /// `1.5 GB`; a dash where nothing is known.
  static func bytes(_ count: Int64?) -> String {
    guard let count else { return "—" }
    let units = ["B", "kB", "MB", "GB", "TB"]
    var (value, unit) = (Double(max(0, count)), 0)
    while value >= 1_000, unit < units.count - 1 { (value, unit) = (value / 1_000, unit + 1) }
    let tenths = Int64((value * 10).rounded())
    return unit == 0 ? "\(count) B" : "\(tenths / 10).\(tenths % 10) \(units[unit])"
  }

  private var settings: HTML {
    let texts = configuration.texts
    let rows = ServerConfiguration.settings.map { setting in
      let value = texts[setting.name] ?? ""
      let source = configuration.sources[setting.name]
      return DataTable.Row([
        "<code>\(setting.name)</code>", "\(value.isEmpty ? "—" : value)",
        source.map { "<code>\($0)</code>" } ?? "\(HealthWords.standard[language])",
        "\(setting.about[language])",
      ])
    }
    let table = DataTable(
      HealthWords.settings[language],
      columns: [
        DataTable.Column(HealthWords.setting[language], isHead: true),
        DataTable.Column(HealthWords.value[language]),
        DataTable.Column(HealthWords.source[language]),
        DataTable.Column(HealthWords.meaning[language]),
      ], rows: rows)
    return "<p>\(HealthWords.settingsAbout[language])</p>\(table)"
  }

  private var schema: DataTable {
    DataTable(
      HealthWords.schema[language],
      columns: [
        DataTable.Column(HealthWords.module[language], isHead: true),
        DataTable.Column(HealthWords.step[language], isNumber: true),
      ],
      rows: measure.schema.map {
        DataTable.Row(["<code>\($0.module)</code>", "\(String($0.step))"])
      })
  }
}
