import Housekeeping
import Settings

/// The buckets of a server: how often anybody may ask, and how often guess.
struct RequestLimits: Sendable {
  /// By actor or address; nil where there is no limit.
  let requests: TokenBuckets?
  /// Wrong codes and sign-ins, by address.
  let guesses: TokenBuckets
  /// Wrong codes, by number of the matter. Only who may guess fills this table.
  let guessesOfMatter: TokenBuckets
  /// Wrong passwords, by login.
  let guessesOfLogin: TokenBuckets
  /// Photographs of people without an account, by address: a whole block may share one.
  let uploads = TokenBuckets(burst: 60, tokens: 600, seconds: 3_600)

  init(_ configuration: ServerConfiguration) {
    requests =
      configuration.requestRate == 0
      ? nil
      : TokenBuckets(
        burst: configuration.requestBurst, tokens: configuration.requestRate, seconds: 1)
    guesses = TokenBuckets(
      burst: configuration.guessBurst, tokens: configuration.guessesPerHour, seconds: 3_600)
    guessesOfMatter = TokenBuckets(
      burst: configuration.guessBurst, tokens: configuration.guessesPerHour, seconds: 3_600)
    guessesOfLogin = TokenBuckets(
      burst: configuration.guessBurst, tokens: configuration.guessesPerHour, seconds: 3_600)
  }
}
