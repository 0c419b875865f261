import Pack

/// The example pack with two kinds of matter that have clocks of every kind of time: days of them
/// until the reply, and hours.
enum ClockPack {
  /// The pack with the calendar as it is published.
  static func plain() throws -> Pack { try loaded.get() }

  private static let loaded = Result { try changed([:]) }
  private static let calendar = "Packs/calendars/china.csv"

  struct NothingToReplace: Error { let text: String }

  /// The pack with lines of its holiday list replaced.
  static func changed(_ edits: [String: String]) throws -> Pack {
    var list = String(decoding: TestPack.files.bytes[calendar] ?? [], as: UTF8.self)
    for (old, new) in edits {
      guard list.contains(old) else { throw NothingToReplace(text: old) }
      list = list.replacing(old, with: new)
    }
    let over = PackFiles([
      calendar: Array(list.utf8), "Packs/example/extra.yaml": Array((kind + clocks + short).utf8),
    ])
    return try PackLoader.load("example", from: TestPack.files.overlaid(with: over))
  }

  private static let kind = """
    categories:
      - {id: slow, name: {zh: 缓办, en: Slow}, function: urban-construction, limit: 15个工作日}
      - {id: calm, name: {zh: 从容办, en: Calm}, function: urban-construction, limit: 30天}
      - {id: urgent, name: {zh: 抢修, en: Urgent}, function: urban-construction, limit: 96紧急工作时}
      - {id: quick, name: {zh: 急办, en: Quick}, function: urban-construction}
    kinds:
      - id: clocked
        name: {zh: 计时事项, en: Timed matter}
        states:
          - {id: arbitration, name: {zh: 待裁定, en: In arbitration}, phase: arbitration}
          - {id: pool, name: {zh: 公共池, en: Pool}, phase: pool}
          - {id: dispatched, name: {zh: 待签收, en: Dispatched}, phase: open}
          - {id: handling, name: {zh: 办理中, en: Being handled}, phase: open}
          - {id: rectifying, name: {zh: 整改中, en: Being put right}, phase: open}
          - {id: answered, name: {zh: 已答复, en: Answered}, phase: answered}
          - {id: closed, name: {zh: 已办结, en: Closed}, phase: closed}
        steps:
          - id: dispatch
            name: {zh: 派单, en: Dispatch}
            does: dispatch
            from: [arbitration, pool, dispatched, handling]
            to: dispatched
          - id: accept
            name: {zh: 签收, en: Sign in}
            does: accept
            from: [dispatched]
            to: handling
          - id: refuse
            name: {zh: 退单, en: Refuse}
            does: refuse
            from: [dispatched, handling]
            to: arbitration
            grounds: [outside-area]
          - id: transfer
            name: {zh: 转办, en: Transfer}
            does: transfer
            from: [dispatched, handling]
            to: dispatched
          - id: return
            name: {zh: 退回, en: Return}
            does: return
            from: [dispatched, handling]
          - id: offer
            name: {zh: 放入公共池, en: Offer}
            does: offer
            from: [arbitration, dispatched]
            to: pool
          - {id: claim, name: {zh: 认领, en: Claim}, does: claim, from: [pool], to: handling}
          - id: answer
            name: {zh: 答复, en: Answer}
            does: answer
            from: [dispatched, handling]
            to: answered
          - {id: close, name: {zh: 办结, en: Close}, does: close, from: [answered], to: closed}
          - id: reopen
            name: {zh: 重开, en: Reopen}
            does: reopen
            from: [answered, closed]
            to: dispatched
          - id: rate
            name: {zh: 评价, en: Rate}
            does: rate
            from: [answered, closed]
            poor: 2
            poorTo: rectifying
          - {id: contact, name: {zh: 联系, en: Contact}, does: contact, from: [rectifying]}
          - id: rectify
            name: {zh: 整改, en: Put right}
            does: rectify
            from: [rectifying]
            to: answered
          - id: review
            name: {zh: 复查, en: Review}
            does: review
            from: [answered]
            to: dispatched
          - id: supervise
            name: {zh: 督办, en: Supervise}
            does: supervise
            from: [dispatched, handling]
          - id: merge
            name: {zh: 并案, en: Merge}
            does: merge
            from: [arbitration, dispatched, handling]
        supervision:
          - {id: city-level, name: {zh: 市级, en: City}, tier: city}
        suspension: {times: 1, limit: 30天, grounds: [awaiting]}
        notices: [matter.clock-turned, matter.rung-climbed]
        routing:
          - id: clocked-nearest
            name: {zh: 就近, en: The nearest}
            function: urban-construction

    """

