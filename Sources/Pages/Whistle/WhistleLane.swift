import City
import Kernel
import Matters
import Organisation
import Pack

/// One unit of a whistle: what it was called for, what it did, and what it owes until when.
struct WhistleLane: Component {
  let task: MatterTask
  let matter: Matter
  /// The button that signs it in; nothing where the reader may not.
  let signIn: HTML
  let now: Instant
  let city: City
  let language: Language

  var html: HTML {
    let text = CandidateText(city: city, language: language)
    let tone = task.isLate(in: matter, at: now) ? "late" : task.isOpen ? "open" : "done"
    return """
      <li class="lane lane-\(tone)"><div class="lane-unit"><b>\(text.unit(task.unit))</b> \
      <small>\(text.function(task.function))</small>\(standing)\(signIn)</div>\
      <ol class="marks">\(marks)</ol></li>

      """
  }

  private var standing: HTML {
    if task.isRefusalPending {
      return " <span class=\"mark\">\(RoomWords.refused[language])</span>"
    }
    if task.releasedAt != nil {
      return " <span class=\"mark\">\(RoomWords.released[language])</span>"
    }
    return .nothing
  }

  private var marks: [HTML] {
    var marks = [
      mark(RoomWords.summoned, task.summonedAt, until: nil),
      mark(RoomWords.signedIn, task.signedInAt, until: .signIn),
    ]
    if task.isOnSite { marks.append(mark(RoomWords.onSite, task.arrivedAt, until: .arrive)) }
    marks.append(mark(RoomWords.reported, task.reportedAt, until: .report))
    return marks
  }

  /// One thing that the unit does: when it did, or how long it has.
  private func mark(_ name: Text, _ done: Instant?, until: ClockMark?) -> HTML {
    let clock = until.flatMap { mark in
      matter.clocks.last { $0.task == task.number && $0.until == mark.rawValue }
    }
    let offset = city.pack.offset
    if let done {
      let isLate = clock.map { done > $0.dueAt } ?? false
      let late: HTML =
        isLate ? " <span class=\"late\">\(RoomWords.lateDone[language])</span>" : .nothing
      return """
        <li class="done\(isLate ? " done-late" : "")">\(isLate ? Icon.amber : Icon.green)\
        <b>\(name[language])</b> <time>\(done.clockText(offset, now))</time>\(late)</li>
        """
    }
    guard let clock, clock.isRunning, task.isOpen else {
      return """
        <li class="ahead">\(Icon.next)<b>\(name[language])</b> \
        <span>\(RoomWords.notYet[language])</span></li>
        """
    }
    let isLate = clock.dueAt < now
    return """
      <li class="\(isLate ? "overdue" : "ahead")">\(isLate ? Icon.red : Icon.clock)\
      <b>\(name[language])</b> <span class="by">\(RoomWords.due.filled(
        ["time": clock.dueAt.clockText(offset, now)], language))</span> \
      \(Ticking.until(clock.dueAt, now, language))</li>
      """
  }
}

/// Times that go on while the page stands; a script counts, without it they tell how it was.
enum Ticking {
  /// How long it has been.
  static func since(_ start: Instant, _ now: Instant, _ language: Language) -> HTML {
    """
    <time class="tick" data-since="\(String(start.milliseconds))" \
    data-now="\(String(now.milliseconds))">\(Span.words(from: start, to: now, language))</time>
    """
  }

  /// How long there is, or how much too late it is.
  static func until(_ due: Instant, _ now: Instant, _ language: Language) -> HTML {
    let words = due < now ? RoomWords.over : RoomWords.left
    let span = Span.words(from: now, to: due, language)
    return """
      <time class="tick\(due < now ? " late" : "")" data-until="\(String(due.milliseconds))" \
      data-now="\(String(now.milliseconds))" data-left="\(RoomWords.left[language])" \
      data-over="\(RoomWords.over[language])">\(words.filled(["span": span], language))</time>
      """
  }
}

extension Instant {
  /// The time of day; with month and day where those are other ones than today's.
  func clockText(_ offset: UTCOffset, _ now: Instant) -> String {
    let isToday = local(offset).date == now.local(offset).date
    return String(minuteText(offset).suffix(isToday ? 5 : 11))
  }
}
