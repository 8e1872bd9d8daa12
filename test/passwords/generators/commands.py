"""mkpasswd (whois) and slappasswd (slapd), which take a password on standard input."""

import subprocess

from vectors import write


def maker(*command):
    def make(password):
        if "\0" in password:
            raise ValueError("a command cannot be given a NUL")
        return subprocess.run(command, input=password.encode(), capture_output=True, check=True).stdout.decode().strip()

    return make


def debian_version(package):
    shown = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, check=True)
    return shown.stdout.decode()


write(
    "mkpasswd",
    f"mkpasswd (whois {debian_version('whois')})",
    "mkpasswd --stdin --method=… --rounds=1000",
    {
        "sha256-crypt": maker("mkpasswd", "--stdin", "--method=sha256crypt", "--rounds=1000"),
        "sha512-crypt": maker("mkpasswd", "--stdin", "--method=sha512crypt"),
        "bcrypt": maker("mkpasswd", "--stdin", "--method=bcrypt", "--rounds=4"),
    },
)
write(
    "slappasswd",
    f"slappasswd (slapd {debian_version('slapd')})",
    "slappasswd -h … -n -T /dev/stdin",
    {
        "ldap-ssha": maker("slappasswd", "-n", "-h", "{SSHA}", "-T", "/dev/stdin"),
        "ldap-smd5": maker("slappasswd", "-n", "-h", "{SMD5}", "-T", "/dev/stdin"),
    },
)
