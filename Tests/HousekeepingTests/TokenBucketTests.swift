import Housekeeping
import Testing

struct TokenBucketTests {
  @Test func `a full bucket gives its burst, then a token at its pace`() {
    let buckets = TokenBuckets(burst: 3, tokens: 2, seconds: 1)
    let first = (0..<4).map { _ in buckets.take("a", at: 1_000) }
    #expect(first.map(\.isAllowed) == [true, true, true, false])
    #expect(first.map(\.remaining) == [2, 1, 0, 0])
    #expect(first[3].retrySeconds == 1)
    #expect(first[3].resetSeconds == 2)
    #expect(!buckets.take("a", at: 1_499).isAllowed)
    #expect(buckets.take("a", at: 1_501).isAllowed)
    #expect(!buckets.take("a", at: 1_502).isAllowed)
    #expect(buckets.take("b", at: 1_502).isAllowed)
  }

  @Test func `slow refills lose nothing to rounding however often one asks`() {
    let buckets = TokenBuckets(burst: 1, tokens: 20, seconds: 3_600)
    #expect(buckets.take("a", at: 0).isAllowed)
    var given = 0
    for now in stride(from: Int64(0), through: 3_600_000, by: 7)
    where buckets.take("a", at: now).isAllowed {
      given += 1
    }
    #expect((19...20).contains(given), "\(given)")
  }

  @Test func `a clock that goes back gives nothing and takes nothing`() {
    let buckets = TokenBuckets(burst: 1, tokens: 1, seconds: 1)
    #expect(buckets.take("a", at: 10_000).isAllowed)
    #expect(!buckets.take("a", at: 0).isAllowed)
    #expect(!buckets.take("a", at: 10_500).isAllowed)
    #expect(buckets.take("a", at: 11_000).isAllowed)
    #expect(buckets.take("a", at: .max / 2).isAllowed)
  }

  @Test func `a token can be given back, and a bucket never holds more than its burst`() {
    let buckets = TokenBuckets(burst: 2, tokens: 1, seconds: 3_600)
    for _ in 0..<5 { buckets.giveBack("a") }
    #expect(buckets.count == 0)
    #expect(buckets.take("a", at: 0).remaining == 1)
    for _ in 0..<5 { buckets.giveBack("a") }
    #expect((0..<3).map { _ in buckets.take("a", at: 0).isAllowed } == [true, true, false])
  }

  @Test func `the table is bounded and forgets the silent first`() {
    let buckets = TokenBuckets(burst: 1, tokens: 1, seconds: 3_600, tableMax: 100)
    for asker in 0..<10_000 {
      _ = buckets.take("\(asker)", at: 0)
      _ = buckets.take("busy", at: 0)
    }
    #expect(buckets.count <= 100)
    #expect(!buckets.take("busy", at: 0).isAllowed)
    #expect(buckets.take("0", at: 0).isAllowed)
  }
}
