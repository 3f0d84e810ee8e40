// Puts what is known on the screen. All text goes through textContent; nothing is ever parsed.

import { left, span } from "./clock.js";
import { BUTTONS, CALLED_OFF, CAN_SAY_CANT } from "./state.js";
import { both, say } from "./words.js";

const byId = new Map();

export function el(id) {
  if (!byId.has(id)) byId.set(id, document.getElementById(id));
  return byId.get(id);
}

export function put(id, text) {
  const node = el(id);
  const wanted = text ?? "";
  if (node.textContent !== wanted) node.textContent = wanted;
  node.classList.toggle("none", wanted === "");
}

function make(kind, name, ...content) {
  const node = document.createElement(kind);
  if (name) node.className = name;
  node.append(...content.filter((part) => part !== "" && part !== null && part !== undefined));
  return node;
}

/** Fills a part of the page only when what it shows has changed. */
function fill(id, key, build) {
  const node = el(id);
  if (node.dataset.key === key) return;
  node.dataset.key = key;
  node.replaceChildren(...build());
}

const STATE_WORDS = { abort: "state_abort", stand_down: "state_stand_down" };

function stateWord(call, now) {
  const age = span(now - (call.line.went ?? now));
  const word = STATE_WORDS[call.phase] ?? `state_${call.phase}`;
  return say(word, { time: age });
}

/** What is counted: a label and a length, in words when it runs over. */
function counting(call, now) {
  const { handoff, line, phase } = call;
  if (phase === "live") return [say("on_air_for"), span(now - (line.live ?? now))];
  if (["go", "missed", "check"].includes(phase)) return [say("go_since"), span(now - line.went)];
  if (["returned", "cant", "stand_down", "abort"].includes(phase)) return ["", ""];
  if (handoff.due === null) return [say("due_unknown"), ""];
  if (now > handoff.due) return [say("due_over"), span(now - handoff.due)];
  return [say("due_in"), left(handoff.due - now)];
}

function returning(call, now) {
  const by = call.line.return_by;
  if (by === null || !["live", "go", "missed", "check"].includes(call.phase)) return ["", ""];
  return now > by ? [say("return_over"), span(now - by)] : [say("return_in"), left(by - now)];
}

function hint(call, isPlan) {
  const { line, phase } = call;
  if (phase === "armed" && isPlan) return say("hint_plan");
  if (phase === "missed") return say("hint_go");
  if (phase === "cant") return say("hint_cant", { reason: line.reason || "–" });
  const forced = line.was_forced && ["go", "live"].includes(phase) ? `${say("hint_forced")} ` : "";
  return forced + say(`hint_${phase}`);
}

function phrase({ handoff, phase }) {
  if (phase === "abort") return handoff.abort_phrase ? handoff.abort_phrase : "";
  if (["armed", "standby", "ready", "go", "check", "missed"].includes(phase) && handoff.throw_words) {
    return `${say("throw_words")}: ${handoff.throw_words}`;
  }
  return "";
}

export function showCall(call, now, isPlan) {
  document.body.dataset.phase = call ? call.phase : "empty";
  const [title, alt] = call ? both(call.handoff.title, call.handoff.title_alt) : [say("hint_empty"), ""];
  const [label, time] = call ? counting(call, now) : ["", ""];
  const [second, secondTime] = call ? returning(call, now) : ["", ""];
  put("state-word", call ? stateWord(call, now) : say("state_empty"));
  put("number", call?.handoff.number);
  put("kind", call && say(`kind_${call.handoff.kind}`));
  put("title", title);
  put("title-alt", alt);
  put("countdown-label", label);
  put("countdown-time", time);
  put("second-label", second);
  put("second-time", secondTime);
  put("hint", call ? hint(call, isPlan) : "");
  put("phrase", call ? phrase(call) : "");
  el("countdown").classList.toggle("over", Boolean(call?.handoff.due && now > call.handoff.due));
  el("second").classList.toggle("over", Boolean(call?.line.return_by && now > call.line.return_by));
}

export function showDetails(call, now, language) {
  const handoff = call?.handoff;
  const key = handoff ? `${language} ${JSON.stringify({ ...handoff, line: 0, due: 0 })}` : "";
  fill("people", key, () => (handoff ? people(handoff) : []));
  fill("words", key, () => (handoff ? points(handoff) : []));
  fill("gates", key, () => (handoff ? gates(handoff) : []));
  const seconds = call?.line.went ? Math.floor(now / 1000) : 0;
  fill("offers", `${key} ${call?.line.went} ${seconds}`, () =>
    handoff ? offers(handoff, call.line, now) : []);
}

