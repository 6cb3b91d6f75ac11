import Testing
@Test("Placeholder") func placeholder() { #expect(Bool(true)) }
