"""The day, as what is written bears it: the same input gives the same bytes."""

import datetime
import os

from generator.errors import BriefproofError


def today() -> str:
    """Return the day, ISO 8601: of SOURCE_DATE_EPOCH where that is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch and not epoch.isdecimal():
        raise BriefproofError(
            "SOURCE_DATE_EPOCH={epoch}: must be a whole number of seconds since 1970", epoch=repr(epoch)
        )
    moment = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch else datetime.datetime.now()
    return moment.date().isoformat()
