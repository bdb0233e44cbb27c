"""SSH signatures, made and verified by `ssh-keygen` as git does: the one place that calls it."""

import subprocess
import tempfile
from pathlib import Path

from generator.errors import BriefproofError, last_line
from generator.messages import say

NAMESPACE = "briefproof"
"""What the signatures are for: those that the same key made for git or mail do not count here."""
TIMEOUT = 60
"""Seconds for one call; a person may have to type a passphrase or touch a key."""


def sign(message: str, key: Path) -> str:
    """Return the armoured signature of a message; raises BriefproofError where the key cannot be used."""
    done = _keygen(["-Y", "sign", "-q", "-n", NAMESPACE, "-f", str(key)], message)
    if done.returncode != 0 or not done.stdout.strip():
        why = last_line(done.stderr) or say("no signature came out")
        raise BriefproofError("{key}: ssh-keygen could not sign with it: {why}", key=key, why=why)
    return done.stdout.decode("ascii", "replace")


def verified(message: str, proof: str, *, by: str, on: str, signers: bytes) -> bool:
    """Tell whether a signature of the message is by a key that `signers` lists for a person on a day (ISO 8601)."""
    with tempfile.TemporaryDirectory(prefix="briefproof-") as folder:
        path, known = Path(folder) / "proof.sig", Path(folder) / "signers"
        path.write_text(proof, encoding="utf-8")
        known.write_bytes(signers)
        done = _keygen(
            ["-Y", "verify", "-n", NAMESPACE, "-f", str(known), "-I", by, "-s", str(path),
             "-Overify-time=" + on.replace("-", "")],
            message,
        )  # fmt: skip
    return done.returncode == 0


def _keygen(arguments: list[str], message: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ["ssh-keygen", *arguments], input=message.encode(), capture_output=True, check=False, timeout=TIMEOUT
        )
    except FileNotFoundError:
        raise BriefproofError("ssh-keygen is not installed; policy.yml wants SSH signatures (OpenSSH 8.2)") from None
    except subprocess.TimeoutExpired:
        raise BriefproofError("ssh-keygen did not answer within {seconds} s", seconds=TIMEOUT) from None
