// The producers' page: every room's now and next, over and under in words, the lamps, the budget.

import { left, span } from "./clock.js";
import { countOf, overWords } from "./counts.js";
import { el, fill, lamp, make } from "./dom.js";
import { called } from "./side.js";
import { hardName, isAhead } from "./stage.js";
import { both, say, spoken, told } from "./words.js";

export function showProducers(page, now, { clock, lineOf, phaseOf }) {
  showRooms(page.rooms, now, clock);
  showLamps(page, now, { clock, lineOf, phaseOf });
  showBudget(page);
}

function showRooms(rooms, now, clock) {
  const shown = rooms.map((room) => {
    const next = room.standby;
    return {
      room: room.room,
      name: both(room.name, room.name_alt)[0],
      count: countOf(room.on_air, now),
      now: room.on_air ? called(room.on_air) : say("nothing"),
      next: next ? called(next) : say("own_end"),
      at: next?.start ? clock.wall(next.start) : "",
      standing: room.over === null ? null : overWords(room.over, room.is_firm),
      hard: room.hard ? `${hardName(room.hard)} ${clock.wall(room.hard.at)}` : say("against_plan"),
    };
  });
  fill("rooms", JSON.stringify([spoken(), shown]), () => shown.map(roomCard));
}

function roomCard({ name, count, now, next, at, standing, hard }) {
  const counted = make("p", "count", make("span", "", count.label), make("b", "", count.time));
  counted.dataset.count = count.state;
  return make("article", "room",
    make("h2", "", name),
    make("p", "called", now), counted,
    make("p", "next", make("strong", "", say("next")), ` ${at} `, next),
    standing ? make("p", `standing ${standing.state}`, make("b", "", standing.text), make("span", "", hard)) : "");
}

function showLamps({ handoffs, run }, now, { clock, lineOf, phaseOf }) {
  const shown = handoffs.filter(({ id }) => lineOf(id)).map((handoff) => {
    const line = lineOf(handoff.id);
    return {
      number: handoff.number,
      title: both(handoff.title, handoff.title_alt)[0],
      way: wayOf(handoff),
      ...lampOf(phaseOf(line, now), line),
      when: whenOf(handoff, line, { run, now, clock }),
    };
  });
  fill("lamps", JSON.stringify([spoken(), shown]), () => [
    make("h2", "", say("handoffs")),
    shown.length ? "" : make("p", "none-yet", say("no_handoffs")),
    ...shown.map(({ number, title, way, shape, word, when }) => make("div", "handoff",
      lamp(shape, word), make("b", "no", number), make("span", "title", title, make("i", "", way)), make("span", "time", when))),
  ]);
}

function wayOf({ from_name: from, from_name_alt: fromAlt, to_name: to, to_name_alt: toAlt }) {
  return from && to ? `${both(from, fromAlt)[0]} → ${both(to, toAlt)[0]}` : "";
}

/** Shape and word of a handoff's lamp: the far end's echo, not what the console meant. */
function lampOf(phase, line) {
  if (phase === "over") return { shape: "done", word: say(`lamp_${line.state}`) };
  if (["standby", "go"].includes(phase)) return { shape: phase, word: say(`lamp_${line.state}`) };
  if (phase === "check" || phase === "missed") return { shape: "missed", word: say("lamp_missed") };
  return { shape: phase, word: say(`lamp_${phase}`) };
}

function whenOf({ due }, line, { run, now, clock }) {
  if (line.live !== null && line.returned === null && line.return_by !== null) {
    return now > line.return_by ? say("return_over_short", { time: span(now - line.return_by) })
      : say("return_in_short", { time: left(line.return_by - now) });
  }
  if (line.went !== null) return clock.wall(line.went);
  if (due === null) return say("time_unknown");
  if (now > due && run !== "plan") return say("over", { time: span(now - due) });
  return isAhead(due, now) ? `${clock.wall(due)} · ${say("in_time", { time: left(due - now) })}` : clock.wall(due);
}

function showBudget({ rules, first_break: first, sponsors }) {
  fill("budget", JSON.stringify([spoken(), rules, first, sponsors]), () => [
    make("h2", "", say("budget")),
    rules.length ? "" : make("p", "none-yet", say("no_rules")),
    first ? make("p", "first-break", `▲ ${told(first.text, first.text_alt)}`) : "",
    ...rules.map(ruleRow),
    sponsors.length ? make("h2", "", say("sponsors")) : "",
    ...sponsors.map(sponsorRow),
  ]);
}

function ruleRow(rule) {
  const node = make("div", `rule ${rule.level}`,
    make("span", "title", both(rule.title, rule.title_alt)[0], make("i", "", both(rule.room_name, rule.room_name_alt)[0])),
    make("span", "used", told(rule.used, rule.used_alt)),
    make("b", "", told(rule.left, rule.left_alt)),
    make("i", "where", told(rule.where, rule.where_alt)));
  if (typeof rule.share === "number") {
    const bar = make("meter", "");
    bar.value = Math.min(1, rule.share);
    node.append(bar);
  }
  return node;
}

function sponsorRow(sponsor) {
  return make("div", `rule ${sponsor.is_met ? "within" : "over"}`,
    make("span", "title", both(sponsor.brand, sponsor.brand_alt)[0]),
    make("span", "used", [told(sponsor.delivered, sponsor.delivered_alt), told(sponsor.contracted, sponsor.contracted_alt)].filter(Boolean).join(" / ")),
    make("b", "", told(sponsor.verdict, sponsor.verdict_alt)));
}
