import ArgumentParser
import City
import Intake
import Kernel
import Pack

/// Takes files in.
struct Import: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take files in.", subcommands: [ImportMessages.self])
}

/// Takes a file of messages in as matters.
struct ImportMessages: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "messages",
    abstract: "Take a CSV file of messages in at their own times, and replay their replies.",
    discussion: """
      Knows the columns 留言编号，留言用户，留言主题，留言时间，留言详情 followed by 一级标签, by 反对数，点赞数, or by \
      答复意见，答复时间; UTF-8 with or without a byte order mark, or GB18030. The same file twice changes \
      nothing; \
      an import that was interrupted, or whose file was cut off, is continued by running it again.
      """)

  @OptionGroup var city: CityOptions

  @Argument(help: "The file.")
  var file: String

  @Option(help: "Kind of the matters.")
  var kind = "hotline"

  @Option(help: "Channel that the messages came by.")
  var channel = "web"

  @Option(help: "table or json.")
  var format = OutputFormat.table

  func run() async throws {
    try await Output.run(city.language) {
      let bytes = try Edge.read(file)
      let opened = try await city.openCity(makes: true)
      let clock = ContinuousClock()
      let start = clock.now
      let progress = Progress(title: "import")
      let report = try await MessageImporter(opened, kind: kind, channel: channel).run(
        bytes, now: try city.now()
      ) { progress.show($0, $1) }
      let seconds = start.duration(to: clock.now) / .seconds(1)
      show(report, seconds)
      if report.isTruncated { throw ExitCode(1) }
    }
  }

  private func show(_ report: MessageImporter.Report, _ seconds: Double) {
    let rejections = report.rejections.map { rejection -> JSON in
      ["line": .integer(Int64(rejection.line)), "reason": .string(rejection.reason[city.language])]
    }
    if format == .json {
      let object: JSON = [
        "read": .integer(Int64(report.read)), "created": .integer(Int64(report.created)),
        "arbitration": .integer(Int64(report.arbitration)),
        "rejected": .integer(Int64(report.rejected)),
        "unchanged": .integer(Int64(report.unchanged)), "seconds": .double(seconds),
        "replies": .integer(Int64(report.replies)), "timers": .integer(Int64(report.timers)),
        "encoding": .string(report.encoding), "truncated": .boolean(report.isTruncated),
        "rejections": .array(rejections),
        "arbitrationReasons": .object(
          report.arbitrationReasons.mapValues { .integer(Int64($0)) }),
      ]
      Output.print(object.prettyText)
      return
    }
    let rows: [(Text, Int)] = [
      (Text(zh: "读取", en: "read"), report.read), (Text(zh: "立项", en: "created"), report.created),
      (Text(zh: "待裁定", en: "arbitration"), report.arbitration),
      (Text(zh: "拒收", en: "rejected"), report.rejected),
      (Text(zh: "未变", en: "unchanged"), report.unchanged),
      (Text(zh: "答复", en: "replies"), report.replies),
      (Text(zh: "到期变灯", en: "deadlines"), report.timers),
    ]
    Output.rows(
      [Text(zh: "项目", en: "what")[city.language], Text(zh: "数量", en: "count")[city.language]],
      rows.map { [.string($0.0[city.language]), .integer(Int64($0.1))] }, .table)
    for rejection in report.rejections {
      Output.note("\(file):\(rejection.line): \(rejection.reason[city.language])")
    }
    if report.isTruncated {
      Output.note(
        Text(
          zh: "文件在中途断开；补全后再导入同一文件即可继续。",
          en: "The file ends in the middle; import it again once it is whole to continue.")[
            city.language])
    }
  }
}
