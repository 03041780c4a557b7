// Reads a calendar from standard input with ical.js and expands it: every occurrence, in order, as
// JSON. The second reader in tests/test_calendar.py; it shares no code with the writer.

import { readFileSync } from "node:fs";
import ICAL from "ical.js";

/** What the reader makes of one date: moments in seconds since 1970. */
function told(item, startDate, endDate) {
  const words = (name) => item.component.getFirstPropertyValue(name);
  const language = (name) => item.component.getFirstProperty(name)?.getParameter("language") ?? null;
  return {
    uid: item.uid,
    starts_at: startDate.toUnixTime(),
    ends_at: endDate.toUnixTime(),
    summary: item.summary,
    description: item.description,
    location: item.location,
    status: words("status"),
    sequence: item.sequence,
    language: language("summary"),
  };
}

/** Every date of the entry *whole* with the *exceptions* to it. */
function* dates(whole, exceptions) {
  const event = new ICAL.Event(whole, { exceptions });
  if (!event.isRecurring()) {
    yield told(event, event.startDate, event.endDate);
    return;
  }
  const iterator = event.iterator();
  for (let next = iterator.next(); next; next = iterator.next()) {
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    yield told(item, startDate, endDate);
  }
}

ICAL.TimezoneService.reset();
const calendar = ICAL.Component.fromString(readFileSync(0, "utf8"));
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(zone);
}
const entries = calendar.getAllSubcomponents("vevent");
const isException = (entry) => entry.hasProperty("recurrence-id");
const uid = (entry) => entry.getFirstPropertyValue("uid");
const found = entries
  .filter((entry) => !isException(entry))
  .flatMap((whole) => [
    ...dates(whole, entries.filter((entry) => isException(entry) && uid(entry) === uid(whole))),
  ]);
found.sort((one, other) => one.starts_at - other.starts_at);
console.log(JSON.stringify(found));
