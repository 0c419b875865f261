public import Kernel
public import Pack

/// A matter as everybody may read it: nothing of whoever brought it in, and their words without
/// what would give them away.
public struct PublicMatter: Sendable, Hashable {
  /// A point on the map, in degrees of WGS 84, rounded so that it does not point at one door.
  public struct Point: Sendable, Hashable {
    public let latitude: Double
    public let longitude: Double

    /// Parts of a degree that are told: a thousandth is about a hundred metres.
    public static let partsOfDegree = 1000.0

    /// Reads `28.2282,112.9388`, latitude first; nil for anything else.
    init?(_ text: String?) {
      let parts = (text ?? "").split(separator: ",", omittingEmptySubsequences: false).map {
        Double($0)
      }
      guard parts.count == 2, let latitude = parts[0], let longitude = parts[1],
        (-90...90).contains(latitude), (-180...180).contains(longitude)
      else { return nil }
      self.latitude = Point.rounded(latitude)
      self.longitude = Point.rounded(longitude)
    }

    private static func rounded(_ degrees: Double) -> Double {
      (degrees * partsOfDegree).rounded() / partsOfDegree
    }
  }

  public let id: Int64
  public let number: String
  public let phase: Phase
  public let category: String
  public let area: String?
  public let lead: String?
  public let receivedAt: Instant
  /// When anything last happened to it.
  public let updatedAt: Instant
  public let closedAt: Instant?
  /// When it has to be answered; nil while no such clock runs.
  public let dueAt: Instant?
  public let description: String
  /// What stands on the wall, or the reply with personal data struck out; empty while there is no
  /// answer, and where an editor took it off the wall.
  public let reply: String
  public let point: Point?
}
