public import Desk
import Kernel

/// A kept filter with how much it finds.
public struct ViewTab: Sendable {
  public let view: SavedViews.View
  /// Nil where the filter no longer says anything, since the pack has changed.
  public let count: Int?
  public let isMore: Bool

  public init(_ view: SavedViews.View, count: Int?, isMore: Bool) {
    self.view = view
    self.count = count
    self.isMore = isMore
  }
}

/// The filters that a person keeps, as tabs.
struct ViewTabs: Component {
  let views: [ViewTab]
  /// The number of the one that is shown.
  let chosen: Int64?
  let language: Language

  var html: HTML {
    if views.isEmpty { return .nothing }
    let tabs = views.map { tab in
      Tabs.Tab(
        tab.view.name, to: "/matters?view=\(tab.view.number)&" + tab.view.query,
        words: tab.count.map { "\($0)" + (tab.isMore ? "+" : "") },
        isChosen: tab.view.number == chosen)
    }
    return "\(Tabs(FilterWords.views[language], tabs))"
  }
}
