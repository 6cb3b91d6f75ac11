public import ArgumentParser
public import Cadastre

// A role is read from its name.
extension Role: ExpressibleByArgument {}
