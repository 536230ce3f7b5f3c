#!/usr/bin/env python3
"""Writes clocks.json, the table that tests/core/clock/table_test.cpp holds the clocks to.

What is expected stands here as a date and time on the wall, found by hand from the source that each row names; this
script only turns it into UTC by the IANA time zone database, and shares nothing with the code under test. Run it by
hand: make_clocks.py > clocks.json"""
import json
import sys
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from holiday_rows import HOLIDAYS

ZONES = {"AT": "Europe/Vienna", "BE": "Europe/Brussels", "BG": "Europe/Sofia", "CY": "Asia/Nicosia",
         "CZ": "Europe/Prague", "DE": "Europe/Berlin", "DK": "Europe/Copenhagen", "EE": "Europe/Tallinn",
         "ES": "Europe/Madrid", "FI": "Europe/Helsinki", "FR": "Europe/Paris", "GR": "Europe/Athens",
         "HR": "Europe/Zagreb", "HU": "Europe/Budapest", "IE": "Europe/Dublin", "IT": "Europe/Rome",
         "LT": "Europe/Vilnius", "LU": "Europe/Luxembourg", "LV": "Europe/Riga", "MT": "Europe/Malta",
         "NL": "Europe/Amsterdam", "PL": "Europe/Warsaw", "PT": "Europe/Lisbon", "RO": "Europe/Bucharest",
         "SE": "Europe/Stockholm", "SI": "Europe/Ljubljana", "SK": "Europe/Bratislava", "CH": "Europe/Zurich",
         "GB": "Europe/London", "IS": "Atlantic/Reykjavik", "LI": "Europe/Vaduz", "NO": "Europe/Oslo",
         "US": "America/New_York", "CA": "America/Toronto", "AU": "Australia/Sydney", "NZ": "Pacific/Auckland",
         "JP": "Asia/Tokyo", "BR": "America/Sao_Paulo", "MX": "America/Mexico_City", "ZA": "Africa/Johannesburg",
         "KR": "Asia/Seoul", "TR": "Europe/Istanbul", "IL": "Asia/Jerusalem", "SA": "Asia/Riyadh",
         "AE": "Asia/Dubai", "EG": "Africa/Cairo", "CL": "America/Santiago", "IN": "Asia/Kolkata"}
HOUR = 3600 * 1000
DAY = 24 * HOUR


def clock(duration, calendar="24/7", starts=("start",), pauses=("ask", "consult"),
          resumes=("answer", "consult_answered"), stops=("decided",), counting="moment"):
    return {"duration": duration, "calendar": calendar, "starts": list(starts), "pauses": list(pauses),
            "resumes": list(resumes), "stops": list(stops), "counting": counting}


TCO = dict(starts=("order", "clarified", "bar_ended"), pauses=("clarify", "bar"), resumes=(), stops=("removed",))
REGIMES = {
    "h1": clock("PT1H"), "h4": clock("PT4H"), "h24": clock("PT24H"), "h48": clock("PT48H"), "m30": clock("PT30M"),
    "d1": clock("P1D"), "d7": clock("P7D"), "d10": clock("P10D"), "d90": clock("P90D"), "w1": clock("P1W"),
    "d1h6": clock("P1DT6H"),
    "bd1": clock("P1D", "business"), "bd2": clock("P2D", "business"), "bd3": clock("P3D", "business"),
    "bd10": clock("P10D", "business"), "bd14": clock("P14D", "business"), "bw1": clock("P1W", "business"),
    "bh4": clock("PT4H", "business"), "bh8": clock("PT8H", "business"), "bh16": clock("PT16H", "business"),
    "bd1h4": clock("P1DT4H", "business"),
    "tco": clock("PT1H", **TCO), "epoc": clock("P10D", starts=("order", "clarified"), pauses=("clarify",), resumes=()),
    "one_resume": clock("PT24H", resumes=("answer",)), "no_pause": clock("PT48H", pauses=(), resumes=()),
    "reg_h1": clock("PT1H", counting="regulation"), "reg_d1": clock("P1D", counting="regulation"),
    "reg_d2": clock("P2D", counting="regulation"), "reg_d3": clock("P3D", counting="regulation"),
    "reg_d10": clock("P10D", counting="regulation"), "reg_w1": clock("P1W", counting="regulation"),
    "reg_bd3": clock("P3D", "business", counting="regulation"),
}
rows = []


