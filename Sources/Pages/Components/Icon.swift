import Assets

/// A small drawing of `Web/icons.svg`. It stands beside words and never instead of them, so that
/// whoever hears the page misses nothing.
public enum Icon: String, CaseIterable, Sendable, Component {
  case desk
  case intake
  case whistle
  case arbitration
  case bulletin
  case figures
  case wall
  case report
  case administration
  case green
  case amber
  case red
  case clock
  case pause
  case search
  case language
  case theme
  case textSize = "text-size"
  case copy
  case print
  case camera
  case place
  case person
  case close
  case info
  case add
  case next
  case back
  case up
  case down
  case download
  case flag
  case edit
  case signOut = "sign-out"
  case keys
  case live

  public var html: HTML {
    """
    <svg class="icon" aria-hidden="true" focusable="false"><use \
    href="\(Asset.icons.path)#\(rawValue)"></use></svg>
    """
  }
}
