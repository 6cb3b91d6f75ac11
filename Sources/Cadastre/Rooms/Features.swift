import StrictJSON

/// The features of a room: values by name, in the order of the names' UTF-8 bytes.
public struct Features: Sendable {
    /// One feature.
    public struct Feature: Sendable {
        /// What it is called. Names are compared by their bytes.
        public let name: String
        /// What it is.
        public let value: FeatureValue
    }

    /// Every feature, in the order of the names' UTF-8 bytes.
    public private(set) var all: [Feature] = []

    /// How many features a room may have.
    public static let maximumCount = 64
    /// What the name of a feature may be.
    public static let nameRule = TextRule.oneLine(1...64)
    /// What a feature that is a text may be.
    public static let textRule = TextRule.oneLine(1...500)

    /// None.
    public init() {}

    /// The feature of that name, if there is one. Setting `nil` removes it.
    public subscript(name: String) -> FeatureValue? {
        get {
            let place = place(of: name)
            return isName(name, at: place) ? all[place].value : nil
        }
        set {
            let place = place(of: name)
            switch (isName(name, at: place), newValue) {
            case (true, let value?): all[place] = Feature(name: name, value: value)
            case (true, nil): all.remove(at: place)
            case (false, let value?): all.insert(Feature(name: name, value: value), at: place)
            case (false, nil): break
            }
        }
    }

    /// What is wrong with a number of features, as the end of a sentence; `nil` if nothing is.
    static func complaint(aboutCount count: Int, most: Int = maximumCount) -> String? {
        count > most ? "must be at most \(most) features" : nil
    }

    /// Where `name` is, or would be.
    private func place(of name: String) -> Int {
        var range = 0..<all.count
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            if all[middle].name.utf8.lexicographicallyPrecedes(name.utf8) {
                range = middle + 1..<range.upperBound
            } else {
                range = range.lowerBound..<middle
            }
        }
        return range.lowerBound
    }

    private func isName(_ name: String, at place: Int) -> Bool {
        place < all.count && all[place].name.isByteEqual(to: name)
    }
}

extension Features: Codable {
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) {
            self.stringValue = stringValue
        }

        init?(intValue: Int) { nil }
    }

    /// Reads an object of texts, numbers and truth values.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        for name in container.allKeys {
            self[name.stringValue] = try container.decode(FeatureValue.self, forKey: name)
        }
    }

    /// Writes an object, in the order of the names.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        for feature in all {
            try container.encode(feature.value, forKey: Name(stringValue: feature.name))
        }
    }
}

extension Features: Equatable {}

extension Features.Feature: Equatable {
    /// Whether both are the same; names by their bytes.
    public static func == (first: Features.Feature, second: Features.Feature) -> Bool {
        first.name.isByteEqual(to: second.name) && first.value == second.value
    }
}
