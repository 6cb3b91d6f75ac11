import Cadastre
import CadastreHTTP

extension ServerArguments {
    private static let defaultAdminListen = ListenAddress(host: "127.0.0.1", port: 9090)

    /// What the server is told: these flags, then the environment, then the file.
    ///
    /// - Throws: `.usage` where a value makes no sense, or the profile refuses it.
    func configuration(in settings: Settings) throws(CommandFailure) -> ServerConfiguration {
        let isProduction = settings.profile == .production
        var configuration = ServerConfiguration()
        configuration.listen = try settings.value(of: .listen, flag: listen) ?? configuration.listen
        configuration.adminListen =
            try settings.value(of: .adminListen, flag: adminListen) ?? (isProduction ? Self.defaultAdminListen : nil)
        configuration.trustedProxies = try settings.values(of: .trustedProxy, flags: trustedProxy)
        configuration.crossOrigin = try crossOrigin(in: settings)
        configuration.servesDocs = try settings.value(of: .docs, flag: docs) ?? !isProduction
        configuration.servesMetrics = try settings.value(of: .metrics, flag: metrics) ?? !isProduction
        configuration.logFormat = try settings.value(of: .logFormat, flag: logFormat) ?? configuration.logFormat
        configuration.eventLoops = try positive(.threads, threads, in: settings)
        configuration.limits = try limits(in: settings)
        configuration.timeouts = try timeouts(in: settings)
        if isProduction { try ProductionRules.check(configuration) }
        return configuration
    }

    /// Sets what the register itself bounds.
    ///
    /// - Throws: `.usage` where a number is out of its bounds.
    func setBounds(of options: inout RegistryOptions, in settings: Settings) throws(CommandFailure) {
        try bound(&options.signUpsPerHour, by: .signUpLimit, signUpLimit, upTo: 1_000_000, in: settings)
        try bound(
            &options.maximumPropertiesPerUser, by: .maximumPropertiesPerUser, maxPropertiesPerUser,
            upTo: 1_000_000_000, in: settings)
        options.failedLoginsPerNetwork =
            try positive(.failedLoginLimit, failedLoginLimit, in: settings) ?? options.failedLoginsPerNetwork
        options.store.maximumQueuedWrites =
            try positive(.maximumQueuedWrites, maxQueuedWrites, in: settings) ?? options.store.maximumQueuedWrites
    }

    /// Sets a bound to a number of which 0 is none.
    private func bound(
        _ bound: inout Int?, by key: SettingKey, _ flag: Int?, upTo most: Int, in settings: Settings
    ) throws(CommandFailure) {
        guard let number = try settings.value(of: key, flag: flag) else { return }
        guard (0...most).contains(number) else {
            throw CommandFailure(.usage, "--\(key.rawValue) must be from 0 to \(most).")
        }
        bound = number == 0 ? nil : number
    }

    private func crossOrigin(in settings: Settings) throws(CommandFailure) -> CrossOriginPolicy {
        let origins = try settings.values(of: .corsOrigin, flags: corsOrigin)
        if let policy = CrossOriginPolicy(origins: origins) { return policy }
        throw CommandFailure(
            .usage, "--cors-origin takes origins as browsers write them, https://app.example.org, or * alone.")
    }

    private func limits(in settings: Settings) throws(CommandFailure) -> ServerConfiguration.Limits {
        var limits = ServerConfiguration.Limits()
        if let size = try settings.value(of: .maximumBody, flag: maxBody) { limits.bodyBytes = size.bytes }
        if let size = try settings.value(of: .maximumHeaders, flag: maxHeaders) { limits.headerBytes = size.bytes }
        limits.connections = try positive(.maximumConnections, maxConnections, in: settings) ?? limits.connections
        return limits
    }

    private func timeouts(in settings: Settings) throws(CommandFailure) -> ServerConfiguration.Timeouts {
        var timeouts = ServerConfiguration.Timeouts()
        if let time = try settings.value(of: .idleTimeout, flag: idleTimeout) { timeouts.idle = time.duration }
        if let time = try settings.value(of: .requestTimeout, flag: requestTimeout) { timeouts.request = time.duration }
        if let time = try settings.value(of: .answerTimeout, flag: answerTimeout) { timeouts.answer = time.duration }
        if let time = try settings.value(of: .drainTime, flag: drainTime) { timeouts.drain = time.duration }
        if let time = try settings.value(of: .shutdownTimeout, flag: shutdownTimeout) {
            timeouts.shutdown = time.duration
        }
        if let time = try settings.value(of: .oldReadWarning, flag: oldReadWarning) { timeouts.oldRead = time.duration }
        return timeouts
    }

    private func positive(_ key: SettingKey, _ flag: Int?, in settings: Settings) throws(CommandFailure) -> Int? {
        guard let number = try settings.value(of: key, flag: flag) else { return nil }
        guard (1...1_000_000).contains(number) else {
            throw CommandFailure(.usage, "--\(key.rawValue) must be from 1 to 1000000.")
        }
        return number
    }
}
