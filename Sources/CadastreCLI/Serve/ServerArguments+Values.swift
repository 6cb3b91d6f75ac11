public import ArgumentParser
public import CadastreHTTP

// These values are read from their texts by their own rules.
extension ListenAddress: ExpressibleByArgument {}
extension NetworkBlock: ExpressibleByArgument {}
extension ServerConfiguration.LogFormat: ExpressibleByArgument {}
