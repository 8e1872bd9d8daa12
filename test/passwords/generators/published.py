"""Programs that are not at hand, computed from what is published of them, with Python's hashlib, bcrypt and argon2-cffi.

ASP.NET Identity: PasswordHasher<TUser> (dotnet/aspnetcore). Spring Security: Pbkdf2PasswordEncoder, SCryptPasswordEncoder,
DelegatingPasswordEncoder. Firebase: github.com/firebase/scrypt, whose README gives the one vector that is copied here. Drupal: password.inc.
WordPress 6.8: wp_hash_password. PHC PBKDF2: the PHC string format. Salt columns: what the scheme's name says.
"""

import base64
import hashlib
import hmac
import os
import struct

import bcrypt
from argon2.low_level import Type, hash_secret
from vectors import FEW, PASSWORDS, write

command = "python3 published.py"
ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def b64(data):
    return base64.b64encode(data).decode()


def text_salt(length):
    return "".join(ALPHABET[byte % 64] for byte in os.urandom(length))


def pbkdf2(digest, password, salt, rounds, size):
    return hashlib.pbkdf2_hmac(digest, password.encode(), salt, rounds, size)


def identity2(password):
    salt = os.urandom(16)
    return b64(b"\0" + salt + pbkdf2("sha1", password, salt, 1000, 32))


def identity3(prf, digest, rounds):
    def make(password):
        salt = os.urandom(16)
        return b64(b"\1" + struct.pack(">III", prf, rounds, 16) + salt + pbkdf2(digest, password, salt, rounds, 32))

    return make


def spring_pbkdf2(mark, digest, salt_bytes, rounds):
    def make(password):
        salt = os.urandom(salt_bytes)
        return mark + (salt + pbkdf2(digest, password, salt, rounds, 32)).hex()

    return make


def spring_scrypt(mark, log2_cost, salt_bytes):
    def make(password):
        salt = os.urandom(salt_bytes)
        key = hashlib.scrypt(password.encode(), salt=salt, n=2**log2_cost, r=8, p=1, dklen=32, maxmem=2**28)
        return f"{mark}${log2_cost << 16 | 8 << 8 | 1:x}${b64(salt)}${b64(key)}"

    return make


def encode_drupal(data):
    text, at = "", 0
    while at < len(data):
        value = int.from_bytes(data[at : at + 3], "little")
        for _ in range(len(data[at : at + 3]) + 1):
            text += ALPHABET[value & 63]
            value >>= 6
        at += 3
    return text


def drupal(password, mark="$S$", log2_rounds=7):
    salt = text_salt(8)
    digest = hashlib.sha512((salt + password).encode()).digest()
    for _ in range(2**log2_rounds):
        digest = hashlib.sha512(digest + password.encode()).digest()
    return (mark + ALPHABET[log2_rounds] + salt + encode_drupal(digest))[: 52 + len(mark)]


def drupal_upgraded(password):
    return "U" + drupal(hashlib.md5(password.encode()).hexdigest())


def wordpress(password):
    mac = hmac.new(b"wp-sha384", password.encode(), hashlib.sha384).digest()
    return "$wp" + bcrypt.hashpw(base64.b64encode(mac), bcrypt.gensalt(4)).decode().replace("$2b$", "$2y$")


def phc_pbkdf2(password):
    salt = os.urandom(16)
    key = pbkdf2("sha256", password, salt, 1000, 32)
    return f"$pbkdf2-sha256$i=1000${b64(salt).rstrip('=')}${b64(key).rstrip('=')}"


def column(scheme, join, digest):
    def make(password):
        salt = text_salt(12)
        return digest(join(salt.encode(), password.encode())).hexdigest(), {"salt": salt, "scheme": scheme}

    return make


def column_pbkdf2(password):
    salt = os.urandom(16)
    scheme = {"pbkdf2": "sha512", "rounds": 1000, "keyBytes": 64, "saltEncoding": "hex"}
    return pbkdf2("sha512", password, salt, 1000, 64).hex(), {"salt": salt.hex(), "scheme": scheme}


def column_scrypt(password):
    salt = os.urandom(16).hex()
    key = hashlib.scrypt(password.encode(), salt=salt.encode(), n=16, r=8, p=1, dklen=64)
    return key.hex(), {"salt": salt, "scheme": {"scrypt": 16, "keyBytes": 64}}


def firebase(password):
    project = {
        "signerKey": "jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==",
        "saltSeparator": "Bw==",
        "rounds": 8,
        "memoryCost": 14,
    }
    hashed = "lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ=="
    return hashed, {"salt": "42xEC+ixf3L2lw==", "firebase": project}


def label(name):
    return f"{name}, computed from the published algorithm"


write("aspnet-identity", label("ASP.NET Identity"), command, {
    "aspnet-identity-v2": identity2,
    "aspnet-identity-v3": identity3(1, "sha256", 1000),
})
write("aspnet-identity-7", label("ASP.NET Identity of .NET 7"), command, {"aspnet-identity-v3": identity3(2, "sha512", 1000)}, FEW)
write("aspnet-identity-sha1", label("ASP.NET Identity"), command, {"aspnet-identity-v3": identity3(0, "sha1", 1000)}, FEW)
write("spring", label("Spring Security 5"), command, {
    "spring-bcrypt": lambda password: "{bcrypt}" + bcrypt.hashpw(password.encode(), bcrypt.gensalt(4, b"2a")).decode(),
    "spring-argon2": lambda password: "{argon2}" + hash_secret(password.encode(), os.urandom(16), 1, 64, 1, 32, Type.ID).decode(),
    "spring-pbkdf2": spring_pbkdf2("{pbkdf2}", "sha1", 8, 185000),
    "spring-scrypt": spring_scrypt("{scrypt}", 14, 64),
}, FEW)
write("spring-5.8", label("Spring Security 5.8"), command, {
    "spring-pbkdf2": spring_pbkdf2("{pbkdf2@SpringSecurity_v5_8}", "sha256", 16, 310000),
    "spring-scrypt": spring_scrypt("{scrypt@SpringSecurity_v5_8}", 16, 16),
}, FEW)
write("drupal", label("Drupal 7"), command, {"drupal": drupal})
write("drupal-upgraded", label("Drupal 7"), command, {"drupal": drupal_upgraded}, FEW)
write("wordpress-6.8", label("WordPress 6.8"), command, {"wordpress-bcrypt": wordpress})
write("phc", label("PHC string format"), command, {"pbkdf2": phc_pbkdf2}, FEW)
write("firebase", "Firebase, the vector in the README of firebase/scrypt", command, {"firebase-scrypt": firebase}, ["user1password"])
write("salt-column", label("A salt column"), command, {
    "pbkdf2-with-salt-column": column_pbkdf2,
    "scrypt-with-salt-column": column_scrypt,
    "digest": column("sha256(salt+password)", lambda salt, password: salt + password, hashlib.sha256),
})
write("salt-column-behind", label("A salt column"), command, {"digest": column("sha512(password+salt)", lambda salt, password: password + salt, hashlib.sha512)}, FEW)
write("no-salt", label("Unsalted digests"), command, {"digest": lambda password: (hashlib.md5(password.encode()).hexdigest(), {"scheme": "md5(password)"})}, PASSWORDS)
