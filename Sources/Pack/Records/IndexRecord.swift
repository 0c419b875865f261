public import Kernel

/// What a third party published about several subjects: how many it judged and which classes it
/// made.
public struct IndexRecord: Record {
  public static let about =
    "A third party's index: how many were judged, the classes by score, and who stands in which."

  public let id: String
  public let name: Text
  public let year: Int
  public let subjects: Int
  public let classes: [IndexClassRecord]
  public let placed: [IndexPlaceRecord]
  public let source: Text

  public init(_ fields: inout Fields) {
    id = fields.code("id", "Code of the index.", defines: "index")
    name = fields.name("name", "Name of the index.")
    year = fields.integer("year", "Year of the judgement.", 1949...2100)
    subjects = fields.integer("subjects", "How many were judged.", 1...100_000)
    classes = fields.list("classes", "Its classes, the highest first.", of: IndexClassRecord.self)
    placed = fields.list("placed", "Who stands in which class.", of: IndexPlaceRecord.self)
    source = fields.name("source", "Who published it, where and when.")
    if !fields.isDescribing { check(fields) }
  }

  private func check(_ fields: Fields) {
    fields.checkDistinct("classes")
    let members = classes.compactMap(\.subjects).reduce(0, +)
    if members > subjects {
      fields.report(
        fields.place, zh: "各等次共\(members)个，多于参评的\(subjects)个",
        en: "the classes hold \(members), more than the \(subjects) that were judged")
    }
    for (higher, lower) in zip(classes, classes.dropFirst()) where higher.above <= lower.above {
      fields.report(
        fields.place, zh: "等次应从高到低：“\(higher.id)”在“\(lower.id)”之前",
        en: "classes go from high to low: “\(higher.id)” stands before “\(lower.id)”")
    }
    for place in placed where !classes.contains(where: { $0.id == place.standing.value }) {
      fields.report(
        place.standing.place, zh: "没有名为“\(place.standing.value)”的等次",
        en: "there is no class “\(place.standing.value)”",
        hint: nearestName(to: place.standing.value, in: classes.map(\.id)))
    }
  }

  /// The class of a score, which must lie above the class's bound, not on it; nil below all.
  public func standing(of score: Double) -> IndexClassRecord? {
    classes.first { score > Double($0.above) }
  }
}

/// A class of an index.
public struct IndexClassRecord: Record {
  public static let about = "A class of an index, above a score."

  public let id: String
  public let name: Text
  public let above: Int
  public let subjects: Int?

  public init(_ fields: inout Fields) {
    id = fields.text("id", "Code of the class, unique within the index.")
    name = fields.name("name", "Name of the class.")
    above = fields.integer("above", "The score above which a subject stands in it.", 0...1000)
    subjects = fields.integerIfPresent(
      "subjects", "How many stand in it, where that was published.", 0...100_000)
  }
}

/// Where one subject stands.
public struct IndexPlaceRecord: Record {
  public static let about = "Where one subject of an index stands."

  public let subject: String
  public let standing: Located<String>

  public init(_ fields: inout Fields) {
    subject = fields.text("subject", "Name of the subject.")
    standing = fields.located("class", "Its class.")
  }
}
