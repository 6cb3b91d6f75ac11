// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target of ours is compiled with: Swift 6 mode, Hummingbird's upcoming features, no warnings.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// A Swift library of ours below the doors.
func layer(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of one target, in the folder that mirrors it.
func tests(of name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.byName(name: name), "SharedData", "TestSupport"] + dependencies,
        exclude: exclude,
        swiftSettings: strict
    )
}

let package = Package(
    name: "cadastre",
    platforms: [.macOS(.v26)],
    products: [
        .library(name: "EntityStore", targets: ["EntityStore"]),
        .library(name: "Cadastre", targets: ["Cadastre"]),
        .library(name: "CadastreC", type: .static, targets: ["CadastreC"]),
        .executable(name: "cadastre", targets: ["CadastreCLI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["JSON"]),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        // Tests only: they check ours against other people's code.
        .package(url: "https://github.com/apple/swift-crypto", "3.12.3"..<"5.0.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
        // `make docs` only.
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    ],
    targets: [
        // C libraries that Debian ships.
        .systemLibrary(name: "CLMDB", pkgConfig: "lmdb", providers: [.apt(["liblmdb-dev"])]),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        // Its module map links it; pkg-config would only add a macro that the package manager warns about.
        .systemLibrary(name: "CUTF8Proc", providers: [.apt(["libutf8proc-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CCSV", providers: [.apt(["libcsv-dev"])]),
        // The interface that CadastreC implements.
        .systemLibrary(name: "CCadastre", path: "Include"),
        // Files that are part of the program, as C arrays.
        .target(name: "CAssets", exclude: ["assets"]),
        .target(name: "COpenAPI", exclude: ["openapi.json"]),
        .target(name: "CCommonPasswords", exclude: ["digests.bin", "LICENSE"]),
        // What `fork` waits for, as only C can say before anything else runs.
        .target(name: "CForkGate"),
        // A checksum by the processor's own instruction, which Swift can't name.
        .target(name: "CChecksum"),
        // The command's own `open`, for want of another way to a call of Dispatch's.
        .target(name: "COpen"),

        // The house, bottom up.
        layer("ForkWord", []),
        layer("LMDB", ["CLMDB", "ForkWord"]),
        layer("StrictJSON", []),
        layer("EntityStore", ["LMDB", "StrictJSON", "CChecksum"]),
        layer("Cadastre", ["EntityStore", "StrictJSON", "CSodium", "CUTF8Proc", "COpenAPI", "CCommonPasswords"]),
        layer(
            "CadastreHTTP",
            [
                "Cadastre", "CAssets", "CZlib",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        layer("CadastreC", ["Cadastre", "CCadastre", "CForkGate", "ForkWord"]),
        .executableTarget(
            name: "CadastreCLI",
            dependencies: [
                "Cadastre", "CadastreHTTP", "EntityStore", "StrictJSON", "COpen", "CCSV", "CZlib",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),

        // Tests mirror the house.
        .target(name: "SharedData", path: "Tests/SharedData", swiftSettings: strict),
        .target(
            name: "TestSupport", dependencies: ["EntityStore", "Cadastre"], path: "Tests/TestSupport",
            swiftSettings: strict),
        tests(of: "LMDB", ["CLMDB"]),
        tests(of: "StrictJSON"),
        tests(of: "EntityStore", ["LMDB", "StrictJSON", "CChecksum"], exclude: ["Fixtures"]),
        tests(
            of: "Cadastre",
            [
                "CCommonPasswords", "CSodium", "EntityStore", "StrictJSON",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "JWTKit", package: "jwt-kit"),
            ]
        ),
        tests(
            of: "CadastreHTTP",
            [
                "Cadastre", "StrictJSON", "CZlib",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        tests(of: "CadastreC", ["CCadastre", "Cadastre", "EntityStore", "StrictJSON"]),
        tests(
            of: "CadastreCLI",
            [
                "Cadastre", "CadastreHTTP", "EntityStore", "StrictJSON",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .gnu2x
)
