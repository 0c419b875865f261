import City
import HTTPTypes
import Housekeeping
import Hummingbird
import Kernel
import Pack
import Pages

/// Answers with pages in their frame.
extension CityServer {
  /// - Parameters:
  ///   - section: where the page lies.
  ///   - above: the pages above it, from the outermost inwards.
  func page(
    _ request: Request, _ context: CityRequestContext, _ title: Text,
    in section: PageSection? = nil,
    above: [(Text, String)] = [], status: HTTPResponse.Status = .ok, _ content: HTML
  ) -> Response {
    let preferences = Preferences(request)
    let language = preferences.language
    var frame = preferences.frame(title: title[language], city: city.pack.name[language])
    frame.section = section
    frame.version = equipment.metrics.version
    frame.crumbs = above.map { PageFrame.Crumb($0.0[language], $0.1) }
    frame.flash = preferences.flash
    if let visitor = context.signIn.visitor {
      frame.actor = visitor.actor.name
      frame.navigation = navigation(for: visitor.actor)
      if visitor.session != nil {
        frame.accountPath = "/me"
        frame.guardToken = formToken(context).text
        frame.signOutPath = "/sign-out"
      }
    } else {
      frame.accountPath = "/sign-in"
      frame.navigation = [
        NavigationItem(.report, to: "/report"), NavigationItem(.wall, to: "/wall"),
      ]
    }
    var response = Answer.text(
      Layout(frame).page(content), type: "text/html; charset=utf-8", status: status)
    if frame.flash != nil {
      response.headers[values: .setCookie].append(
        "\(Preferences.Cookie.flash)=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")
    }
    return response
  }

  /// The sections that an actor may open.
  func navigation(for actor: Actor) -> [NavigationItem] {
    var items: [NavigationItem] = []
    if actor.holds("matter.read") { items.append(NavigationItem(.desk, to: "/")) }
    if actor.holds("matter.receive"), actor.holds("matter.read") {
      items.append(NavigationItem(.intake, to: "/intake"))
    }
    if actor.holds("matter.dispatch") {
      items.append(NavigationItem(.arbitration, to: "/arbitration"))
    }
    if actor.holds("matter.read") { items.append(NavigationItem(.whistle, to: "/whistles")) }
    if actor.holds("figure.read") {
      items.append(NavigationItem(.bulletin, to: "/bulletin"))
      items.append(NavigationItem(.figures, to: "/figures"))
    }
    let isEditor = actor.holds("matter.publish")
    items.append(NavigationItem(.wall, to: isEditor ? "/drafts" : "/wall"))
    items.append(NavigationItem(.report, to: "/report"))
    if AdministrationPart.overview.isOpen(to: actor) {
      items.append(NavigationItem(.administration, to: AdministrationPart.overview.path))
    }
    return items
  }
}

extension Answer {
  /// Sends the browser on after a form was sent, to be told there what was done.
  static func told(_ flash: Flash?, at path: String) -> Response {
    var response = Response.redirect(to: path, type: .normal)
    if let flash {
      response.headers[values: .setCookie].append(
        "\(Preferences.Cookie.flash)=\(flash.cookie); Path=/; Max-Age=60; HttpOnly; SameSite=Lax")
    }
    return response
  }
}
