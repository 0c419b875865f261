import TestKit
import Glibc
import Kernel
import Organisation
import Pack
import Store
import StoreSQLite
import Territory

/// A small town with units whose mandates begin, end, overlap and leave gaps.
struct Town {
  let pack: Pack
  let territory: Territory
  let organisation: Organisation

  static let yaml = """
    pack: town
    name: {zh: 镇, en: Town}
    jurisdiction: 7
    calendar: {hours: [09:00-17:00]}
    tiers:
      - {id: city, name: {zh: 市, en: City}}
      - {id: district, name: {zh: 区, en: District}}
    levels:
      - {id: city, name: {zh: 市, en: City}, tier: city}
      - {id: district, name: {zh: 区, en: District}, tier: district}
      - {id: street, name: {zh: 街道, en: Street}}
    areas:
      - {id: c, name: 海城市, level: city}
      - {id: e, name: 东区, level: district, parent: c}
      - {id: w, name: 西区, level: district, parent: c}
      - {id: es, name: 东山街道, level: street, parent: e}
      - {id: ws, name: 西山街道, level: street, parent: w}
    functions:
      - {id: roads, name: {zh: 道路, en: Roads}}
      - {id: water, name: {zh: 供水, en: Water}}
      - {id: parks, name: {zh: 公园, en: Parks}}
      - {id: noise, name: {zh: 噪声, en: Noise}}
    unitTemplates:
      - id: works
        levels: [city, district]
        name: {zh: "{area}工务局", en: "{area} Works"}
        functions: [roads]
    units:
      - id: old-water
        name: {zh: 旧水务, en: Old water}
        tier: city
        area: c
        mandates: [{function: water, from: 2020-01-01, until: 2021-06-30}]
      - id: new-water
        name: {zh: 新水务, en: New water}
        tier: city
        area: c
        mandates: [{function: water, from: 2021-07-01}]
      - id: parks-one
        name: {zh: 公园一, en: Parks one}
        tier: district
        area: e
        functions: [parks]
      - id: parks-two
        name: {zh: 公园二, en: Parks two}
        tier: city
        area: c
        mandates: [{function: parks, area: e, from: 2022-03-01, until: 2022-03-01}]
      - id: noise-street
        name: {zh: 街道噪声组, en: Street noise group}
        tier: district
        area: e
        mandates: [{function: noise, area: es}, {function: noise, area: es, until: 2019-12-31}]
    """

  init() throws {
    pack = try PackLoader.load(
      "town", from: PackFiles(["Packs/town/pack.yaml": Array(Town.yaml.utf8)]))
    territory = Territory(pack)
    organisation = Organisation(pack, territory)
  }

  static func day(_ text: String) throws -> CivilDate {
    guard let date = CivilDate(text) else { throw NoDay(text: text) }
    return date
  }

  struct NoDay: Error { let text: String }
}
