"""What a calendar program does on its first days: finds its owner's calendars from the server's address, lists events, asks
for a week, follows what changes. Prints what it found as JSON. Arguments: address, API key, begin and end of the week
(YYYY-MM-DD). Between the first and the second look it waits for a line on standard input."""

import json
import sys
from datetime import datetime

import caldav

address, key, begin, end = sys.argv[1:5]


def told(objects):
    return sorted(str(one.icalendar_instance.walk("VEVENT")[0]["UID"]).split("@")[0] for one in objects)


def say(**found):
    print(json.dumps(found), flush=True)


client = caldav.DAVClient(address, username="somebody", password=key)
calendars = client.principal().calendars()
calendar = calendars[0]
known = calendar.objects_by_sync_token(load_objects=True)
day = lambda text: datetime.strptime(text + "+0000", "%Y-%m-%d%z")
say(calendars=[str(one.url) for one in calendars], events=told(calendar.events()), known=told(known),
    week=told(calendar.date_search(day(begin), day(end), expand=False)))
sys.stdin.readline()
updated, deleted = known.sync()
say(updated=told(updated), deleted=len(list(deleted)), events=told(calendar.events()))
