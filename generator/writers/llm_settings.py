"""Whom the model writer asks, and what one brief may cost: read from environment variables, the key shown nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from generator.errors import BriefproofError
from generator.messages import say

TIMEOUT = 120
"""Seconds without a byte after which an attempt counts as failed."""
REPLY_TOKENS = 4096
"""Tokens that a reply may have."""
BRIEF_TOKENS = 600_000
"""Tokens, in and out, that one brief may cost: three times what briefs of 1,400 字 and 1,200 words took with an author
who wrote twice what fits."""
NAMES = ("BRIEFPROOF_MODEL", "OPENAI_MODEL")
"""Variables that may hold the name of the model; the first that does counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Whom to ask, and how much it may cost."""

    model: str
    judge: str = ""
    """Another model, at the same address, that holds sentences against their sources; "" for the same one."""
    base_url: str | None = None
    """None for the default of the `openai` package."""
    api_key: str = field(default="", repr=False)
    reply_tokens: int = REPLY_TOKENS
    brief_tokens: int = BRIEF_TOKENS
    timeout: float = TIMEOUT
    """Seconds."""
    prices: tuple[float, float] | None = None
    """For a million tokens in, and out, in any one currency."""
    money: float | None = None
    """Most that one brief may cost, in the currency of the prices."""


def named(environment: Mapping[str, str]) -> tuple[str, str]:
    """Return the variable that names the model, and the name, "" where none does."""
    held = ((name, environment.get(name, "").strip()) for name in NAMES)
    return next(((name, value) for name, value in held if value), (NAMES[0], ""))


def settings(environment: Mapping[str, str]) -> Settings:
    """Read the settings from environment variables; raises BriefproofError naming the one that is off."""

    def number(name: str, otherwise: float | None = None) -> Any:
        given = environment.get(name, "").strip()
        if not given:
            return otherwise
        try:
            value = int(given) if isinstance(otherwise, int) else float(given)
        except ValueError:
            value = -1
        if not 0 <= value < 1e12 or (value == 0 and otherwise is not None):
            what = say("a number, 0 or more") if otherwise is None else say("a whole number above 0")
            raise BriefproofError("{name}={given}: must be {what}", name=name, given=repr(given), what=what)
        return value

    variable, model = named(environment)
    judge = environment.get("BRIEFPROOF_JUDGE_MODEL", "").strip()
    if not model:
        raise BriefproofError("WRITER=llm needs the name of a model: set BRIEFPROOF_MODEL (see docs/writer-llm.md)")
    for name, value in ((variable, model), ("BRIEFPROOF_JUDGE_MODEL", judge)):
        if not value.isprintable() or len(value) > 200:
            raise BriefproofError("{name}: a printable name of at most 200 characters", name=name)
    base, key = environment.get("OPENAI_BASE_URL", "").strip(), environment.get("OPENAI_API_KEY", "").strip()
    if base and (urlsplit(base).scheme not in ("http", "https") or not urlsplit(base).hostname):
        raise BriefproofError("OPENAI_BASE_URL: must be an address such as http://127.0.0.1:8080/v1")
    if not base and not key:
        raise BriefproofError(
            "WRITER=llm needs an endpoint: set OPENAI_API_KEY, or OPENAI_BASE_URL of a server of yours"
        )
    prices = (number("BRIEFPROOF_PRICE_IN"), number("BRIEFPROOF_PRICE_OUT"))
    money = number("BRIEFPROOF_MAX_COST")
    if money is not None and None in prices:
        raise BriefproofError(
            "BRIEFPROOF_MAX_COST needs BRIEFPROOF_PRICE_IN and BRIEFPROOF_PRICE_OUT, for a million tokens"
        )
    return Settings(
        model=model,
        judge=judge if judge != model else "",
        base_url=base or None,
        api_key=key,
        reply_tokens=number("BRIEFPROOF_REPLY_TOKENS", REPLY_TOKENS),
        brief_tokens=number("BRIEFPROOF_MAX_TOKENS", BRIEF_TOKENS),
        timeout=number("BRIEFPROOF_TIMEOUT", TIMEOUT),
        prices=None if None in prices else prices,
        money=money,
    )
