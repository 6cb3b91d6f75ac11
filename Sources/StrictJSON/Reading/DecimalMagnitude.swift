/// The magnitude of a decimal number: up to 19 digits and a power of ten.
struct DecimalMagnitude {
    private static let mostDigits = 19
    private static let greatest = UInt64(JSONLimits.greatestInteger)

    private(set) var mantissa: UInt64 = 0
    var exponent = 0
    private var digits = 0
    /// Whether a digit other than 0 found no room.
    private var isCut = false

    mutating func append(_ digit: UInt8, isFraction: Bool) {
        guard digits < Self.mostDigits else {
            isCut = isCut || digit != 0
            if !isFraction { exponent += 1 }
            return
        }
        mantissa = mantissa * 10 + UInt64(digit)
        if mantissa != 0 { digits += 1 }
        if isFraction { exponent -= 1 }
    }

    /// The nearest `Double`; `nil` if the number is beyond 2^53.
    ///
    /// - Parameter text: The number as written, for those that need the long way.
    func magnitude(asWritten text: UnsafeBufferPointer<UInt8>) -> Double? {
        if mantissa == 0 { return 0 }
        guard let value = exactMagnitude ?? Double(String(decoding: text, as: UTF8.self))?.magnitude else { return nil }
        guard value <= Double(Self.greatest) else { return nil }
        return value == Double(Self.greatest) && isGreaterThanGreatest ? nil : value
    }

    /// Both factors are exact, so their product or quotient is rounded once: to the nearest.
    private var exactMagnitude: Double? {
        guard mantissa <= Self.greatest, Self.powersOfTen.indices.contains(abs(exponent)) else { return nil }
        let power = Self.powersOfTen[abs(exponent)]
        return exponent < 0 ? Double(mantissa) / power : Double(mantissa) * power
    }

    /// Whether a number whose nearest `Double` is 2^53 is greater than that.
    private var isGreaterThanGreatest: Bool {
        var (number, limit) = (mantissa, Self.greatest)
        for _ in 0..<abs(exponent) {
            // What overflows is far from the other, which can't be where the nearest Double is 2^53.
            if exponent > 0 { number &*= 10 } else { limit &*= 10 }
        }
        return number > limit || number == limit && isCut
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]
}
