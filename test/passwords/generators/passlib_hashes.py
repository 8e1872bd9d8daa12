"""passlib, argon2-cffi and bcrypt. Run by /usr/bin/python3 (python3-passlib python3-argon2 python3-bcrypt)."""

import importlib.metadata
import os

import bcrypt
from argon2.low_level import Type, hash_secret
from passlib import hash as passlib_hash
from vectors import FEW, write

command = "python3 passlib_hashes.py"
version = importlib.metadata.version


def maker(name, **cost):
    return lambda password: getattr(passlib_hash, name).using(**cost).hash(password)


def argon2(kind, argon2_version=19):
    return lambda password: hash_secret(
        password.encode(), os.urandom(16), 1, 64, 2, 32, kind, argon2_version
    ).decode()


program = f"passlib {version('passlib')}"
write(
    "passlib",
    program,
    command,
    {
        "pbkdf2": maker("pbkdf2_sha256", rounds=1000),
        "scrypt": maker("scrypt", rounds=4),
        "phpass": maker("phpass", rounds=7),
        "sha256-crypt": maker("sha256_crypt", rounds=1000),
        "sha512-crypt": maker("sha512_crypt", rounds=1042),
        "ldap-ssha": maker("ldap_salted_sha1"),
        "ldap-ssha256": maker("ldap_salted_sha256"),
        "ldap-ssha512": maker("ldap_salted_sha512"),
        "ldap-smd5": maker("ldap_salted_md5"),
        "ldap-crypt": maker("ldap_sha512_crypt", rounds=1000),
    },
)
write("passlib-sha1", program, command, {"pbkdf2": maker("pbkdf2_sha1", rounds=1000)}, FEW)
write("passlib-sha512", program, command, {"pbkdf2": maker("pbkdf2_sha512", rounds=1000)}, FEW)
argon2_program = f"argon2-cffi {version('argon2-cffi')}"
write("argon2id", argon2_program, command, {"argon2": argon2(Type.ID)})
write("argon2i", argon2_program, command, {"argon2": argon2(Type.I)}, FEW)
write("argon2d", argon2_program, command, {"argon2": argon2(Type.D)}, FEW)
write("argon2-version-16", argon2_program, command, {"argon2": argon2(Type.I, 16)}, FEW)
write(
    "python-bcrypt",
    f"bcrypt {version('bcrypt')}",
    command,
    {"bcrypt": lambda password: bcrypt.hashpw(password.encode(), bcrypt.gensalt(4)).decode()},
)
