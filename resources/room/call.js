// The call: the one handoff to look at, its big button, and the strips of those that stand beside it.

import { left, span } from "./clock.js";
import { button, el, fill, make, put, write } from "./dom.js";
import { BUTTONS, CALLED_OFF, CAN_SAY_CANT } from "./state.js";
import { both, labelled, say } from "./words.js";

/** The state of a call as it is read out: STANDBY, GO, LIVE. */
export function stateWord(call, now) {
  return say(`state_${call.phase}`, { time: span(now - (call.line.went ?? now)) });
}

/** What is counted: a label and a length, in words when it runs over. */
export function counting(call, now, planned = null) {
  const { handoff, line, phase } = call;
  if (phase === "live") return [say("on_air_for"), span(now - (line.live ?? now))];
  if (["go", "missed", "check"].includes(phase)) return [say("go_since"), span(now - line.went)];
  if (["returned", "cant", "stand_down", "abort"].includes(phase)) return ["", ""];
  if (handoff.due === null) return [say("due_unknown"), ""];
  if (planned) return [say("due_planned"), planned.wall(handoff.due)];
  if (now > handoff.due) return [say("due_over"), span(now - handoff.due)];
  return [say("due_in"), left(handoff.due - now)];
}

/** When the stage wants it back: a label and a length. */
export function returning(call, now) {
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
    return labelled(say("throw_words"), handoff.throw_words);
  }
  return "";
}

/** `planned` is the clock while no show runs: then nothing is counted down. */
export function showCall(call, now, planned) {
  document.body.dataset.phase = call ? call.phase : "empty";
  const [title, alt] = call ? both(call.handoff.title, call.handoff.title_alt) : [say("hint_empty"), ""];
  const [label, time] = call ? counting(call, now, planned) : ["", ""];
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
  put("hint", call ? hint(call, Boolean(planned)) : "");
  put("phrase", call ? phrase(call) : "");
  const isDue = !planned && ["armed", "standby", "ready"].includes(call?.phase);
  el("countdown").classList.toggle("over", Boolean(isDue && call.handoff.due && now > call.handoff.due));
  el("second").classList.toggle("over", Boolean(call?.line.return_by && now > call.line.return_by));
  el("second").classList.toggle("none", !second);
}

/** The other handoffs: those under way right below the call, those to come at the end. */
export function showOthers(calls, now, planned, onChoose) {
  const later = calls.filter((call) => call.phase === "armed").slice(0, 5);
  const isActive = ({ phase }) => phase !== "armed" && !CALLED_OFF.has(phase);
  showRows("active", calls.filter(isActive), now, planned, onChoose);
  showRows("later", later, now, planned, onChoose, say("later"));
}

function showRows(id, calls, now, planned, onChoose, heading = "") {
  const rows = calls.map(({ handoff, phase }) => [handoff.id, handoff.number, both(handoff.title, handoff.title_alt)[0], phase]);
  fill(id, JSON.stringify([heading, rows]), () => [
    rows.length && heading ? make("h2", "", heading) : "",
    ...rows.map((row) => otherRow(row, onChoose)),
  ]);
  el(id).querySelectorAll(".other").forEach((node, index) => {
    const call = calls[index];
    write(node.querySelector(".state"), call.phase === "armed" ? "" : stateWord(call, now));
    write(node.querySelector(".time"), counting(call, now, planned).join(" "));
  });
}

function otherRow([id, number, title, phase], onChoose) {
  const node = button(`other ${phase}`, "", () => onChoose(id));
  node.append(make("b", "", number), make("span", "state"), make("span", "title", title), make("span", "time"));
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
  const node = button("", word, () => onNoted(call), isReady);
  return make("div", `stop ${call.phase}`, make("b", "", number), make("strong", "", `■ ${state}`),
    make("span", "title", both(title, alt)[0]), node);
}

/** The one big button and the small one beside it. */
export function showButtons(call, { isStill, isAsking, isUp }) {
  const what = call && BUTTONS[call.phase];
  const press = el("press");
  put("press", what ? say(isAsking ? "sending" : what.word) : "");
  press.hidden = !what;
  press.disabled = !what || isStill || isAsking || !isUp;
  press.dataset.act = what?.act ?? "";
  const cant = el("cant");
  cant.hidden = !call || !CAN_SAY_CANT.has(call.phase);
  cant.disabled = isAsking || !isUp;
  put("cant", say("cant"));
}