def utc(market, wall):
    """'2026-03-28 12:00[:30]' on the wall in the market; '24:00' is the end of the day; '#2' the second of two."""
    if wall is None:
        return None
    wall, _, second = wall.partition("#")
    day, _, time = wall.partition(" ")
    parts = [int(part) for part in time.split(":")] + [0]
    local = datetime.fromisoformat(day) + timedelta(days=parts[0] // 24)
    local = local.replace(hour=parts[0] % 24, minute=parts[1], second=parts[2], fold=1 if second == "2" else 0)
    zone = ZoneInfo(ZONES.get(market, "UTC"))
    return local.replace(tzinfo=zone).astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def row(name, source, regime, market, events, now, due=None, received="2024-01-01 00:00", order=None, **expect):
    """events: (wall, kind) or (wall, kind, note). due: the expected end on the wall."""
    written = {"name": name, "source": source, "regime": regime, "market": market,
               "received_at": utc(market, received), "now": utc(market, now),
               "events": [dict(zip(("at", "kind", "note"), (utc(market, one[0]), *one[1:]))) for one in events]}
    if order:
        written["due_at"] = utc(market, order)
    if due:
        expect["due_at"] = utc(market, due)
    for key in ("started_at", "stopped_at", "clock_due_at"):
        if key in expect:
            expect[key] = utc(market, expect[key])
    written["expect"] = expect
    rows.append(written)


def starting(name, source, regime, market, start, due, **expect):
    row(name, source, regime, market, [(start, "start")], start, due, state="running", **expect)


TZ = "tz database, and by hand: "
# 1. Holidays: a period of one working day, begun the day before.
for market, begin, end, why in HOLIDAYS:
    starting(f"{market}: a working day from {begin}", why, "bd1", market, f"{begin} 10:00", f"{end} 24:00")

# 2. Summer time, both ways, in hours and in days.
for market, eve, sunday in (("DE", "2026-03-28", "2026-03-29"), ("GB", "2027-03-27", "2027-03-28"),
                            ("US", "2026-03-07", "2026-03-08"), ("NZ", "2026-09-26", "2026-09-27"),
                            ("AU", "2026-10-03", "2026-10-04")):
    starting(f"{market}: 24 hours over the lost hour end an hour later on the wall",
             TZ + "24 h from 12:00 are 13:00, the night has 23 h", "h24", market, f"{eve} 12:00", f"{sunday} 13:00",
             left_ms=24 * HOUR)
    starting(f"{market}: a day over the lost hour ends at the same time on the wall", TZ + "that day has 23 h", "d1",
             market, f"{eve} 12:00", f"{sunday} 12:00", left_ms=23 * HOUR)
for market, eve, sunday in (("DE", "2026-10-24", "2026-10-25"), ("GB", "2026-10-24", "2026-10-25"),
                            ("US", "2026-10-31", "2026-11-01"), ("NZ", "2027-04-03", "2027-04-04"),
                            ("AU", "2026-04-04", "2026-04-05")):
    starting(f"{market}: 24 hours over the hour that comes twice", TZ + "24 h from 12:00 are 11:00, the night has 25 h",
             "h24", market, f"{eve} 12:00", f"{sunday} 11:00", left_ms=24 * HOUR)
    starting(f"{market}: a day over the hour that comes twice", TZ + "that day has 25 h", "d1", market,
             f"{eve} 12:00", f"{sunday} 12:00", left_ms=25 * HOUR)
starting("a day that would end in the lost hour", "RFC 5545, 3.3.5: 02:30 is read by the offset before, 03:30", "d1",
         "DE", "2026-03-28 02:30", "2026-03-29 03:30", left_ms=24 * HOUR)
starting("a day that ends in the hour that comes twice", "RFC 5545, 3.3.5: the first of the two", "d1", "DE",
         "2026-10-24 02:30", "2026-10-25 02:30", left_ms=24 * HOUR)
starting("an hour from the first 02:30", TZ + "it ends at the second 02:30", "h1", "DE", "2026-10-25 02:30",
         "2026-10-25 02:30#2", left_ms=HOUR)
starting("an hour from the second 02:30", TZ + "it ends at 03:30", "h1", "DE", "2026-10-25 02:30#2",
         "2026-10-25 03:30", left_ms=HOUR)
starting("a market at half an hour", TZ + "UTC+05:30 all year", "d1", "IN", "2026-03-28 23:45", "2026-03-29 23:45")
starting("a Thursday that is 25 hours long", TZ + "Egypt's clocks go back at the end of the last Thursday of October",
         "bd1", "EG", "2026-10-28 10:00", "2026-10-29 24:00", left_ms=39 * HOUR)
starting("a midnight that is left out", TZ + "Chile's clocks go from 24:00 to 01:00", "d1", "CL",
         "2026-09-05 00:00", "2026-09-06 00:00", left_ms=24 * HOUR)
starting("seven days over the change", TZ + "six days of 24 h, one of 23 h", "d7", "FR", "2026-03-25 09:15",
         "2026-04-01 09:15", left_ms=7 * DAY - HOUR)
starting("working days over the change", "by hand: Thursday is not counted, Friday and Monday are", "bd2", "DE",
         "2026-03-26 15:00", "2026-03-30 24:00", left_ms=4 * DAY + 9 * HOUR - HOUR)
starting("office hours over the change", "by hand: 2 h on Friday, 2 h on Monday", "bh4", "FR", "2026-03-27 15:00",
         "2026-03-30 11:00", counted_ms=4 * HOUR)
# 3. Leap days and years.
starting("24 hours into the leap day", "by hand", "h24", "DE", "2028-02-28 18:00", "2028-02-29 18:00")
starting("48 hours over the leap day", "by hand", "h48", "DE", "2028-02-28 18:00", "2028-03-01 18:00")
starting("48 hours at the end of a common February", "by hand", "h48", "DE", "2027-02-27 18:00", "2027-03-01 18:00")
starting("ten days over the leap day", "by hand: 24 February and ten days", "d10", "DE", "2028-02-24 08:00",
         "2028-03-05 08:00")
starting("a working day that is the leap day", "by hand: 29 February 2028 is a Tuesday", "bd1", "DE",
         "2028-02-28 08:00", "2028-02-29 24:00")
starting("ninety days over New Year", "by hand: 1 December and 90 days", "d90", "DE", "2027-12-01 08:00",
         "2028-02-29 08:00")
# 4. Working days, weeks and office hours.
WORKING = "Regulation 1182/71, article 3(1) and 3(2)(b): the day of the event is not counted, the last one whole"
starting("two working days from a Friday", WORKING, "bd2", "FR", "2026-11-20 16:00", "2026-11-24 24:00")
starting("three working days from a Saturday", WORKING, "bd3", "FR", "2026-11-21 16:00", "2026-11-25 24:00")
starting("a working day from Sunday's last second", WORKING, "bd1", "FR", "2026-11-22 23:59:59", "2026-11-23 24:00")
starting("ten business days after a counter-notice", "17 U.S.C. 512(g)(2)(C); Thanksgiving lies within", "bd10", "US",
         "2026-11-16 12:00", "2026-12-01 24:00")
starting("fourteen business days after a counter-notice", "17 U.S.C. 512(g)(2)(C); by hand over Christmas", "bd14",
         "US", "2026-12-14 12:00", "2027-01-05 24:00")
starting("three working days over Easter in Germany", "Regulation (EU) 2023/988, article 22(12); by hand", "bd3", "DE",
         "2026-04-01 09:00", "2026-04-08 24:00")
starting("a week of business", "Regulation 1182/71, article 3(2)(c): the same day of the week", "bw1", "FR",
         "2026-11-18 09:00", "2026-11-25 24:00")
starting("a week of business that ends on a holiday", "Regulation 1182/71, article 3(4)", "bw1", "FR",
         "2026-11-04 09:00", "2026-11-12 24:00")
for name, start, end, hours in (
        ("eight office hours from Monday morning", "2026-11-23 09:00", "2026-11-23 17:00", 8),
        ("eight office hours from before the office opens", "2026-11-23 06:00", "2026-11-23 17:00", 8),
        ("eight office hours from Friday at four", "2026-11-20 16:00", "2026-11-23 16:00", 8),
        ("eight office hours from Friday night", "2026-11-20 22:00", "2026-11-23 17:00", 8),
        ("sixteen office hours from Tuesday noon", "2026-11-24 12:00", "2026-11-26 12:00", 16),
        ("four office hours over the eleventh of November", "2026-11-10 15:00", "2026-11-12 11:00", 4)):
    starting(name, "by hand: the office is open from 09:00 to 17:00 on working days", f"bh{hours}", "FR", start, end,
             counted_ms=hours * HOUR)
starting("a working day and four office hours", "by hand: to Tuesday's end, then Wednesday from nine", "bd1h4", "FR",
         "2026-11-23 10:00", "2026-11-25 13:00")
starting("a day and six hours", "by hand", "d1h6", "DE", "2026-11-23 10:00", "2026-11-24 16:00")
# 5. Regulation 1182/71, counted to the letter.
REG = "Regulation (EEC, Euratom) No 1182/71, article 3"
starting("an hour is counted from the next full one", REG + "(1)", "reg_h1", "BE", "2026-11-23 10:20",
         "2026-11-23 12:00")
starting("a full hour is itself not counted", REG + "(1)", "reg_h1", "BE", "2026-11-23 10:00",
         "2026-11-23 12:00")
starting("ten days end with the last hour", REG + "(1), (2)(b)", "reg_d10", "BE", "2026-11-23 10:00",
         "2026-12-03 24:00")
starting("ten days that end on a Sunday", REG + "(4)", "reg_d10", "BE", "2026-11-19 10:00", "2026-11-30 24:00")
starting("ten days that end on a holiday", REG + "(4); 11 November in Belgium", "reg_d10", "BE", "2026-11-01 10:00",
         "2026-11-12 24:00")
starting("two days over a weekend have two working days", REG + "(5)", "reg_d2", "BE", "2026-11-20 10:00",
         "2026-11-24 24:00")
starting("three days from a Thursday have two working days", REG + "(3), (4), (5)", "reg_d3", "BE", "2026-11-19 10:00",
         "2026-11-23 24:00")
starting("one day that ends on a Saturday", REG + "(4)", "reg_d1", "BE", "2026-11-20 10:00", "2026-11-23 24:00")
starting("a week", REG + "(2)(c)", "reg_w1", "BE", "2026-11-18 10:00", "2026-11-25 24:00")
starting("working days are counted as by the moment", REG + "(3)", "reg_bd3", "BE", "2026-11-20 10:00",
         "2026-11-25 24:00")
# 6. Pauses.
BY_HAND = "by hand: what was left goes on from the resume"
S = ("2026-11-23 08:00", "start")
row("a pause moves the end by its length", BY_HAND, "h24", "FR", [S, ("2026-11-23 10:00", "ask"),
    ("2026-11-23 15:00", "answer")], "2026-11-23 16:00", "2026-11-24 13:00", state="running", paused_ms=5 * HOUR,
    elapsed_ms=3 * HOUR, left_ms=21 * HOUR, reasons=["started", "paused", "resumed"])
row("a pause that is open holds what is left", BY_HAND, "h24", "FR", [S, ("2026-11-23 10:00", "ask")],
    "2026-11-25 10:00", "2026-11-26 08:00", state="paused", paused_ms=48 * HOUR, left_ms=22 * HOUR, level="fine")
row("pauses that overlap end with the last", "by hand: paused from 10 to 18", "h24", "FR",
    [S, ("2026-11-23 10:00", "ask"), ("2026-11-23 12:00", "consult"), ("2026-11-23 15:00", "answer"),
     ("2026-11-23 18:00", "consult_answered")], "2026-11-23 20:00", "2026-11-24 16:00", paused_ms=8 * HOUR,
    reasons=["started", "paused", "paused_further", "still_paused", "resumed"])
row("a pause within a pause adds nothing", "by hand: paused from 10 to 18", "h24", "FR",
    [S, ("2026-11-23 10:00", "ask"), ("2026-11-23 12:00", "consult"), ("2026-11-23 15:00", "consult_answered"),
     ("2026-11-23 18:00", "answer")], "2026-11-23 20:00", "2026-11-24 16:00", paused_ms=8 * HOUR)
row("one of two pauses has ended", "by hand: the consult is still open", "h24", "FR",
    [S, ("2026-11-23 10:00", "ask"), ("2026-11-23 12:00", "consult"), ("2026-11-23 15:00", "answer")],
    "2026-11-23 16:00", "2026-11-24 14:00", state="paused", paused_ms=6 * HOUR)
row("asked twice and answered once is one pause", "by hand: paused from 10 to 15", "h24", "FR",
    [S, ("2026-11-23 10:00", "ask"), ("2026-11-23 11:00", "ask"), ("2026-11-23 15:00", "answer")],
    "2026-11-23 16:00", "2026-11-24 13:00", state="running", paused_ms=5 * HOUR)
row("two pauses one after the other add up", "by hand: 2 h and 3 h", "h24", "FR",
    [S, ("2026-11-23 10:00", "ask"), ("2026-11-23 12:00", "answer"), ("2026-11-23 13:00", "consult"),
     ("2026-11-23 16:00", "consult_answered")], "2026-11-23 17:00", "2026-11-24 13:00", paused_ms=5 * HOUR)
row("one resume for all pauses ends them all", "by hand: the lists differ in length", "one_resume", "FR",
    [S, ("2026-11-23 10:00", "ask"), ("2026-11-23 12:00", "consult"), ("2026-11-23 15:00", "answer")],
    "2026-11-23 16:00", "2026-11-24 13:00", state="running", paused_ms=5 * HOUR)
row("an answer nobody waited for changes nothing", "by hand", "h24", "FR", [S, ("2026-11-23 10:00", "answer")],
    "2026-11-23 16:00", "2026-11-24 08:00", state="running", reasons=["started", "nothing_to_resume"])
row("a question and its answer in one instant", "by hand: no time lies between", "h24", "FR",
    [S, ("2026-11-23 10:00", "answer"), ("2026-11-23 10:00", "ask")], "2026-11-23 16:00", "2026-11-24 08:00",
    state="running", paused_ms=0, reasons=["started", "momentary", "momentary"])
row("a pause over the lost hour", TZ + "paused for 11 h, from 20:00 to 08:00", "h24", "DE",
    [("2026-03-28 12:00", "start"), ("2026-03-28 20:00", "ask"), ("2026-03-29 08:00", "answer")],
    "2026-03-29 09:00", "2026-03-30 00:00", paused_ms=11 * HOUR)
row("a pause over the hour that comes twice", TZ + "paused for 13 h, from 20:00 to 08:00", "h24", "DE",
    [("2026-10-24 12:00", "start"), ("2026-10-24 20:00", "ask"), ("2026-10-25 08:00", "answer")],
    "2026-10-25 09:00", "2026-10-26 00:00", paused_ms=13 * HOUR)
row("a pause over the weekend moves working days by nothing", "by hand: Saturday and Sunday are not counted", "bd2",
    "FR", [("2026-11-19 12:00", "start"), ("2026-11-21 00:00", "consult"), ("2026-11-22 23:00", "consult_answered")],
    "2026-11-23 09:00", "2026-11-23 24:00", paused_ms=47 * HOUR)
row("a pause of a working day moves working days by one", "by hand: Tuesday noon to Wednesday noon", "bd3", "FR",
    [("2026-11-23 10:00", "start"), ("2026-11-24 12:00", "consult"), ("2026-11-25 12:00", "consult_answered")],
    "2026-11-25 13:00", "2026-11-27 24:00")
row("a pause by night moves office hours by nothing", "by hand: 17:00 to 09:00 is no office time", "bh8", "FR",
    [("2026-11-23 13:00", "start"), ("2026-11-23 17:00", "consult"), ("2026-11-24 09:00", "consult_answered")],
    "2026-11-24 10:00", "2026-11-24 13:00", elapsed_ms=5 * HOUR)
row("a pause from Friday to Monday holds one office hour", "by hand: 16:00 to 17:00 on Friday, 09:00 to 10:00", "bh8",
    "FR", [("2026-11-20 13:00", "start"), ("2026-11-20 16:00", "consult"), ("2026-11-23 10:00", "consult_answered")],
    "2026-11-23 11:00", "2026-11-23 15:00", elapsed_ms=4 * HOUR)
row("a pause after the end moves nothing", "by hand: what is late stays late", "h4", "FR",
    [S, ("2026-11-23 13:00", "ask"), ("2026-11-23 20:00", "answer")], "2026-11-23 21:00", "2026-11-23 12:00",
    level="breached", left_ms=-9 * HOUR, reasons=["started", "paused_after_due", "resumed"])
row("a pause before the start is none", "by hand", "h4", "FR", [("2026-11-23 07:00", "ask"), S], "2026-11-23 09:00",
    "2026-11-23 12:00", state="running", reasons=["before_start", "started"])
row("what has not happened yet does not pause", "by hand", "h24", "FR", [S, ("2026-11-23 18:00", "ask")],
    "2026-11-23 12:00", "2026-11-24 08:00", state="running", reasons=["started"])
row("nothing pauses an intimate image request", "TAKE IT DOWN Act, section 3(a)", "no_pause", "US",
    [S, ("2026-11-23 10:00", "ask"), ("2026-11-23 15:00", "answer")], "2026-11-23 16:00", "2026-11-25 08:00",
    state="running", reasons=["started"])
# 7. Starting, starting anew, stopping.
row("without a start it counts from receipt", "by hand", "h4", "FR", [], "2026-11-23 10:00", "2026-11-23 13:00",
    received="2026-11-23 09:00", start_assumed=True, reasons=["assumed_start"])
row("a start in the log goes before receipt", "by hand", "h4", "FR", [("2026-11-23 07:00", "start")],
    "2026-11-23 10:00", "2026-11-23 11:00", received="2026-11-23 09:00", start_assumed=False)
row("a start that is still to come", "by hand", "h4", "FR", [("2026-11-23 12:00", "start")], "2026-11-23 10:00",
    received="2026-11-23 09:00", state="not_started", level="none", reasons=[])
row("received tomorrow", "by hand", "h4", "FR", [], "2026-11-22 10:00", received="2026-11-23 09:00",
    state="not_started")
row("a second start while it runs changes nothing", "by hand: the first start counts", "h4", "FR",
    [S, ("2026-11-23 09:00", "start")], "2026-11-23 10:00", "2026-11-23 12:00", reasons=["started", "already_running"])
TCO_SOURCE = "Regulation (EU) 2021/784, article 3(7) and (8)"
O = ("2026-11-23 08:00", "order")
row("the hour waits for the clarification", TCO_SOURCE, "tco", "FR", [O, ("2026-11-23 08:40", "clarify")],
    "2026-11-23 12:00", "2026-11-23 12:20", state="paused")
row("the hour starts anew with the clarification", TCO_SOURCE, "tco", "FR",
    [O, ("2026-11-23 08:40", "clarify"), ("2026-11-23 12:00", "clarified")], "2026-11-23 12:10", "2026-11-23 13:00",
    started_at="2026-11-23 12:00", reasons=["started", "paused", "restarted"], left_ms=50 * 60000, elapsed_ms=600000)
row("the hour starts anew when both bars have ended", TCO_SOURCE, "tco", "FR",
    [O, ("2026-11-23 08:40", "clarify"), ("2026-11-23 08:50", "bar"), ("2026-11-23 12:00", "clarified"),
     ("2026-11-23 14:00", "bar_ended")], "2026-11-23 14:10", "2026-11-23 15:00",
    reasons=["started", "paused", "paused_further", "still_paused", "restarted"])
row("one bar has ended, the whole hour still waits", TCO_SOURCE, "tco", "FR",
    [O, ("2026-11-23 08:40", "clarify"), ("2026-11-23 08:50", "bar"), ("2026-11-23 12:00", "clarified")],
    "2026-11-23 13:00", "2026-11-23 14:00", state="paused", left_ms=HOUR)
row("a start and a pause again in one instant leave it paused", "by hand: 22 h are left at the answer", "h24", "FR",
    [S, ("2026-11-23 10:00", "ask"), ("2026-11-23 12:00", "start"), ("2026-11-23 12:00", "ask"),
     ("2026-11-23 15:00", "answer")], "2026-11-23 16:00", "2026-11-24 13:00",
    reasons=["started", "paused", "momentary", "momentary", "resumed"])
row("a start ends the pause that begins with it", "by hand: anew from 12:00, the earlier of two readings", "h24",
    "FR", [S, ("2026-11-23 10:00", "ask"), ("2026-11-23 12:00", "start"), ("2026-11-23 12:00", "consult"),
     ("2026-11-23 15:00", "consult_answered")], "2026-11-23 16:00", "2026-11-24 12:00",
    reasons=["started", "paused", "restarted", "momentary", "nothing_to_resume"])
row("the end of a bar, and a clarification of nothing, in one instant", TCO_SOURCE, "tco", "FR",
    [O, ("2026-11-23 08:50", "bar"), ("2026-11-23 12:00", "clarified"), ("2026-11-23 12:00", "bar_ended")],
    "2026-11-23 12:10", "2026-11-23 13:00", started_at="2026-11-23 12:00")
row("a new start ends every pause and starts anew", "by hand: anew from 12:00", "h24", "FR",
    [S, ("2026-11-23 10:00", "ask"), ("2026-11-23 11:00", "consult"), ("2026-11-23 12:00", "start")],
    "2026-11-23 16:00", "2026-11-24 12:00", reasons=["started", "paused", "paused_further", "restarted"])
row("an extension is gone when the hour starts anew", TCO_SOURCE, "tco", "FR",
    [O, ("2026-11-23 08:10", "deadline_extended", "PT5H"), ("2026-11-23 08:40", "clarify"),
     ("2026-11-23 12:00", "clarified")], "2026-11-23 12:10", "2026-11-23 13:00", counted_ms=HOUR)
row("a clarification nobody asked for", "by hand: the hour runs on", "tco", "FR",
    [O, ("2026-11-23 08:40", "clarified")], "2026-11-23 08:50", "2026-11-23 09:00",
    reasons=["started", "already_running"])
row("ten days start anew", "Regulation (EU) 2023/1543, article 10", "epoc", "DE",
    [("2026-03-20 12:00", "order"), ("2026-03-21 12:00", "clarify"), ("2026-03-24 12:00", "clarified")],
    "2026-03-25 12:00", "2026-04-03 12:00", left_ms=9 * DAY - HOUR)
row("decided in time", "by hand", "h4", "FR", [S, ("2026-11-23 11:00", "decided")], "2026-11-25 10:00",
    "2026-11-23 12:00", state="stopped", level="none", left_ms=HOUR, elapsed_ms=3 * HOUR,
    stopped_at="2026-11-23 11:00")
row("decided late", "by hand", "h4", "FR", [S, ("2026-11-23 12:30", "decided")], "2026-11-25 10:00",
    "2026-11-23 12:00", state="stopped", level="breached", left_ms=-HOUR // 2)
row("decided while it waited", "by hand: 2 h were left", "h4", "FR",
    [S, ("2026-11-23 10:00", "ask"), ("2026-11-23 18:00", "decided")], "2026-11-25 10:00", "2026-11-23 20:00",
    state="stopped", level="none", left_ms=2 * HOUR, paused_ms=8 * HOUR)
row("nothing counts after the stop", "by hand", "h4", "FR",
    [S, ("2026-11-23 11:00", "decided"), ("2026-11-23 11:30", "ask")], "2026-11-25 10:00", "2026-11-23 12:00",
    state="stopped", reasons=["started", "stopped", "after_stop"])
row("started again after the stop", "by hand", "h4", "FR",
    [S, ("2026-11-23 11:00", "decided"), ("2026-11-24 11:00", "start")], "2026-11-24 12:00", "2026-11-24 15:00",
    state="running", reasons=["started", "stopped", "restarted"])
row("a log out of order is read in order", "by hand", "h24", "FR",
    [("2026-11-23 15:00", "answer"), S, ("2026-11-23 10:00", "ask")], "2026-11-23 16:00", "2026-11-24 13:00")
# 8. Ends that move out.
X = "deadline_extended"
row("thirty days more", "Regulation (EU) 2023/1543, article 11(1)", "d10", "DE",
    [("2026-03-01 10:00", "start"), ("2026-03-05 10:00", X, "P30D by the issuing authority")], "2026-03-06 10:00",
    "2026-04-10 10:00", reasons=["started", "extended"])
row("twelve hours more", "by hand", "h24", "FR", [S, ("2026-11-23 10:00", X, "PT12H")], "2026-11-23 11:00",
    "2026-11-24 20:00", counted_ms=36 * HOUR)
row("to a day", "by hand", "h24", "FR", [S, ("2026-11-23 10:00", X, "2026-11-27T11:00:00Z agreed")],
    "2026-11-23 11:00", "2026-11-27 12:00", counted_ms=100 * HOUR)
row("two working days more", "by hand: Monday and Tuesday", "bd2", "FR",
    [("2026-11-18 10:00", "start"), ("2026-11-19 10:00", X, "P2D")], "2026-11-20 10:00", "2026-11-24 24:00")
row("extended while it waits", "by hand: 22 h were left, then 34", "h24", "FR",
    [S, ("2026-11-23 10:00", "ask"), ("2026-11-23 11:00", X, "PT12H"), ("2026-11-23 12:00", "answer")],
    "2026-11-23 13:00", "2026-11-24 22:00", left_ms=33 * HOUR)
row("extended after the end", "by hand", "h4", "FR", [S, ("2026-11-23 13:00", X, "PT4H")], "2026-11-23 14:00",
    "2026-11-23 16:00", state="running", left_ms=2 * HOUR)
for note in ("soon", "", "PT0S", "2026-11-23T08:00:00Z", "P99999D", "2099-01-01T00:00:00Z"):
    row(f"an extension that says \"{note}\" is refused", "by hand: not readable, not later, or too far", "h24", "FR",
        [S, ("2026-11-23 10:00", X, note)], "2026-11-23 11:00", "2026-11-24 08:00",
        reasons=["started", "extension_refused"])
# 9. Deadlines of orders.
ORDER = "Regulation (EU) 2022/2065, article 9: a time in the order goes first"
row("an order that is earlier", ORDER, "h24", "FR", [S], "2026-11-23 10:00", "2026-11-23 18:00",
    order="2026-11-23 18:00", received="2026-11-23 08:00", order_first=True, clock_due_at="2026-11-24 08:00",
    level="fine")
row("an order that is later", ORDER, "h4", "FR", [S], "2026-11-23 10:00", "2026-11-23 12:00", order="2026-11-23 18:00",
    order_first=False)
row("no pause moves an order", ORDER, "h24", "FR", [S, ("2026-11-23 09:00", "ask")], "2026-11-23 19:00",
    "2026-11-23 18:00", order="2026-11-23 18:00", order_first=True, state="paused", level="breached")
row("an order at the same instant", "by hand: the regime's own end is said", "h4", "FR", [S], "2026-11-23 10:00",
    "2026-11-23 12:00", order="2026-11-23 12:00", order_first=False)
row("an order before any start", ORDER, "h4", "FR", [("2026-11-24 08:00", "start")], "2026-11-23 10:00",
    "2026-11-23 10:20", order="2026-11-23 10:20", received="2026-11-23 08:00", order_first=True, state="not_started",
    level="warning")
# 10. Levels: ten hours' quarter is 2 h 30, its tenth 1 h. Here a day's: 6 h, 2 h 24.
for now, level in (("2026-11-24 01:59:59", "fine"), ("2026-11-24 02:00", "warning"), ("2026-11-24 05:35:59", "warning"),
                   ("2026-11-24 05:36", "at_risk"), ("2026-11-24 08:00", "at_risk"),
                   ("2026-11-24 08:00:01", "breached")):
    row(f"the level at {now[11:]}", "by hand: a quarter of 24 h is 6 h, a tenth 2 h 24", "h24", "FR", [S], now,
        "2026-11-24 08:00", level=level)
row("levels go by office hours", "by hand: 2 h of 8 are left over the weekend", "bh8", "FR",
    [("2026-11-20 11:00", "start")], "2026-11-21 12:00", "2026-11-23 11:00", level="warning",
    left_counted_ms=2 * HOUR, left_ms=47 * HOUR)
# 11. Places nobody knows.
starting("a market nobody knows is counted in UTC", "by hand: Saturday and Sunday, no holidays", "bd1", "ZZ",
         "2026-12-24 10:00", "2026-12-25 24:00", coverage="none", zone_known=False)
starting("no market at all", "by hand", "bd1", "", "2026-11-20 10:00", "2026-11-23 24:00", coverage="none",
         zone_known=False)
starting("a market with a zone and no holidays", "by hand: Egypt rests on Friday and Saturday", "bd1", "EG",
         "2026-11-19 10:00", "2026-11-22 24:00", coverage="none", zone_known=True)

body = ",\n".join("  " + json.dumps(one, ensure_ascii=False) for one in rows)
named = ",\n".join(f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in REGIMES.items())
sys.stdout.write(f'{{\n "regimes": {{\n{named}\n }},\n "rows": [\n{body}\n ]\n}}\n')
