/// Every operation that changes something and that a request can ask for.
public enum ChangeOperation: String, CaseIterable, Sendable {
    case createProperty, replaceProperty, patchProperty, deleteProperty
    case createRoom, replaceRoom, patchRoom, deleteRoom
    case putType, deleteType
    case signUp, login, refresh, logout
    case patchMe, changePassword, deleteMe, deleteUser, endSessions

    /// The JSON that it is sent with, if it is sent with any.
    public func body(on target: OwnershipTarget) -> String? {
        switch self {
        case .createProperty, .replaceProperty: #"{"name":"Taken","type":"house","city":"Pau"}"#
        case .patchProperty: #"{"name":"Taken"}"#
        case .createRoom, .replaceRoom: #"{"name":"Taken","kind":"room"}"#
        case .patchRoom: #"{"features":{"taken":true}}"#
        case .putType: #"{"label":"Taken"}"#
        case .signUp:
            #"{"email":"new-\#(target.typeSlug)@example.org","password":"a new password","firstName":"N","lastName":"N"}"#
        case .login: #"{"email":"visitor@example.org","password":"\#(OwnershipScene.password)"}"#
        case .refresh, .logout: #"{"refreshToken":"\#(target.refreshToken)"}"#
        case .patchMe: #"{"lastName":"Taken"}"#
        case .changePassword:
            #"{"currentPassword":"\#(OwnershipScene.password)","newPassword":"another password"}"#
        case .deleteProperty, .deleteRoom, .deleteType, .deleteMe, .deleteUser, .endSessions: nil
        }
    }

    /// Whether it takes a refresh token, which is made for it.
    var takesRefreshToken: Bool { self == .refresh || self == .logout }
}
