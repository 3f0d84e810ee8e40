// What stands beside the call in a room: who comes, what to talk about, what must be ready, and now.

import { span } from "./clock.js";
import { countOf } from "./counts.js";
import { fill, make, put } from "./dom.js";
import { both, labelled, say, spoken, told } from "./words.js";

/** What comes with a call's handoff, in the room's own language. */
export function showWith(call) {
  const handoff = call?.handoff;
  const places = handoff ? handoff.people.map((person) => placeOf(person, call.line)) : [];
  const key = handoff ? `${spoken()} ${JSON.stringify([handoff.people, places, handoff.talking_points, handoff.gates])}` : "";
  fill("people", key, () => (handoff ? people(handoff, places) : []));
  fill("words", key, () => (handoff ? points(handoff) : []));
  fill("gates", key, () => (handoff ? gates(handoff) : []));
}

function people({ people: coming }, places) {
  if (!coming.length) return [];
  return [make("h2", "", say("people")), ...coming.map((person, index) => {
    const [name, other] = both(person.name, person.name_alt);
    const walk = person.transit === null ? "" : say("walk", { time: span(person.transit) });
    const facts = [say(`role_${person.role}`), person.circle, walk, places[index]].filter(Boolean);
    return make("div", person.is_barred ? "person barred" : "person",
      make("b", "", name), make("i", "", other), make("span", "", facts.join(" · ")),
      person.is_barred ? make("strong", "", say("barred")) : "");
  })];
}

const ON_AIR_ELSEWHERE = new Set(["stage", "elsewhere"]);

/** Where somebody is who is to come, in words; nothing while no show is running. A page says where
 *  they are whatever has become of the handoff; the handoff's state says the rest. */
export function placeOf({ place }, { state, is_over: isOver }) {
  if (place === "unknown") return "";
  if (state === "live" && !ON_AIR_ELSEWHERE.has(place)) return say("place_room");
  return say(place === "way" && isOver ? "place_house" : `place_${place}`);
}

function points({ talking_points: all }) {
  if (!all.length) return [];
  return [make("h2", "", say("points")), make("ol", "", ...all.map((text) => make("li", "", text)))];
}

function gates({ gates: all }) {
  if (!all.length) return [];
  return [make("h2", "", say("gates")), make("ul", "", ...all.map((text) => make("li", "", text)))];
}

/** A segment's number and title. */
export function called(segment) {
  return segment ? `${segment.number} ${both(segment.title, segment.title_alt)[0]}`.trim() : "";
}

export function showNow(page, now, clock) {
  const at = (segment) => (segment?.start ? ` (${clock.wall(segment.start)})` : "");
  const until = (segment) => counted(segment, now);
  const stage = page.stage ? called(page.stage) + until(page.stage) : say("nothing");
  const then = page.stage_next ? ` · ${say("stage_next")} ${called(page.stage_next)}${at(page.stage_next)}` : "";
  put("stage", page.stage || page.stage_next ? `${labelled(say("stage_now"), stage)}${then}` : "");
  const own = page.on_air ? called(page.on_air) + until(page.on_air) : say("nothing");
  const [coming] = page.coming;
  const next = coming ? ` · ${say("own_next")} ${called(coming)}${at(coming)}${awaited(coming)}` : "";
  put("own", `${labelled(say("own_now"), own)}${next}`);
}

/** What is left of what is on air, or how far it is over. */
function counted(segment, now) {
  const { label, time, state } = countOf(segment, now);
  if (!time) return "";
  return ["left", "soon"].includes(state) ? ` · ${time}` : ` · ${label} ${time}`;
}

/** The room's own ad rules: how each stands, in a word, and where it is broken. */
export function showRules({ rules = [] }) {
  fill("rules", JSON.stringify([spoken(), rules]), () => [
    rules.length ? make("h2", "", say("rules")) : "",
    ...rules.map((rule) => make("p", `rule ${rule.level}`, make("span", "title", both(rule.title, rule.title_alt)[0]),
      make("b", "", told(rule.left, rule.left_alt)), make("i", "", told(rule.where, rule.where_alt)))),
  ]);
}

/** Who has to walk over before a segment can begin. */
export function awaited({ waits_for: people = [] }) {
  const names = people.map(([name, other]) => both(name, other)[0]).join(", ");
  return names ? ` · ${say("waits_for", { people: names })}` : "";
}
