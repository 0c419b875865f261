import City
import Journal
import Kernel

/// The operation that lists what can be done.
enum CatalogueOperations {
  static let all = [actions]

  static let actions = Operation(
    "listActions", .get, "/actions", tag: "city",
    Text(zh: "能办的操作", en: "What can be done, and by whom"), permission: nil,
    parameters: [Paging.fields], answer: .reference("ActionPage"), refusals: [422]
  ) { _, request in
    let items = try ActionCatalogue.all.entries.map { entry throws(Problem) -> JSON in
      let declaration = entry.declaration
      return try Paging.pick(
        request,
        from: [
          "name": .string(declaration.name),
          "summary": .string(declaration.summary[request.language]),
          "permission": .string(declaration.permission.code),
          "path": .string(Surface.base + ActionOperations.operation(entry).path),
          "allowed": .boolean(request.actor?.holds(declaration.permission) ?? false),
        ])
    }
    return .json(["items": .array(items), "next": .null])
  }
}
