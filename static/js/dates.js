import { fill, gettext } from "./words.js";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;

/** Times as people of this page's language and time zone write them. */
export function createDates({ language, timeZone }) {
  const format = (options) => new Intl.DateTimeFormat(language, { timeZone, ...options });
  const time = format({ hour: "numeric", minute: "2-digit" });
  const day = format({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const short = format({ day: "numeric", month: "short" });
  const shortWithYear = format({ day: "numeric", month: "short", year: "numeric" });
  const date = format({ dateStyle: "long" });
  const full = format({ dateStyle: "full", timeStyle: "short" });
  const count = (unit) => new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short" });
  const spans = [
    [DAY_MS, count("day")],
    [HOUR_MS, count("hour")],
    [MINUTE_MS, count("minute")],
  ];
  const key = format({ year: "numeric", month: "2-digit", day: "2-digit" });
  const keyOf = (at) => key.format(new Date(at));
  const keys = new Map();

  /** In every time zone a day begins with a quarter of an hour: thousands of messages of
   * a thread ask for few of them. */
  function dayKey(at) {
    const quarter = Math.floor(Date.parse(at) / QUARTER_MS);
    if (!keys.has(quarter)) keys.set(quarter, keyOf(at));
    return keys.get(quarter);
  }

  function near(at, now) {
    if (keyOf(at) === keyOf(now)) return "today";
    return keyOf(at) === keyOf(now - DAY_MS) ? "yesterday" : "";
  }

  return {
    time: (at) => time.format(new Date(at)),
    full: (at) => full.format(new Date(at)),
    date: (at) => date.format(new Date(at)),
    /** Equal for two moments of one day. */
    dayKey,
    /** « aujourd’hui », « hier », « lundi 3 mars 2026 ». */
    day(at, now = Date.now()) {
      const words = { today: gettext("aujourd’hui"), yesterday: gettext("hier") };
      return words[near(at, now)] ?? day.format(new Date(at));
    },
    /** For a row: the hour today, « hier », « 3 mars ». */
    brief(at, now = Date.now()) {
      const nearness = near(at, now);
      if (nearness === "today") return time.format(new Date(at));
      if (nearness) return gettext("hier");
      const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
      return (isThisYear ? short : shortWithYear).format(new Date(at));
    },
    /** « 3 mars, 08:00 », the hour alone today. */
    moment(at, now = Date.now()) {
      if (near(at, now) === "today") return time.format(new Date(at));
      return fill(gettext("%(day)s, %(time)s"), { day: short.format(new Date(at)), time: time.format(new Date(at)) });
    },
    /** « depuis 3 h ». */
    since(at, now = Date.now()) {
      const age = now - Date.parse(at);
      const [unit, format] = spans.find(([ms]) => age >= ms) ?? [];
      if (!unit) return gettext("à l’instant");
      return fill(gettext("depuis %(duration)s"), { duration: format.format(Math.floor(age / unit)) });
    },
    /** « 2 h 10 min », « 3 j 4 h »: the two largest units; a minute at least. */
    duration(from, to = Date.now()) {
      const age = Math.max(MINUTE_MS, new Date(to) - new Date(from));
      const place = spans.findIndex(([ms]) => age >= ms);
      const [[ms, whole], part] = [spans[place], spans[place + 1]];
      const rest = part ? Math.floor((age % ms) / part[0]) : 0;
      return [whole.format(Math.floor(age / ms)), rest && part[1].format(rest)].filter(Boolean).join(" ");
    },
    /** « jusqu’au 3 mars, 08:00 ». */
    until(at) {
      return fill(gettext("jusqu’au %(day)s, %(time)s"), { day: short.format(new Date(at)), time: time.format(new Date(at)) });
    },
  };
}
