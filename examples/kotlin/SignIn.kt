package com.example.shop

import org.json.JSONObject
import java.net.HttpURLConnection
import java.net.URL

/** What the site answered. `outcome` says which members `body` has; `status` is 409 for a question. */
data class Answer(val status: Int, val body: JSONObject) {
    val outcome: String get() = body.getString("outcome")
    // Of a null, `optString` makes the text "null".
    val ticket: String? get() = if (body.isNull("ticket")) null else body.getString("ticket")
}

/** Login with Amazon for an Android app: Amazon's SDK gives the access token, the site the session. */
class SignIn(private val site: String, private val accessToken: String) {

    /** The first call after `AuthorizationManager.authorize`. May be sent again when the network was gone. */
    fun begin(): Answer =
        post("/token", "access_token" to accessToken)

    /** Answers `prove-ownership`. */
    fun prove(ticket: String, password: String): Answer =
        post("/link", "ticket" to ticket, "ticket_key" to accessToken, "password" to password)

    /** "This is not my account". */
    fun decline(ticket: String): Answer =
        post("/link/decline", "ticket" to ticket, "ticket_key" to accessToken)

    /** Answers `register`. */
    fun register(ticket: String, email: String, name: String): Answer =
        post("/register", "ticket" to ticket, "ticket_key" to accessToken, "email" to email, "name" to name)

    private fun post(path: String, vararg members: Pair<String, String>): Answer {
        // No CookieHandler is set: a program without cookies gets its tickets in bodies.
        val connection = URL("$site/auth/amazon$path").openConnection() as HttpURLConnection
        connection.requestMethod = "POST"
        connection.setRequestProperty("Content-Type", "application/json")
        connection.setRequestProperty("Accept", "application/json")
        connection.doOutput = true
        connection.outputStream.use { it.write(JSONObject(members.toMap()).toString().toByteArray()) }
        val stream = if (connection.responseCode < 400) connection.inputStream else connection.errorStream
        return Answer(connection.responseCode, JSONObject(stream.bufferedReader().readText()))
    }
}
