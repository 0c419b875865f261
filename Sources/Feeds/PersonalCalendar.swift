public import City
import Duties
public import Kernel
import Matters
import Organisation
import Pack
import Store
import WorkCalendar

/// What somebody has to do and when: the clocks of their units, the meetings that they may read of,
/// the decisions that their units carry out, and the visits that are theirs.
public struct PersonalCalendar: Sendable {
  public static let mediaType = "text/calendar; charset=utf-8"
  /// Matters of which clocks are told.
  static let mattersMax = 200
  /// Events of one calendar.
  static let eventsMax = 1_000
  /// Days ahead for which meetings and visits are told.
  static let daysAhead = 90
  /// Meetings of a series that are told, past and to come each.
  static let meetingsMax = 10
  /// Pages of visits that are looked at.
  static let pagesMax = 5

  let city: City
  let actor: Actor
  let origin: String
  let language: Language
  let now: Instant

  /// - Parameter origin: where the server is seen from outside, without a slash at the end.
  public init(
    _ city: City, of actor: Actor, origin: String, _ language: Language, at now: Instant
  ) {
    self.city = city
    self.actor = actor
    self.origin = origin
    self.language = language
    self.now = now
  }

  /// The calendar in the form of RFC 5545.
  public func text() async throws -> String {
    let calendar = self
    let events = try await city.store.read { store in
      try calendar.clocks(store) + calendar.meetings(store) + calendar.decisions(store)
        + calendar.visits(store)
    }
    return CalendarText(
      name: city.pack.name[language] + " · " + actor.name, stamp: now,
      events: Array(events.prefix(PersonalCalendar.eventsMax))
    ).text
  }

  private var today: CivilDate { now.local(city.pack.offset).date }

  /// Unique in the world: the city's own name space, and what it is about.
  private func identity(_ parts: String...) -> String {
    parts.joined(separator: "-") + "@\(city.pack.id).baodao.invalid"
  }

  // MARK: Clocks

  /// The running clocks of what the actor's units lead or are party to.
  private func clocks(_ store: any Reading) throws -> [CalendarText.Event] {
    let reach = RowScope(actor, "matter.read")
    let own = RowScope(areas: [], units: reach.units, seats: reach.seats, isEverything: false)
    let reader = MatterReader(city.matters, own)
    var filter = MatterReader.Filter()
    filter.phases = [.open, .answered, .pool]
    let lines = try reader.newest(filter, limit: PersonalCalendar.mattersMax, store)
    return try lines.filter { $0.dueAt != nil }.flatMap { line -> [CalendarText.Event] in
      guard let matter = try reader.matter(line.number, store)?.matter else { return [] }
      return matter.clocks.filter { $0.isRunning && isOwn($0, matter, reach.units) }.map {
        event(of: $0, line, matter)
      }
    }
  }

  /// Whether a clock runs for one of the units.
  private func isOwn(_ clock: MatterClock, _ matter: Matter, _ units: Set<String>) -> Bool {
    let unit =
      clock.task == 0
      ? matter.lead : matter.parts.tasks.first { $0.number == clock.task }?.unit
    return unit.map(units.contains) ?? false
  }

  private func event(
    of clock: MatterClock, _ line: MatterReader.Line, _ matter: Matter
  ) -> CalendarText.Event {
    let record = city.pack.kinds[matter.kind]?.record
    let name = record?.clocks.first { $0.id == clock.name }?.name[language] ?? clock.name
    // Calendars are kept by strangers: nobody who complained is named there.
    let title =
      record?.isConfidential == false
      ? " " + Redactor(names: [matter.caller]).redact(matter.title).text : ""
    return CalendarText.Event(
      id: identity(
        "clock", Identifier<Matter>(rawValue: line.id).text, clock.name, String(clock.task),
        String(clock.round)),
      start: .moment(clock.dueAt), summary: "\(name) · \(matter.number)\(title)",
      link: origin + "/matters/" + matter.number)
  }

  // MARK: Meetings

  /// The meetings of the series that the actor may read: held and to come.
  private func meetings(_ store: any Reading) throws -> [CalendarText.Event] {
    let scope = RowScope(actor, "meeting.read")
    let reader = MeetingReader(city.meetings, scope)
    var events: [CalendarText.Event] = []
    for series in city.pack.meetings {
      let area = city.organisation.unit(series.unit)?.area
      guard scope.covers(area: area, unit: series.unit, city.territory) else { continue }
      let name = series.name[language]
      for line in try reader.meetings(
        of: series.id, limit: PersonalCalendar.meetingsMax, store)
      {
        events.append(
          CalendarText.Event(
            id: identity("meeting", series.id, String(line.ordinal)),
            start: .moment(line.convenedAt), end: line.closedAt,
            summary: "\(name) \(line.ordinal)", link: origin + "/"))
      }
      events += comingDates(of: series).map { date in
        CalendarText.Event(
          id: identity("meeting", series.id, date.text), start: .day(date), summary: name,
          link: origin + "/")
      }
    }
    return events
  }

  /// The regular days ahead, as far as the calendar of holidays goes.
  private func comingDates(of series: MeetingSeriesRecord) -> [CivilDate] {
    let last = today.advanced(byDays: PersonalCalendar.daysAhead)
    var dates: [CivilDate] = []
    var date = today.advanced(byDays: -1)
    while dates.count < PersonalCalendar.meetingsMax,
      // A year without a list of holidays has no dates yet.
      let next = try? series.nextDate(after: date, city.matters.calendar), next <= last
    {
      dates.append(next)
      date = next
    }
    return dates
  }

  /// The open decisions that the actor's units carry out.
  private func decisions(_ store: any Reading) throws -> [CalendarText.Event] {
    let reader = MeetingReader(city.meetings, RowScope(actor, "meeting.read"))
    let units = Set(actor.grants.compactMap(\.unit)).sorted()
    return try units.flatMap { unit in
      try reader.openDecisions(of: unit, store).map { line in
        let meeting = Identifier<Meeting>(rawValue: line.name.meeting).text
        return CalendarText.Event(
          id: identity("decision", meeting, String(line.name.number)),
          start: .moment(line.decision.dueAt), summary: line.decision.text,
          link: origin + "/")
      }
    }
  }

  // MARK: Visits

  /// The days by which the targets that the actor visits have to be visited again.
  private func visits(_ store: any Reading) throws -> [CalendarText.Event] {
    let reader = OutreachReader(city.outreach, RowScope(actor, "outreach.visit"))
    let ahead = today.advanced(byDays: PersonalCalendar.daysAhead)
    var events: [CalendarText.Event] = []
    for program in city.pack.programs {
      guard let every = program.every else { continue }
      var last: OutreachReader.Line?
      for _ in 0..<PersonalCalendar.pagesMax {
        let page = try reader.overdue(of: program.id, on: ahead, after: last, store)
        for line in page where line.visitor == actor.name {
          let date = line.waitsSince.advanced(byDays: every)
          events.append(
            CalendarText.Event(
              id: identity("visit", Identifier<OutreachTarget>(rawValue: line.id).text, date.text),
              start: .day(date), summary: "\(program.name[language]) · \(line.name)",
              link: origin + "/"))
        }
        guard page.count == OutreachReader.pageMax else { break }
        last = page.last
      }
    }
    return events
  }
}
