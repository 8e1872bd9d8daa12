import Foundation

/// What the site answered. `outcome` says which members `body` has; `status` is 409 for a question.
struct Answer {
    let status: Int
    let body: [String: Any]
    var outcome: String { body["outcome"] as? String ?? "" }
    var ticket: String? { body["ticket"] as? String }
}

/// Login with Amazon for an iOS app: Amazon's SDK gives the access token, the site the session.
struct SignIn {
    let site: URL
    let accessToken: String

    /// The first call after `AMZNAuthorizationManager.authorize`. May be sent again when the network was gone.
    func begin() async throws -> Answer {
        try await post("/token", ["access_token": accessToken])
    }

    /// Answers `prove-ownership`.
    func prove(ticket: String, password: String) async throws -> Answer {
        try await post("/link", ["ticket": ticket, "ticket_key": accessToken, "password": password])
    }

    /// "This is not my account".
    func decline(ticket: String) async throws -> Answer {
        try await post("/link/decline", ["ticket": ticket, "ticket_key": accessToken])
    }

    /// Answers `register`.
    func register(ticket: String, email: String, name: String) async throws -> Answer {
        try await post("/register", ["ticket": ticket, "ticket_key": accessToken, "email": email, "name": name])
    }

    private func post(_ path: String, _ members: [String: String]) async throws -> Answer {
        var request = URLRequest(url: URL(string: "/auth/amazon\(path)", relativeTo: site)!)
        request.httpMethod = "POST"
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.setValue("application/json", forHTTPHeaderField: "Accept")
        // A program without cookies gets its tickets in bodies.
        request.httpShouldHandleCookies = false
        request.httpBody = try JSONSerialization.data(withJSONObject: members)
        let (data, response) = try await URLSession.shared.data(for: request)
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        return Answer(status: status, body: try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:])
    }
}
