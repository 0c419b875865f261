// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "baodao",
  products: [
    .executable(name: "baodao", targets: ["baodao"]),
    .library(name: "Expression", targets: ["Expression"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // The centre: pure values and rules, no input or output.
    .target(name: "Kernel", dependencies: [], swiftSettings: strict),
    .target(
      name: "Expression", dependencies: [], exclude: ["README.md"], swiftSettings: strict),
    .target(name: "Conformance", dependencies: ["Expression"], swiftSettings: strict),
    .target(name: "WorkCalendar", dependencies: ["Kernel"], swiftSettings: strict),
    .target(name: "Store", dependencies: ["Kernel"], swiftSettings: strict),

    // The system's libraries and the files inside the program.
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(
      name: "CResources", dependencies: [], cSettings: [.headerSearchPath("../..")]),
    .target(
      name: "CSQLiteSettings", dependencies: [], linkerSettings: [.linkedLibrary("sqlite3")]),
    .target(name: "CWebPost", dependencies: [], linkerSettings: [.linkedLibrary("curl")]),
    .target(name: "Cryptography", dependencies: ["CCrypto"], swiftSettings: strict),
    .target(
      name: "Assets", dependencies: ["CResources", "Cryptography"], swiftSettings: strict),

    // The write path and the configuration.
    .target(
      name: "StoreSQLite",
      dependencies: [
        "Kernel", "Store", "CSQLiteSettings", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .target(
      name: "StorePostgres", dependencies: ["Kernel", "Store", "CPostgres"],
      swiftSettings: strict),
    .target(
      name: "Pack",
      dependencies: [
        "Kernel", "Cryptography", "Expression", "WorkCalendar",
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .target(
      name: "Journal", dependencies: ["Kernel", "Cryptography", "Store"], swiftSettings: strict),

    .target(
      name: "Move", dependencies: ["Kernel", "Cryptography", "Store", "Journal"],
      swiftSettings: strict),
    .target(
      name: "Archive",
      dependencies: ["Kernel", "Cryptography", "CZlib", "Store", "Journal", "Housekeeping"],
      swiftSettings: strict),

    .target(
      name: "Photographs", dependencies: ["Kernel", "Cryptography"], swiftSettings: strict),

    // Engines.
    .target(
      name: "Territory", dependencies: ["Kernel", "Pack"],
      path: "Sources/Engines/Territory", swiftSettings: strict),
    .target(
      name: "Organisation",
      dependencies: ["Kernel", "Cryptography", "Store", "Journal", "Pack", "Territory"],
      path: "Sources/Engines/Organisation", swiftSettings: strict),
    .target(
      name: "Figures", dependencies: ["Kernel", "Store", "Pack", "Expression"],
      path: "Sources/Engines/Figures", swiftSettings: strict),
    .target(
      name: "Matters",
      dependencies: [
        "Kernel", "Expression", "WorkCalendar", "Store", "Journal", "Pack", "Territory",
        "Organisation", "Figures", "Photographs",
      ],
      path: "Sources/Engines/Matters", swiftSettings: strict),
    .target(
      name: "Duties",
      dependencies: [
        "Kernel", "Cryptography", "WorkCalendar", "Store", "Journal", "Pack", "Territory",
        "Organisation", "Figures",
      ],
      path: "Sources/Engines/Duties", swiftSettings: strict),
    .target(
      name: "Webhooks",
      dependencies: ["Kernel", "Cryptography", "Store", "Journal", "Organisation", "Territory"],
      path: "Sources/Engines/Webhooks", swiftSettings: strict),
    .target(
      name: "Accounts",
      dependencies: ["Kernel", "Cryptography", "Store", "Journal", "Organisation"],
      path: "Sources/Engines/Accounts", swiftSettings: strict),
    .target(
      name: "Desk", dependencies: ["Kernel", "Store"],
      path: "Sources/Engines/Desk", swiftSettings: strict),
    .target(
      name: "Drafts", dependencies: ["Kernel", "Store"], path: "Sources/Engines/Drafts",
      swiftSettings: strict),
    .target(
      name: "Upkeep", dependencies: ["Kernel", "Cryptography", "Store", "Journal", "Organisation"],
      path: "Sources/Engines/Upkeep", swiftSettings: strict),
    .target(name: "Outbound", dependencies: ["CWebPost", "Webhooks"], swiftSettings: strict),

    // What whoever runs the server sees and sets.
    .target(
      name: "Settings",
      dependencies: [
        "Kernel", .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .target(
      name: "Housekeeping",
      dependencies: [
        "Kernel", "CZlib", "Store", "Journal", .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),

    // Composition and surfaces.
    .target(
      name: "City",
      dependencies: [
        "Kernel", "Expression", "WorkCalendar", "Store", "Journal", "Pack", "Territory",
        "Organisation", "Figures", "Matters", "Cryptography", "Photographs",
        "Duties", "Webhooks", "Accounts", "Desk", "Drafts", "Upkeep",
      ],
      swiftSettings: strict),
    .target(
      name: "Intake",
      dependencies: ["Kernel", "Store", "Journal", "Pack", "Organisation", "Matters", "City"],
      swiftSettings: strict),
    .target(
      name: "Scenarios",
      dependencies: [
        "Kernel", "Store", "Journal", "Pack", "Organisation", "Figures", "Matters", "City",
        "Photographs",
      ],
      swiftSettings: strict),
    .target(
      name: "API",
      dependencies: [
        "Kernel", "Store", "Journal", "Pack", "Territory", "Organisation", "Figures", "Matters",
        "Duties", "City", "Webhooks", "Photographs",
      ],
      swiftSettings: strict),
    .target(
      name: "Open311",
      dependencies: [
        "Kernel", "Cryptography", "Store", "Journal", "Pack", "Territory", "Organisation",
        "Matters", "City",
      ],
      swiftSettings: strict),
    .target(
      name: "Feeds",
      dependencies: [
        "Kernel", "Cryptography", "WorkCalendar", "Store", "Pack", "Organisation", "Matters",
        "Duties", "City",
      ],
      swiftSettings: strict),
    .target(
      name: "Pages",
      dependencies: [
        "Kernel", "Journal", "Pack", "Territory", "Organisation", "Figures", "Matters", "City",
        "Webhooks", "Assets", "Accounts", "Cryptography", "Desk", "Drafts", "Upkeep", "Store",
        "WorkCalendar", "Settings",
      ],
      swiftSettings: strict),
    .target(
      name: "Server",
      dependencies: [
        "Assets",
        "Kernel", "Store", "Journal", "Pack", "Territory", "Organisation", "Figures", "Matters",
        "City", "Pages", "API", "Open311", "Feeds", "Webhooks", "Settings", "Housekeeping",
        "Photographs", "Accounts", "Cryptography", "Desk", "Drafts", "Upkeep", "WorkCalendar",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "baodao",
      dependencies: [
        "Kernel", "Expression", "WorkCalendar", "Store", "StoreSQLite", "StorePostgres",
        "Journal", "Pack",
        "Territory", "Organisation", "Figures", "Matters", "City", "Intake", "Scenarios", "Server",
        "Pages", "API", "CResources", "Cryptography", "Photographs", "Conformance", "Webhooks",
        "Outbound", "Settings", "Housekeeping", "Accounts", "Upkeep", "Move", "Archive",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),

    // Tests.
    .target(
      name: "TestKit",
      dependencies: ["Kernel", "Store", "StoreSQLite", "StorePostgres", "Pack"],
      path: "Tests/TestKit", swiftSettings: strict),
    .testTarget(
      name: "TidyTests", dependencies: ["TestKit"], path: "Tests/TidyTests", swiftSettings: strict),
    .testTarget(
      name: "KernelTests", dependencies: ["TestKit", "Kernel"], path: "Tests/KernelTests",
      swiftSettings: strict),
    .testTarget(
      name: "PhotographsTests", dependencies: ["Kernel", "Cryptography", "Photographs"],
      path: "Tests/PhotographsTests", swiftSettings: strict),
    .testTarget(
      name: "WorkCalendarTests", dependencies: ["Kernel", "WorkCalendar"],
      path: "Tests/WorkCalendarTests", swiftSettings: strict),
    .testTarget(
      name: "ExpressionTests", dependencies: ["Expression", "Conformance"],
      path: "Tests/ExpressionTests", swiftSettings: strict),
    .testTarget(
      name: "PackTests", dependencies: ["Kernel", "Expression", "Pack", "WorkCalendar"],
      path: "Tests/PackTests", exclude: ["Base", "Broken"], swiftSettings: strict),
    .testTarget(
      name: "StoreTests",
      dependencies: ["TestKit", "Kernel", "Store", "StoreSQLite", "StorePostgres"],
      path: "Tests/StoreTests", swiftSettings: strict),
    .testTarget(
      name: "JournalTests",
      dependencies: ["TestKit", "Kernel", "Cryptography", "Store", "StoreSQLite", "Journal"],
      path: "Tests/JournalTests", swiftSettings: strict),
    .testTarget(
      name: "MoveTests",
      dependencies: [
        "TestKit", "Kernel", "Cryptography", "Store", "StoreSQLite", "StorePostgres", "Journal",
        "Pack", "Matters", "Organisation", "City", "Move", "Archive", "Housekeeping",
      ],
      path: "Tests/MoveTests", swiftSettings: strict),
    .testTarget(
      name: "CityTests",
      dependencies: [
        "TestKit", "Kernel", "Store", "StoreSQLite", "Journal", "Pack", "Organisation", "City",
      ],
      path: "Tests/CityTests", swiftSettings: strict),
    .testTarget(
      name: "TerritoryTests", dependencies: ["TestKit", "Pack", "Territory"],
      path: "Tests/TerritoryTests", swiftSettings: strict),
    .testTarget(
      name: "OrganisationTests",
      dependencies: [
        "TestKit", "Kernel", "Store", "StoreSQLite", "Pack", "Territory", "Organisation",
      ],
      path: "Tests/OrganisationTests", swiftSettings: strict),
    .testTarget(
      name: "FiguresTests",
      dependencies: ["TestKit", "Kernel", "Store", "StoreSQLite", "Pack", "Figures"],
      path: "Tests/FiguresTests", swiftSettings: strict),
    .testTarget(
      name: "MattersTests",
      dependencies: [
        "TestKit", "Kernel", "WorkCalendar", "Store", "StoreSQLite", "Journal", "Pack", "Territory",
        "Organisation", "Figures", "Photographs", "Matters", "City",
      ],
      path: "Tests/MattersTests", swiftSettings: strict),
    .testTarget(
      name: "DutiesTests",
      dependencies: [
        "TestKit", "Kernel", "WorkCalendar", "Store", "StoreSQLite", "Journal", "Pack",
        "Territory", "Organisation", "Figures", "Matters", "Duties", "City",
      ],
      path: "Tests/DutiesTests", swiftSettings: strict),
    .testTarget(
      name: "WebhooksTests",
      dependencies: [
        "TestKit", "Kernel", "Cryptography", "Store", "StoreSQLite", "Journal", "Pack",
        "Organisation", "Matters", "City", "Webhooks", "Outbound",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      path: "Tests/WebhooksTests", swiftSettings: strict),
    .testTarget(
      name: "AccountsTests",
      dependencies: [
        "TestKit", "Kernel", "Cryptography", "Store", "StoreSQLite", "Journal", "Pack",
        "Organisation", "Matters", "City", "Accounts",
      ],
      path: "Tests/AccountsTests", swiftSettings: strict),
    .testTarget(
      name: "DeskTests",
      dependencies: [
        "TestKit", "Kernel", "Store", "StoreSQLite", "Journal", "Pack", "Matters", "City", "Desk",
      ],
      path: "Tests/DeskTests", swiftSettings: strict),
    .testTarget(
      name: "DraftsTests",
      dependencies: ["TestKit", "Kernel", "Store", "StoreSQLite", "Pack", "City", "Drafts"],
      path: "Tests/DraftsTests", swiftSettings: strict),
    .testTarget(
      name: "IntakeTests",
      dependencies: [
        "TestKit", "Kernel", "Store", "StoreSQLite", "Journal", "Pack", "Organisation", "Figures",
        "Matters",
        "City", "Intake", "Territory",
      ],
      path: "Tests/IntakeTests", swiftSettings: strict),
    .testTarget(
      name: "ScenarioTests",
      dependencies: ["TestKit", "Kernel", "Store", "Pack", "City", "Scenarios"],
      path: "Tests/ScenarioTests", swiftSettings: strict),
    .testTarget(
      name: "PagesTests",
      dependencies: [
        "TestKit", "Kernel", "Store", "StoreSQLite", "Journal", "Pack", "Figures", "Organisation",
        "Matters",
        "City", "Pages", "Webhooks", "Assets",
      ],
      path: "Tests/PagesTests", exclude: ["Snapshots"], swiftSettings: strict),
    .testTarget(
      name: "SettingsTests", dependencies: ["Kernel", "Settings"], path: "Tests/SettingsTests",
      swiftSettings: strict),
    .testTarget(
      name: "HousekeepingTests",
      dependencies: [
        "Kernel", "Housekeeping", "CZlib", .product(name: "Logging", package: "swift-log"),
      ],
      path: "Tests/HousekeepingTests", swiftSettings: strict),
    .testTarget(
      name: "ServerTests",
      dependencies: [
        "TestKit", "Kernel", "Store", "StoreSQLite", "StorePostgres", "Journal", "Pack", "Matters",
        "City", "API", "Server", "Photographs", "Settings", "Housekeeping", "CZlib", "Assets",
        "Organisation",
        "Pages", "Accounts", "Drafts", "Upkeep", "Figures", "Desk",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
      ],
      path: "Tests/ServerTests", exclude: ["Client"], swiftSettings: strict),
    .testTarget(
      name: "Open311Tests",
      dependencies: [
        "TestKit", "Kernel", "Store", "StoreSQLite", "Journal", "Pack", "Matters", "City",
        "Open311",
      ],
      path: "Tests/Open311Tests", exclude: ["Schemas"], swiftSettings: strict),
    .testTarget(
      name: "FeedsTests",
      dependencies: [
        "TestKit", "Kernel", "Store", "StoreSQLite", "Journal", "Pack", "Organisation", "Matters",
        "City", "Feeds",
      ],
      path: "Tests/FeedsTests", swiftSettings: strict),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "TestKit", "Kernel", "Store", "StoreSQLite", "Pages", "Server", "baodao",
      ],
      path: "Tests/CommandTests",
      swiftSettings: strict),
  ]
)