function people({ people: coming }) {
  if (!coming.length) return [];
  return [make("h2", "", say("people")), ...coming.map((person) => {
    const [name, other] = both(person.name, person.name_alt);
    const arrival = person.has_arrived ? say("arrived") : say("not_arrived");
    const walk = person.transit === null ? "" : say("walk", { time: span(person.transit) });
    const facts = [say(`role_${person.role}`), person.circle, walk, arrival].filter(Boolean);
    return make("div", person.is_barred ? "person barred" : "person",
      make("b", "", name), make("i", "", other), make("span", "", facts.join(" · ")),
      person.is_barred ? make("strong", "", say("barred")) : "");
  })];
}

function offers({ offers: all }, line, now) {
  if (!all.length) return [];
  return [make("h2", "", say("offers")), ...all.map((offer) => {
    const [product, other] = both(offer.product, offer.product_alt);
    const [instead] = both(offer.fallback, offer.fallback_alt);
    const facts = [
      offer.list_price && say("was", { price: offer.list_price }),
      offer.stock === null ? "" : say("stock", { n: offer.stock }),
      offer.per_user === null ? "" : say("per_user", { n: offer.per_user }),
    ].filter(Boolean);
    return make("article", "offer",
      make("div", "head", make("span", "no", offer.number), make("b", "price", offer.deal_price)),
      make("div", "product", make("b", "", product), make("i", "", other)),
      make("p", "facts", facts.join(" · ")),
      offer.coupon ? make("p", "coupon", couponWords(offer.coupon, line, now)) : "",
      offer.must_say ? make("p", "must", make("strong", "", `✓ ${say("must_say")}`), offer.must_say) : "",
      offer.must_not_say
        ? make("p", "never", make("strong", "", `✕ ${say("must_not_say")}`), offer.must_not_say) : "",
      instead ? make("p", "facts", `${say("fallback")}: ${instead}`) : "");
  })];
}

function couponWords(coupon, line, now) {
  const name = `${say("coupon")} ${coupon.name}`;
  const { opens_after: opens, closes_after: closes } = coupon;
  if (line.went === null) {
    const lasting = closes === null ? "" : `, ${say("coupon_for", { time: span(closes - opens) })}`;
    return `${name}: ${say("coupon_plan", { time: span(opens) })}${lasting}`;
  }
  const since = now - line.went;
  if (since < opens) return `${name}: ${say("coupon_opens", { time: left(opens - since) })}`;
  if (closes === null) return `${name}: ${say("coupon_open")}`;
  if (since >= closes) return `${name}: ${say("coupon_closed")}`;
  return `${name}: ${say("coupon_open")}, ${say("coupon_closes", { time: left(closes - since) })}`;
}

function points({ talking_points: all }) {
  if (!all.length) return [];
  return [make("h2", "", say("points")), make("ol", "", ...all.map((text) => make("li", "", text)))];
}

function gates({ gates: all }) {
  if (!all.length) return [];
  return [make("h2", "", say("gates")), make("ul", "", ...all.map((text) => make("li", "", text)))];
}

/** The other handoffs: those under way right below the call, those to come at the end. */
export function showOthers(calls, now, onChoose) {
  const later = calls.filter((call) => call.phase === "armed").slice(0, 5);
  const isActive = ({ phase }) => phase !== "armed" && !CALLED_OFF.has(phase);
  showRows("active", calls.filter(isActive), now, onChoose);
  showRows("later", later, now, onChoose, say("later"));
}

function showRows(id, calls, now, onChoose, heading = "") {
  const rows = calls.map((call) => [call, stateWord(call, now), counting(call, now).join(" ")]);
  const seen = rows.map(([call, ...words]) => [call.handoff.id, call.handoff.title, call.phase, ...words]);
  fill(id, JSON.stringify([heading, ...seen]), () => [
    rows.length && heading ? make("h2", "", heading) : "",
    ...rows.map(([call, state, counted]) => row(call, state, counted, onChoose)),
  ]);
}

