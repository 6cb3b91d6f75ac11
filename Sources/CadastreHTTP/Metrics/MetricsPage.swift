/// A page in Prometheus' text format, version 0.0.4.
struct MetricsPage {
    /// What the samples of a metric mean.
    enum Kind: String {
        case counter
        case gauge
        case histogram
    }

    private(set) var text = ""

    /// Begins a metric.
    mutating func describe(_ name: String, _ kind: Kind, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    /// Adds a sample of the metric that was begun last. Values of labels hold no quotes and no backslashes.
    mutating func sample(_ name: String, _ labels: [(String, String)], _ value: some CustomStringConvertible) {
        let list = labels.map { "\($0)=\"\($1)\"" }.joined(separator: ",")
        text += list.isEmpty ? "\(name) \(value)\n" : "\(name){\(list)} \(value)\n"
    }

    /// Adds a metric of one sample that goes up and down.
    mutating func gauge(_ name: String, _ help: String, _ value: some CustomStringConvertible) {
        describe(name, .gauge, help)
        sample(name, [], value)
    }

    /// Adds a metric of one sample that only grows.
    mutating func counter(_ name: String, _ help: String, _ value: some CustomStringConvertible) {
        describe(name, .counter, help)
        sample(name, [], value)
    }
}
