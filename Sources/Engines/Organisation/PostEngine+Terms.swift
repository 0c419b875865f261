public import Kernel
public import Store

extension PostEngine {
  /// Who holds posts at a moment or will from later on, by the posts' codes. Each post is one look
  /// by its key.
  public func current(
    _ codes: [String], at now: Instant, _ reader: any Reading
  ) throws -> [String: [Post.Term]] {
    var terms: [String: [Post.Term]] = [:]
    for code in codes {
      terms[code] = try load(id(of: code), reader)?.terms.filter {
        $0.ended.map { $0 > now } ?? true
      }
    }
    return terms
  }

  /// The terms of a person, the newest first.
  public func terms(
    of person: String, limit: Int = 100, _ reader: any Reading
  ) throws -> [(post: String, term: Post.Term)] {
    try reader.rows(
      """
      SELECT code, number, begun, ended FROM post_term
      WHERE jurisdiction = ? AND person = ? ORDER BY begun DESC LIMIT ?
      """, [.integer(jurisdiction), .text(person), .integer(Int64(max(1, min(limit, 500))))]
    ).map {
      (
        $0.text(0),
        Post.Term(
          number: $0.integer(1), person: person, begun: Instant(milliseconds: $0.integer(2)),
          ended: $0.integerIfPresent(3).map(Instant.init(milliseconds:)))
      )
    }
  }
}
