/// The steps that an evaluation may still take.
struct Budget {
  private(set) var remaining: Int

  init(_ limit: Int) {
    remaining = max(0, limit)
  }

  /// Takes steps off; `steps` is never negative.
  @inline(__always)
  mutating func spend(_ steps: Int) throws(Fault) {
    remaining &-= steps
    if remaining < 0 {
      remaining = 0
      throw Fault(.cost, "cost limit: the expression takes more steps than it may")
    }
  }
}
