"""Reads an iCalendar file from standard input with one of two libraries that know nothing of each other nor of us, and
prints its events as JSON lines: uid, begin and end in UTC, sequence, status, summary."""

import json
import sys
from datetime import timezone


def line(uid, start, end, sequence, status, summary):
    utc = lambda moment: moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    print(json.dumps({"uid": uid, "starts_at": utc(start), "ends_at": utc(end), "sequence": int(sequence),
                      "status": str(status), "summary": str(summary)}))


def by_icalendar(text):
    import icalendar

    for event in icalendar.Calendar.from_ical(text).walk("VEVENT"):
        line(event["UID"], event["DTSTART"].dt, event["DTEND"].dt, event["SEQUENCE"], event["STATUS"], event["SUMMARY"])


def by_vobject(text):
    import vobject

    # Its zones come from the file's own VTIMEZONE.
    for event in vobject.readOne(text).vevent_list:
        line(event.uid.value, event.dtstart.value, event.dtend.value, event.sequence.value, event.status.value,
             event.summary.value)


{"icalendar": by_icalendar, "vobject": by_vobject}[sys.argv[1]](sys.stdin.buffer.read().decode("utf-8"))
