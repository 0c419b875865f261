import Hummingbird

/// The section of administration.
struct AdministrationRoutes: Sendable {
  let server: CityServer

  func add(to router: Router<CityRequestContext>) {
    MachineRoutes(server: server).add(to: router)
    OfficeRoutes(server: server).add(to: router)
    PeopleRoutes(server: server).add(to: router)
    PackRoutes(server: server).add(to: router)
    CalendarRoutes(server: server).add(to: router)
    JournalRoutes(server: server).add(to: router)
  }
}
