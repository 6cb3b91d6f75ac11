import EntityStore
import StrictJSON

@testable import Cadastre

/// The verifier of tokens: what it takes is, to the letter, what the key's owner has signed.
enum TokenReading: Parser {
    private static let secret = Array("0123456789abcdefghijklmnopqrstuvwxyzABCDEFG".utf8)

    static func read(_ bytes: [UInt8], _ choice: UInt8) {
        if choice & 1 == 0 {
            verify(String(decoding: bytes, as: UTF8.self), signed: nil)
        } else if let header = keyed {
            // What was signed may be anything, and is read after it has been found to be.
            verify(SignedToken.sign(bytes, header: header, secret: secret), signed: bytes)
        }
    }

    private static let keyed = ID<StoreKey>("01890a5d-ac96-774b-bcce-b302099a8057").map(AccessToken.header(naming:))

    private static func verify(_ text: String, signed: [UInt8]?) {
        guard let token = SignedToken(text) else {
            if signed != nil, text.utf8.count <= SignedToken.maximumCount { stop("a signed token is none") }
            return
        }
        let header = String(decoding: token.header, as: UTF8.self)
        _ = AccessToken.keyID(namedBy: token)
        let payload = token.payload(header: header, secret: secret)
        guard signed == nil || payload == signed else { stop("a signature of ours is refused") }
        guard let payload else { return }
        guard SignedToken.sign(payload, header: header, secret: secret) == text else {
            stop("a token reads as another")
        }
        guard let claims = try? StrictJSONDecoder().decode(AccessToken.self, from: payload) else { return }
        guard let written = try? StrictJSONEncoder().encode(claims),
            (try? StrictJSONDecoder().decode(AccessToken.self, from: written)) == claims
        else { stop("claims change") }
    }
}
