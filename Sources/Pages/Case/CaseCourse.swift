import City
import Kernel
import Matters

/// What was checked, asked for, decided, passed on and rated in a matter.
struct CaseCourse {
  let matter: Matter
  let names: CaseNames

  private var language: Language { names.language }
  private var parts: MatterParts { matter.parts }

  /// Each as a card of its own; those that there are none of are left out.
  var html: HTML {
    "\(checks)\(requests)\(escalations)\(supervisions)\(handOvers)\(refusals)\(voices)\(published)"
  }

  private func card(_ title: Text, id: String? = nil, _ lines: [HTML]) -> HTML {
    if lines.isEmpty { return .nothing }
    let items = lines.map { line -> HTML in "<li>\(line)</li>" }
    return "\(Card(title[language], id: id, "<ul class=\"plain\">\(items)</ul>"))"
  }

  /// A line: when, what in bold, then the rest in order.
  private func line(
    _ moment: Instant?, _ icon: Icon? = nil, _ bold: String, _ rest: [String]
  ) -> HTML {
    let time: HTML = moment.map { "<time>\(names.time($0))</time> " } ?? .nothing
    let mark: HTML = icon.map { "\($0) " } ?? .nothing
    let more = rest.filter { !$0.isEmpty }
    let words: HTML = more.isEmpty ? .nothing : " \(more.joined(separator: " · "))"
    return "\(mark)\(time)<b>\(bold)</b>\(words)"
  }

  private var checks: HTML {
    card(
      PartyWords.checks, id: "checks",
      parts.checks.map { check in
        let (icon, words) = CaseCourse.standing(of: check)
        let purpose = check.purpose == .filing ? CourseWords.filing : CourseWords.closing
        return line(
          check.reportedAt ?? check.orderedAt, icon, words[language],
          [purpose[language], names.post(check.worker), check.condition, check.note])
      })
  }

  static func standing(of check: MatterCheck) -> (Icon, Text) {
    switch check.holds {
    case true?: (.green, PartyWords.checkHolds)
    case false?: (.red, PartyWords.checkFails)
    case nil: (.clock, PartyWords.checkOpen)
    }
  }

  private var requests: HTML {
    card(
      PartyWords.requests, id: "requests",
      parts.requests.map { request in
        let about = CaseCourse.about(request.about)[language]
        let agreed =
          request.approvedBy.isEmpty
          ? ""
          : CourseWords.agreed.filled(
            [
              "n": String(request.approvedBy.count),
              "names": request.approvedBy.map { names.actor($0, at: request.at) }
                .joined(separator: ", "),
            ], language)
        let until = request.until.map {
          CourseWords.until.filled(["time": names.time($0)], language)
        }
        let icon: Icon =
          switch request.standing {
          case .asked: .clock
          case .granted: .green
          case .rejected: .red
          }
        return line(
          request.at, icon, about + " · " + CaseCourse.standing(request.standing)[language],
          [
            names.unit(request.unit), request.words, until ?? "", request.ground, request.reason,
            agreed, request.decision,
          ])
      })
  }

  private var escalations: HTML {
    card(
      PartyWords.escalations,
      parts.escalations.map { escalation in
        let decided = escalation.decidedAt != nil
        return line(
          escalation.at, .up, names.unit(escalation.unit),
          [
            escalation.reason,
            decided ? escalation.decision : PartyWords.undecided[language],
            escalation.owner.isEmpty ? "" : names.unit(escalation.owner),
            escalation.dueAt.map { Words.due[language] + " " + names.time($0) } ?? "",
          ])
      })
  }

  private var supervisions: HTML {
    card(
      CourseWords.supervisions,
      parts.supervisions.map { supervision in
        line(
          supervision.at, supervision.endedAt == nil ? .flag : .green,
          CaseWords.supervised.filled(["n": String(supervision.level)], language),
          [
            names.unit(supervision.unit), supervision.ground,
            supervision.endedAt.map {
              CourseWords.ended.filled(["time": names.time($0)], language)
            } ?? "",
          ])
      })
  }

  private var handOvers: HTML {
    card(
      CourseWords.handOvers,
      parts.handOvers.map { handOver in
        let back = handOver.returned.flatMap { reason in
          reason.isEmpty ? nil : CourseWords.returned.filled(["reason": reason], language)
        }
        return line(
          nil, nil, names.unit(handOver.from) + " → " + names.unit(handOver.to),
          [handOver.reason, back ?? ""])
      })
  }

  private var refusals: HTML {
    card(
      CourseWords.refusals,
      parts.refusals.map { refusal in
        line(
          nil, nil, names.unit(refusal.unit),
          [
            refusal.ground, refusal.reason,
            refusal.isOverruled ? CourseWords.overruled[language] : "",
          ])
      })
  }

  /// What the person said when called, rated or asked again.
  private var voices: HTML {
    let calls = parts.callBacks.map { call in
      line(
        call.at, nil, (call.isReached ? CourseWords.reached : CourseWords.unreached)[language],
        [
          call.isSolved.map { StepWords.outcome($0 ? "solved" : "")[language] } ?? "",
          call.isSatisfied.map {
            ($0 ? CourseWords.satisfied : CourseWords.unsatisfied)[language]
          } ?? "", call.note,
        ])
    }
    let ratings = parts.ratings.map { rating in
      line(
        rating.at, rating.isPoor ? .red : .green,
        CaseWords.graded.filled(["n": String(rating.grade)], language),
        [
          rating.isPoor ? CourseWords.poor[language] : "", rating.comment,
          rating.contactedAt == nil ? "" : CourseWords.contacted[language],
          rating.rectifiedAt == nil ? "" : CourseWords.rectified[language],
          rating.isSetAside ? CourseWords.setAside[language] : "",
        ])
    }
    let reviews = parts.reviews.map { line($0.at, nil, names.unit($0.of), [$0.reason]) }
    return """
      \(card(CourseWords.callBacks, calls))\(card(CourseWords.ratings, ratings))\
      \(card(CourseWords.reviews, reviews))
      """
  }

  private var published: HTML {
    card(
      CourseWords.publications,
      parts.publications.map { publication in
        line(
          publication.at, nil,
          (publication.column == .call ? WallWords.calls : WallWords.echoes)[language],
          [
            publication.issue, publication.text,
            publication.withdrawnAt == nil ? "" : CourseWords.withdrawn[language],
          ])
      })
  }

  static func about(_ about: MatterRequest.About) -> Text {
    switch about {
    case .lengthening: PartyWords.lengthening
    case .suspension: PartyWords.suspension
    case .overtime: PartyWords.overtime
    case .rating: PartyWords.rating
    }
  }

  static func standing(_ standing: MatterRequest.Standing) -> Text {
    switch standing {
    case .asked: PartyWords.asked
    case .granted: PartyWords.granted
    case .rejected: PartyWords.rejected
    }
  }
}
