"""Werkzeug's generate_password_hash. Run by a Python with Werkzeug 2.3 or newer, which has scrypt."""

import importlib.metadata

from vectors import FEW, PASSWORDS, write
from werkzeug.security import generate_password_hash

program = f"Werkzeug {importlib.metadata.version('werkzeug')}"
command = "python3 werkzeug_hashes.py"


def maker(method):
    return lambda password: generate_password_hash(password, method)


write(
    "werkzeug",
    program,
    command,
    {"werkzeug-pbkdf2": maker("pbkdf2:sha256:1000"), "werkzeug-scrypt": maker("scrypt:1024:8:1")},
    PASSWORDS,
)
write("werkzeug-sha512", program, command, {"werkzeug-pbkdf2": maker("pbkdf2:sha512:1000")}, FEW)
write("werkzeug-sha1", program, command, {"werkzeug-pbkdf2": maker("pbkdf2:sha1:1000")}, FEW)