  private static let clocks = """
        clocks:
          - id: natural
            name: {zh: 自然时限, en: Natural}
            limit: 10天
            amber: 2天
            from: [receive, reopen, review]
            limits:
              - {when: 'category == "slow"', limit: 20天}
              - {when: 'category == "quick"', limit: 1天}
            extension: {times: 1, limit: 5天, latest: 1天}
            ladder: [{id: late, after: 3天, tier: city}]
          - id: working
            name: {zh: 工作时限, en: Working}
            limit: 5个工作日
            amber: 1个工作日
            from: [receive, reopen, review]
            limits:
              - {when: 'category == "slow"', limit: 10个工作日}
              - {when: 'category == "quick"', limit: 1个工作日}
            extension: {times: 2, limit: 5个工作日, latest: 1个工作日}
            ladder:
              - {id: at-once, tier: city}
              - {id: next-day, after: 1个工作日, tier: province}
          - id: emergency
            name: {zh: 紧急时限, en: Emergency}
            limit: 72紧急工作时
            amber: 12紧急工作时
            from: [receive, reopen, review]
            limits:
              - {when: 'category == "slow"', limit: 120紧急工作时}
              - {when: 'category == "quick"', limit: 24紧急工作时}
            extension: {times: 1, limit: 24紧急工作时}
            ladder: [{id: soon, after: 2紧急工作时, tier: city}]
          - id: sign
            name: {zh: 签收时限, en: Sign in}
            limit: 4工作时
            amber: 1工作时
            from: [receive, dispatch, transfer, return, reopen]
            until: accept
          - {id: ending, name: {zh: 办结时限, en: Close}, limit: 60天, until: close}
          - {id: standard, name: {zh: 分类时限, en: By category}, limit: 10天, byCategory: true}
          - id: arbiter
            name: {zh: 裁定, en: Arbiter}
            limit: 1个工作日
            from: [refuse]
            until: dispatch
          - {id: pool, name: {zh: 认领时限, en: Pool}, limit: 8工作时, from: [offer], until: claim}
          - {id: contact, name: {zh: 联系, en: Contact}, limit: 1个工作日, from: [poor], until: contact}
          - {id: soothe, name: {zh: 安抚, en: Soothe}, limit: 4紧急工作时, from: [poor], until: contact}
          - {id: rectify, name: {zh: 整改, en: Put right}, limit: 5天, from: [poor], until: rectify}
          - {id: watch, name: {zh: 督办时限, en: Watch}, limit: 2个工作日, from: [supervise]}

    """

  private static let short = """
      - id: short
        name: {zh: 即办事项, en: Short matter}
        states:
          - {id: arbitration, name: {zh: 待裁定, en: In arbitration}, phase: arbitration}
          - {id: dispatched, name: {zh: 待签收, en: Dispatched}, phase: open}
          - {id: answered, name: {zh: 已答复, en: Answered}, phase: answered}
          - {id: closed, name: {zh: 已办结, en: Closed}, phase: closed}
        steps:
          - id: answer
            name: {zh: 答复, en: Answer}
            does: answer
            from: [dispatched]
            to: answered
        notices: [matter.clock-turned]
        routing:
          - id: short-nearest
            name: {zh: 就近, en: The nearest}
            function: urban-construction
        clocks:
          - {id: call, name: {zh: 首次联系, en: First call}, limit: 4小时}
          - id: visit
            name: {zh: 上门, en: Visit}
            limit: 4工作时
            amber: 1工作时
          - {id: scene, name: {zh: 到场, en: On the scene}, limit: 4紧急工作时}

    """
}
