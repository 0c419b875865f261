/// A right to take one kind of action, named `noun.verb`, such as `matter.dispatch`.
public struct Permission: Hashable, Sendable, ExpressibleByStringLiteral {
  public let code: String

  public init(_ code: String) { self.code = code }
  public init(stringLiteral value: String) { code = value }
}

/// What one post gives its holder: permissions, over what is in an area, or what a unit is party
/// to.
public struct Grant: Hashable, Sendable {
  public let role: String
  public let permissions: Set<Permission>
  /// The unit that the post belongs to; nil for the city's own machinery.
  public let unit: String?
  /// Codes of the areas, with everything below them, that the post covers; nil stands for
  /// everywhere.
  public let areas: Set<String>?
  /// Whether the post covers only matters to which its unit is party, wherever they lie.
  public let onlyOwnUnit: Bool

  public init(
    role: String, permissions: Set<Permission>, unit: String?, areas: Set<String>?,
    onlyOwnUnit: Bool
  ) {
    self.role = role
    self.permissions = permissions
    self.unit = unit
    self.areas = areas
    self.onlyOwnUnit = onlyOwnUnit
  }
}

/// Who acts or reads: a person with what their posts give on the day, a resident, or the program
/// itself.
public struct Actor: Hashable, Sendable {
  /// Stable identity as it stands in the journal, such as `person:wang-fang` or `system:timer`.
  public let id: String
  public let name: String
  public let grants: [Grant]

  public init(id: String, name: String, grants: [Grant]) {
    self.id = id
    self.name = name
    self.grants = grants
  }

  /// Whether any post carries the permission; where it reaches is a question for the row scope.
  public func holds(_ permission: Permission) -> Bool {
    grants.contains { $0.permissions.contains(permission) }
  }

  /// The grants that carry a permission.
  public func grants(for permission: Permission) -> [Grant] {
    grants.filter { $0.permissions.contains(permission) }
  }
}
