"""Django's own hashers at low cost. Run by /usr/bin/python3 (python3-django) and by a Python with a newer Django."""

import sys

import django
from django.conf import settings

settings.configure(
    PASSWORD_HASHERS=[
        f"django.contrib.auth.hashers.{name}"
        for name in (
            "PBKDF2PasswordHasher",
            "PBKDF2SHA1PasswordHasher",
            *(["Argon2PasswordHasher", "BCryptPasswordHasher", "BCryptSHA256PasswordHasher"]
              if django.VERSION < (4,) else ["ScryptPasswordHasher"]),
        )
    ]
)
django.setup()

from django.contrib.auth import hashers  # noqa: E402
from vectors import write  # noqa: E402


def maker(algorithm, **cost):
    def make(password):
        hasher = hashers.get_hasher(algorithm)
        for name, value in cost.items():
            setattr(hasher, name, value)
        return hasher.encode(password, hasher.salt())

    return make


makers = {"django-pbkdf2": maker("pbkdf2_sha256", iterations=1000)}
if django.VERSION < (4,):
    makers |= {
        "django-argon2": maker("argon2", time_cost=1, memory_cost=64, parallelism=2),
        "django-bcrypt": maker("bcrypt", rounds=4),
        "django-bcrypt-sha256": maker("bcrypt_sha256", rounds=4),
    }
else:
    makers |= {"django-scrypt": maker("scrypt", work_factor=2**4)}
name = "django-3" if django.VERSION < (4,) else "django-5"
write(name, f"Django {django.get_version()}", f"python3 {sys.argv[0].split('/')[-1]}", makers)
if django.VERSION < (4,):
    write(
        "django-3-sha1",
        f"Django {django.get_version()}",
        f"python3 {sys.argv[0].split('/')[-1]}",
        {"django-pbkdf2": maker("pbkdf2_sha1", iterations=1000)},
    )
