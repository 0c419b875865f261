import ArgumentParser
import Kernel
import Organisation
import Pack
import Territory
import WorkCalendar

/// Checks and shows packs.
struct PackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack", abstract: "Check and show packs.",
    subcommands: [PackList.self, PackCheck.self, PackShow.self], defaultSubcommand: PackList.self)
}

/// Lists the packs and mechanisms.
struct PackList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the packs and mechanisms.")

  @OptionGroup var city: CityOptions

  func run() async throws {
    try await Output.run(city.language) {
      let (_, files) = try city.packFiles()
      Output.rows(
        ["what", "name"],
        files.packs.map { ["pack", .string($0)] }
          + files.mechanisms.map { ["mechanism", .string($0)] }, .table)
    }
  }
}

/// Reports every fault of a pack.
struct PackCheck: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Report every fault of a pack with its file, line and column.")

  @OptionGroup var city: CityOptions

  @Argument(help: "The pack: a name or a folder.")
  var name: String?

  @Option(help: "The day on which owners are looked for.")
  var on: String?

  func run() async throws {
    try await Output.run(city.language) {
      var options = city
      if let name { options.pack = name }
      let pack = try options.loadPack()
      let today = try city.now().local(pack.offset).date
      let date =
        try on.map { text in
          guard let date = CivilDate(text) else {
            throw ValidationError("--on: “\(text)” is no date; write 2026-05-28")
          }
          return date
        } ?? today
      PackCheck.noteCalendar(pack, today, city.language)
      let territory = Territory(pack)
      let organisation = Organisation(pack, territory)
      let level = pack.levels.dropFirst().first?.id ?? pack.levels.first?.id ?? ""
      let faults = organisation.gapsAndConflicts(
        level: level, functions: pack.functions.map(\.id), areas: pack.areas.map(\.id), on: date
      ).filter { fault in
        // What units further down hold, each for its own area, has an owner where it is needed.
        !fault.owners.isEmpty
          || !territory.descendants(of: fault.area).contains {
            !organisation.owners(of: fault.function, in: $0, on: date).isEmpty
          }
      }
      for fault in faults.prefix(50) { Output.note(PackCheck.note(fault)[city.language]) }
      Output.print(PackCheck.summary(pack, faults.count)[city.language])
    }
  }

  /// Limits that reach into a year without a holiday list get provisional dates: say so in good
  /// time.
  private static func noteCalendar(_ pack: Pack, _ today: CivilDate, _ language: Language) {
    let year = today.advanced(byDays: 60).year
    guard !pack.calendar.holidays.covers(year) else { return }
    Output.note(
      Text(
        zh: "提示：缺少\(year)年的节假日表；跨入该年的工作日时限先按平常的周暂定，公布后自动重算。",
        en: "note: there is no holiday list for \(year); limits in working days that reach into it "
          + "get provisional dates, reckoned again once the list is there")[language])
  }

  private static func note(_ fault: OwnershipFault) -> Text {
    let owners = fault.owners.joined(separator: ", ")
    let found =
      owners.isEmpty
      ? Text(zh: "没有承办单位", en: "no owner")
      : Text(zh: "有多个承办单位：" + owners, en: "several owners: " + owners)
    return Text(
      zh: "提示：\(fault.area)的“\(fault.function)”\(found.chinese)",
      en: "note: “\(fault.function)” in \(fault.area) has \(found.english)")
  }

  private static func summary(_ pack: Pack, _ faults: Int) -> Text {
    let counts: [(Text, Int)] = [
      (Text(zh: "辖区", en: "areas"), pack.areas.count),
      (Text(zh: "单位", en: "units"), pack.units.count),
      (Text(zh: "职责", en: "duties"), pack.duties.count),
      (Text(zh: "类别", en: "categories"), pack.categories.count),
      (Text(zh: "数字", en: "figures"), pack.figures.count),
      (Text(zh: "无主或多主", en: "functions without exactly one owner"), faults),
    ]
    return Text(
      zh: pack.reference + "：无误。"
        + counts.map { $0.0.chinese + String($0.1) }.joined(separator: "，") + "。",
      en: pack.reference + ": no faults. "
        + counts.map { "\($0.1) " + $0.0.english }.joined(separator: ", ") + ".")
  }
}

/// Shows what a pack holds.
struct PackShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a part of a pack: duties, units, posts or clocks.")

  @OptionGroup var city: CityOptions

  @Argument(help: "duties, units, posts, clocks")
  var part: String

  @Option(help: "table, json or csv.")
  var format = OutputFormat.table

  func run() async throws {
    try await Output.run(city.language) {
      let pack = try city.loadPack()
      let language = city.language
      switch part {
      case "duties":
        Output.rows(
          ["code", "tier", "duty"],
          pack.duties.map { [.string($0.code), .string($0.tier), .string($0.text[language])] },
          format)
      case "units":
        Output.rows(
          ["unit", "name", "tier", "area", "functions"],
          pack.units.map {
            [
              .string($0.id), .string($0.name[language]), .string($0.tier), .string($0.area),
              .string($0.functions.joined(separator: ", ")),
            ]
          }, format)
      case "posts":
        Output.rows(
          ["post", "name", "unit", "role"],
          pack.posts.map {
            [.string($0.id), .string($0.name[language]), .string($0.unit), .string($0.role)]
          }, format)
      case "clocks":
        let clocks = pack.kinds.values.flatMap { kind in kind.clocks.map { (kind, $0) } }
        Output.rows(
          ["kind", "clock", "limit", "assumption", "note"],
          clocks.map { kind, clock in
            [
              .string(kind.record.id), .string(clock.record.id),
              .string(clock.limits.map { $0.limit.words[language] }.joined(separator: " / ")),
              .boolean(clock.record.isAssumption), .string(clock.record.note[language]),
            ]
          }, format)
      default: throw ValidationError("“\(part)” is none of duties, units, posts, clocks")
      }
    }
  }
}
