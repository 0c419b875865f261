import City
import Desk
import Kernel
import Matters
import Organisation
import Pages
import Store

/// The filters that a visitor keeps, with how much each finds.
struct DeskViews: Sendable {
  let server: CityServer

  func tabs(_ visitor: Visitor, _ store: any Reading) throws -> [ViewTab] {
    guard let account = visitor.account else { return [] }
    let city = server.city
    let reader = MatterReader(city.matters, RowScope(visitor.actor, "matter.read"))
    return try city.savedViews.views(of: account, store).map { view in
      var filter: MatterReader.Filter?
      do throws(Problem) {
        filter = try DeskViews.query(view.query).filter(city)
      } catch {
        // The pack may have lost what the filter names; the filter's own page tells.
        filter = nil
      }
      guard let filter else { return ViewTab(view, count: nil, isMore: false) }
      let found = try reader.count(filter, most: DeskRoutes.viewCountMax, store)
      return ViewTab(view, count: found.count, isMore: found.isMore)
    }
  }

  /// The filter of an address's query.
  static func query(_ text: String) throws(Problem) -> FilterQuery {
    FilterQuery(try Form(Array(text.utf8)).fields.map { ($0.name, $0.value) })
  }
}
