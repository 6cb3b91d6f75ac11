import Cadastre
import Testing

@testable import CadastreHTTP

@Suite("Entity tags") struct EntityTagTests {
    private static let revision = Revision(version: 3, updatedAt: Timestamp(milliseconds: 1_700_000_000_000))
    private static let other = Revision(version: 4, updatedAt: Timestamp(milliseconds: 1_700_000_000_001))

    @Test("A tag is the version and its moment, and says when it stands for the compressed form")
    func text() {
        #expect(EntityTag.text(of: Self.revision, gzipped: false) == "\"3-loyw3v28\"")
        #expect(EntityTag.text(of: Self.revision, gzipped: true) == "\"3-loyw3v28-gzip\"")
        #expect(EntityTag.gzipped("\"3-loyw3v28\"") == "\"3-loyw3v28-gzip\"")
    }

    @Test(
        "If-Match takes strong tags in both forms, lists and the star",
        arguments: [
            (nil, .none), ("*", .exists), (" * ", .exists),
            (#""3-loyw3v28""#, .oneOf([revision])), (#""3-loyw3v28-gzip""#, .oneOf([revision])),
            (#""3-loyw3v28", "4-loyw3v29""#, .oneOf([revision, other])),
            (#""3-loyw3v28","4-loyw3v29-gzip","#, .oneOf([revision, other])),
            (#", "4-loyw3v29""#, .oneOf([other])), (#""foreign", "4-loyw3v29""#, .oneOf([other])),
            (#""a, b", "4-loyw3v29""#, .oneOf([other])),
            // Weak tags match nothing, nor does what this server never gave.
            (#"W/"3-loyw3v28""#, .oneOf([])), (#"W/"3-loyw3v28", "4-loyw3v29""#, .oneOf([other])),
            (#""foreign""#, .oneOf([])), (#""""#, .oneOf([])), ("", .oneOf([])), ("3-loyw3v28", .oneOf([])),
            (#""3-loyw3v28"#, .oneOf([])), (#"w/"3-loyw3v28""#, .oneOf([])), (#""03-loyw3v28""#, .oneOf([])),
            (#""3-LOYW3V28""#, .oneOf([])), (#""3-loyw3v28-gzip-gzip""#, .oneOf([])), (#""-gzip""#, .oneOf([])),
        ] as [(String?, Precondition)])
    func ifMatch(_ value: String?, _ precondition: Precondition) {
        #expect(EntityTag.precondition(ifMatch: value) == precondition)
    }

    @Test(
        "If-None-Match takes weak tags too",
        arguments: [
            ("*", true), (#""3-loyw3v28""#, true), (#"W/"3-loyw3v28""#, true), (#"W/"3-loyw3v28-gzip""#, true),
            (#""a", W/"b", "3-loyw3v28""#, true), (#""4-loyw3v29""#, false), (#""3-loyw3v29""#, false), ("", false),
            (#""""#, false), ("3-loyw3v28", false),
        ])
    func ifNoneMatch(_ value: String, _ isMatch: Bool) {
        #expect(EntityTag.matches(ifNoneMatch: value, Self.revision) == isMatch)
        #expect(EntityTag.matches(ifNoneMatch: value, tag: #""3-loyw3v28""#) == isMatch)
    }
}
