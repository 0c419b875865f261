import City
import Foundation
import Journal
import Kernel
import Pack
import Testing

struct ReferencePagesTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("docs/reference")

  @Test(arguments: ReferencePages.all.keys.sorted())
  func `the committed page is what the declarations say`(name: String) throws {
    let committed = try String(
      contentsOf: ReferencePagesTests.folder.appendingPathComponent(name), encoding: .utf8)
    #expect(committed == ReferencePages.all[name], "run “make docs”")
  }

  @Test func `every action asks for a permission that packs can give`() {
    for entry in ActionCatalogue.all.entries {
      let permission = entry.declaration.permission.code
      #expect(PackRecord.permissions.contains(permission), "\(permission)")
    }
  }

  @Test func `every action describes its fields in both languages`() {
    for entry in ActionCatalogue.all.entries {
      for field in entry.fields {
        #expect(!field.label.chinese.isEmpty && !field.label.english.isEmpty)
        #expect(field.label.chinese != field.label.english, "\(field.name)")
      }
    }
  }
}
