import Kernel
import Pack

/// The reference pages that are made from the program's own declarations.
public enum ReferencePages {
  /// Texts by file name below docs/reference.
  public static var all: [String: String] {
    let schema = PackSchema()
    return [
      "pack.md": schema.page, "pack.schema.json": schema.jsonSchema.prettyText + "\n",
      "actions.md": ActionCatalogue.all.page, "expressions.md": Vocabulary.page,
    ]
  }
}
