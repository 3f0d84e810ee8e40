// The stage timer and backstage page: now, how long, next, and who is called when and where.

import { left, span } from "./clock.js";
import { countOf, overWords } from "./counts.js";
import { el, fill, make } from "./dom.js";
import { awaited, called } from "./side.js";
import { both, say, spoken } from "./words.js";

const SOON = 5 * 60_000;
const ON_A_WALL = 7;
const DAY = 24 * 3_600_000;
const AHEAD = 3;
const AHEAD_ON_A_WALL = 2;

const isWide = matchMedia("(min-width: 1100px)");

export function showStage(page, now, clock) {
  const ahead = page.coming;
  showTimer(page, counted(page, now), now, clock);
  showNext(ahead, clock);
  showOver(page, now, clock);
  showCalls(page, now, clock);
}

function showTimer(page, count, now, clock) {
  const nothing = page.is_ended ? say("ended") : say("stage_nothing");
  const title = page.on_air ? called(page.on_air) : nothing;
  const other = page.on_air ? both(page.on_air.title, page.on_air.title_alt)[1] : "";
  fill("timer-now", JSON.stringify([spoken(), title, other]), () => [
    make("h2", "", say("stage_on_air")), make("h1", "", title), make("p", "alt", other),
  ]);
  const digits = count.time || clock.wall(now);
  fill("timer-count", JSON.stringify([count.label, digits]), () => [
    make("span", "", count.label), make("b", digits.length > 5 ? "long" : "", digits)]);
  el("timer-count").dataset.count = count.state;
}

/** What is on air counted down; while nothing is, the way to the next start, or how late it is. The
 *  plan of an evening that is over or far off is counted by nobody. */
export function counted(page, now) {
  const [next] = page.coming;
  const start = page.opens ?? next?.start;
  const isCounted = start && (page.run !== "plan" || isAhead(start, now));
  return page.on_air || !next || !isCounted ? countOf(page.on_air, now) : toStart(start, now);
}

/** Whether it comes within a day: what is further off is not counted down. */
export function isAhead(at, now) {
  return at > now && at - now < DAY;
}

function toStart(start, now) {
  return now > start
    ? { label: say("count_late"), time: span(now - start), state: "over" }
    : { label: say("count_to_next"), time: left(start - now), state: "left" };
}

function showNext(ahead, clock) {
  const rows = ahead.slice(0, isWide.matches ? AHEAD_ON_A_WALL : AHEAD).map((segment) => [segment.start ? clock.wall(segment.start) : say("time_unknown"),
    called(segment), both(segment.title, segment.title_alt)[1], awaited(segment),
    segment.length === null ? "" : span(segment.length)]);
  fill("timer-next", JSON.stringify([spoken(), rows]), () => [
    make("h2", "", say(rows.length ? "stage_coming" : "stage_end")),
    ...rows.map(([at, title, other, waits, length], index) => make("div", index ? "coming" : "coming first",
      make("time", "", at), make("span", "called", title, make("i", "", index || isWide.matches ? "" : other), make("i", "", waits)),
      make("span", "length", length))),
  ]);
}

/** How the room stands against its next hard time, in words. */
function showOver(page, now, clock) {
  const hard = page.hard;
  const standing = overWords(page.over, page.is_firm);
  const against = hard ? [hardName(hard), clock.wall(hard.at), isAhead(hard.at, now) ? say("in_time", { time: left(hard.at - now) }) : ""] : [say("against_plan")];
  fill("timer-over", JSON.stringify([spoken(), standing, against]), () => (page.over !== null
    ? [make("b", standing.state, standing.text), make("span", "", against.filter(Boolean).join(" · "))] : []));
}

/** What happens at a hard time: a segment starts or ends, or the room must be off the air. */
export function hardName({ kind, title, title_alt: alt, number = "" }) {
  if (kind === "out") return say("hard_out");
  return say(kind === "end" ? "hard_end" : "hard_start", { title: `${number} ${both(title, alt)[0]}`.trim() });
}

function showCalls({ calls, run }, now, clock) {
  const rows = calls.map((call) => {
    const [name, other] = both(call.name, call.name_alt);
    const [where] = both(call.where, call.where_alt);
    const isDue = call.at <= now && run !== "plan";
    const state = call.has_arrived ? "here" : isDue ? "called" : isAhead(call.at, now) && call.at - now <= SOON ? "soon" : "later";
    const until = isAhead(call.at, now) ? say("in_time", { time: left(call.at - now) }) : "";
    return { key: state, name, other, where, at: clock.wall(call.at), counted: isDue ? say("call_now") : until, for: called(call),
      start: call.start ? clock.wall(call.start) : "", arrived: call.has_arrived, isBarred: call.is_barred,
      walk: call.transit === null ? "" : ` · ${say("walk", { time: span(call.transit) })}` };
  });
  const most = isWide.matches ? ON_A_WALL : rows.length;
  fill("backstage", JSON.stringify([spoken(), rows, most]), () => [
    make("h2", "", say("calls")),
    rows.length ? "" : make("p", "none-yet", say("no_calls")),
    ...rows.slice(0, most).map(callRow),
    rows.length > most ? make("p", "none-yet", say("calls_more", { n: rows.length - most })) : "",
  ]);
}

function callRow(row) {
  return make("div", row.isBarred ? "artist barred" : `artist ${row.key}`,
    make("time", "", row.at),
    make("span", "who", make("b", "", row.name), make("i", "", row.other)),
    make("span", "state", row.isBarred ? say("barred") : row.arrived ? `✓ ${say("arrived")}` : row.counted),
    make("span", "for", make("b", "", row.where), ` · ${row.for}${row.start ? ` · ${row.start}` : ""}${row.walk}`));
}
