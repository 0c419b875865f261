import Testing

@testable import Webhooks

@Suite struct BackOffTests {
  @Test(arguments: [
    (1, 5), (2, 30), (3, 120), (4, 600), (5, 3_600), (6, 21_600), (7, 86_400),
  ])
  func `each wait is within a fifth of the table`(attempt: Int, seconds: Int64) throws {
    var seen: Set<Int64> = []
    for random in [0, 1, 12_345, UInt64.max / 3, UInt64.max] {
      let wait = try #require(BackOff.milliseconds(afterAttempt: attempt, random: random))
      #expect((seconds * 800...seconds * 1200).contains(wait))
      seen.insert(wait)
    }
    #expect(seen.count > 2)
    #expect(BackOff.milliseconds(afterAttempt: attempt, random: 0) == seconds * 800)
  }

  @Test(arguments: [0, -1, 8, 9, .max, .min])
  func `there are eight attempts`(attempt: Int) {
    #expect(BackOff.milliseconds(afterAttempt: attempt, random: 0) == nil)
    #expect(BackOff.attemptsMax == 8)
  }

  @Test(
    arguments: [
      (nil, 4_000), (0, 4_000), (-5, 4_000), (3, 4_000), (60, 60_000), (86_400, 86_400_000),
      (1 << 60, 86_400_000),
    ] as [(Int64?, Int64)])
  func `a receiver may ask for a longer wait of at most a day`(asked: Int64?, wait: Int64) {
    #expect(BackOff.milliseconds(afterAttempt: 1, random: 0, retryAfter: asked) == wait)
  }
}
