#!/usr/bin/env python3
"""Writes zones.json: every change of the clocks from 2024 to 2030 in the zones of src/core/clock/zone.cpp, as the IANA
time zone database of this machine has them. Run it by hand when the table changes: make_zones.py > zones.json"""
import json
import re
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo

HERE = Path(__file__).resolve().parent
TABLE = HERE.parents[2] / "src" / "core" / "clock" / "zone.cpp"
FROM, TO = datetime(2024, 1, 1, tzinfo=timezone.utc), datetime(2031, 1, 1, tzinfo=timezone.utc)


def offset(zone, at):
    return int(at.astimezone(zone).utcoffset().total_seconds()) // 60


def changes(name):
    """[instant, minutes east of UTC from then on], beginning with the offset on 1 January 2024."""
    zone = ZoneInfo(name)
    found = [[FROM.strftime("%Y-%m-%dT%H:%M:%SZ"), offset(zone, FROM)]]
    at = FROM
    while at < TO:
        after = at + timedelta(days=1)
        if offset(zone, after) != found[-1][1]:
            low, high = at, after
            while high - low > timedelta(seconds=1):
                middle = low + timedelta(seconds=int((high - low).total_seconds()) // 2)
                low, high = (low, middle) if offset(zone, middle) != found[-1][1] else (middle, high)
            found.append([high.strftime("%Y-%m-%dT%H:%M:%SZ"), offset(zone, after)])
        at = after
    return found


def version():
    for folder in TZPATH:
        path = Path(folder) / "tzdata.zi"
        if path.exists():
            return path.read_text().split("\n", 1)[0].split()[-1]
    return "unknown"


names = re.findall(r'\{"([A-Z][\w/+-]+)", "[A-Z]*",', TABLE.read_text("utf-8"))
rows = ",\n".join(f'  {json.dumps(name)}: {json.dumps(changes(name))}' for name in names)
sys.stdout.write(f'{{\n "source": "IANA time zone database {version()}",\n "zones": {{\n{rows}\n }}\n}}\n')
