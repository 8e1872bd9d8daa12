"""Writes a vector file: what was made, by which program, and how to make it again."""

import json
import pathlib

HERE = pathlib.Path(__file__).parent
PASSWORDS = json.loads((HERE / "passwords.json").read_text())
FEW = [PASSWORDS[1], PASSWORDS[3], PASSWORDS[11]]


def write(name, program, command, makers, passwords=PASSWORDS):
    """makers: format -> function of a password that returns a hash, or (hash, options)."""
    vectors, refused = [], []
    for format_name, make in makers.items():
        for password in passwords:
            try:
                made = make(password)
            except Exception as error:  # Some programs refuse a NUL or an empty password: worth knowing.
                refused.append({"format": format_name, "password": password, "because": type(error).__name__})
                continue
            hashed, options = made if isinstance(made, tuple) else (made, None)
            vector = {"format": format_name, "password": password, "hash": hashed}
            vectors.append(vector if options is None else {**vector, "options": options})
    content = {"program": program, "command": command, "vectors": vectors, "refused": refused}
    target = HERE.parent / "vectors" / f"{name}.json"
    target.write_text(json.dumps(content, indent=2) + "\n")
    print(f"{target.name}: {len(vectors)} vectors, {len(refused)} refused")