function row(call, state, counted, onChoose) {
  const [title] = both(call.handoff.title, call.handoff.title_alt);
  const node = make("button", `other ${call.phase}`, make("b", "", call.handoff.number),
    make("span", "state", call.phase === "armed" ? "" : state), make("span", "title", title), make("span", "time", counted));
  node.type = "button";
  node.addEventListener("click", () => onChoose(call.handoff.id));
  return node;
}

/** What was called off and is not the call: a strip each, with a button of its own. */
export function showStops(calls, now, { isUp, isAsking }, onNoted) {
  const strips = calls.filter(({ phase }) => CALLED_OFF.has(phase)).map((call) => ({
    call,
    state: stateWord(call, now),
    word: isAsking(call) ? say("sending") : say(BUTTONS[call.phase].word),
    isReady: isUp && !isAsking(call),
  }));
  const seen = strips.map(({ call, ...shown }) => [call.handoff.id, call.line.rev, call.handoff.title, shown]);
  fill("stops", JSON.stringify(seen), () => strips.map((strip) => stopStrip(strip, onNoted)));
}

function stopStrip({ call, state, word, isReady }, onNoted) {
  const { number, title, title_alt: alt } = call.handoff;
  const button = make("button", "", word);
  button.type = "button";
  button.disabled = !isReady;
  button.addEventListener("click", () => onNoted(call));
  return make("div", `stop ${call.phase}`, make("b", "", number), make("strong", "", `■ ${state}`),
    make("span", "title", both(title, alt)[0]), button);
}

export function showNow(page, now, clock) {
  const line = (segment) => (segment ? `${segment.number} ${both(segment.title, segment.title_alt)[0]}`.trim() : "");
  const at = (segment) => (segment?.start ? ` (${clock.wall(segment.start)})` : "");
  const until = (segment) => (segment?.end && segment.end > now ? ` · ${left(segment.end - now)}` : "");
  const stage = page.stage ? line(page.stage) + until(page.stage) : say("nothing");
  const then = page.stage_next ? ` · ${say("stage_next")} ${line(page.stage_next)}${at(page.stage_next)}` : "";
  put("stage", page.stage || page.stage_next ? `${say("stage_now")}: ${stage}${then}` : "");
  const own = page.on_air ? line(page.on_air) + until(page.on_air) : say("nothing");
  const next = page.coming[0]
    ? ` · ${say("own_next")} ${line(page.coming[0])}${at(page.coming[0])}${awaited(page.coming[0])}` : "";
  put("own", `${say("own_now")}: ${own}${next}`);
}

/** The room's own ad rules: how each stands, in a word, and where it is broken. */
export function showRules({ rules = [] }, language) {
  fill("rules", JSON.stringify([language, rules]), () => [
    rules.length ? make("h2", "", say("rules")) : "",
    ...rules.map((rule) => make("p", `rule ${rule.level}`, make("span", "title", both(rule.title, rule.title_alt)[0]),
      make("b", "", both(rule.left, rule.left_alt)[0]), make("i", "", both(rule.where, rule.where_alt)[0]))),
  ]);
}

/** Who has to walk over before a segment can begin. */
function awaited({ waits_for: people }) {
  const names = people.map(([name, other]) => both(name, other)[0]).join(", ");
  return names ? ` · ${say("waits_for", { people: names })}` : "";
}

/** The one big button and the small one beside it. */
export function showButtons(call, { isStill, isAsking, isUp }) {
  const button = call && BUTTONS[call.phase];
  const press = el("press");
  put("press", button ? say(isAsking ? "sending" : button.word) : "");
  press.hidden = !button;
  press.disabled = !button || isStill || isAsking || !isUp;
  press.dataset.act = button?.act ?? "";
  const cant = el("cant");
  cant.hidden = !call || !CAN_SAY_CANT.has(call.phase);
  cant.disabled = isAsking || !isUp;
  put("cant", say("cant"));
}

export function showStale(isStale, silence, call, now, time) {
  el("stale").hidden = !isStale;
  if (!isStale) return;
  put("stale-clock", time);
  put("stale-word", say("stale"));
  put("stale-since", Number.isFinite(silence) ? say("stale_since", { time: span(silence) }) : say("no_reach"));
  put("stale-handoff", call ? `${call.handoff.number} · ${stateWord(call, now)}` : "");
  put("stale-time", call ? counting(call, now).join(" ") : "");
  put("stale-second", call ? returning(call, now).join(" ").trim() : "");
  put("stale-help", say("stale_help"));
}
