import Testing

@testable import EntityStore

@Suite("Random numbers") struct RandomNumbersTests {
    @Test("There is no end of them, and none comes twice", arguments: [0, 1, 32, 33, 1_000])
    func distinct(count: Int) {
        var random = RandomNumbers(count: count)
        var another = RandomNumbers(count: count)
        var numbers: Set<UInt64> = []
        for _ in 0..<count + 40 {
            numbers.insert(random.next())
            numbers.insert(another.next())
        }
        #expect(numbers.count == 2 * (count + 40))
        #expect(!numbers.contains(0))
    }
}
