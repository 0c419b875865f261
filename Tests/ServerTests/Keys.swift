import City
import Kernel

extension City {
  /// Makes keys of posts that open with words which a test can remember.
  func make(keys: [String: String], at now: Instant) async throws {
    for (key, post) in keys.sorted(by: { $0.key < $1.key }) {
      _ = try await makeKey(post: post, label: "test", token: key, at: now)
    }
  }
}
