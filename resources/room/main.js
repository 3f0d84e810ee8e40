// One page for every role: what the console says comes in here, and the role's own page is painted.

import { counting, returning, showButtons, showCall, showOthers, showStops, stateWord } from "./call.js";
import { ShowClock } from "./clock.js";
import { Controller } from "./controller.js";
import { countOf } from "./counts.js";
import { el, make, put } from "./dom.js";
import { Echo } from "./echo.js";
import { showChips, showHeader, showLine, showStale } from "./header.js";
import { onSwipe, showDeck, turn } from "./host.js";
import { keep, kept } from "./kept.js";
import { Line, PROTO } from "./line.js";
import { Door } from "./pair.js";
import { showProducers } from "./producers.js";
import { called, showNow, showRules, showWith } from "./side.js";
import { allowSound, mute, play, stayAwake } from "./sound.js";
import { counted, showStage } from "./stage.js";
import { BUTTONS, CALLED_OFF, Known } from "./state.js";
import { heedTakes } from "./takes.js";
import { say, speak, spoken, told } from "./words.js";

const STANDBY_TONE = 2000;
const NOTICE = 6000;
const PATIENCE = 3000;
/** Between two pictures: how late a countdown may turn against the console's. */
const PICTURE = 50;
const REASONS = ["reason_guest", "reason_tech", "reason_offer", "reason_time"];
const IN_ROOM = new Set(["room", "operator"]);
/** While it is called, Space answers the call, whatever button was pressed last. */
const CALLING = new Set(["standby", "go", "check", "missed"]);

const clock = new ShowClock();
const known = new Known();
const line = new Line({ clock, known, onMessage: hear, onRefused: (no) => door.refuse(no), onUnanswered: unanswered });
const door = new Door(line);
const controller = new Controller(line);
const echo = new Echo(line, clock);
const heardStops = new Set();

let role = kept.role ?? "room";
let isMuted = false;
let chosen = null;
let painted = null;
let asked = null;
let looking = "";
let stillUntil = 0;
let lastTone = -Infinity;
let noticeUntil = 0;

// What the console says

function hear(message) {
  switch (message.type) {
    case "hello":
      if (message.proto > PROTO) door.update();
      known.hello(message);
      clock.zone = message.tz;
      clock.hint(message.t);
      takeRole(message.role);
      door.letIn(message);
      stayAwake();
      break;
    case "snap":
      if (known.snap(message, clock.now())) owe(message.lines);
      break;
    case "page":
      if (known.turn(message, clock.now())) owe(message.lines);
      else if (message.rev > known.rev) line.want();
      break;
    case "ev":
      known.change(message.line, clock.now());
      owe([message.line]);
      break;
    case "res":
      answer(message);
      break;
  }
  render();
  echo.afterPaint();
}

function takeRole(name) {
  role = name;
  keep({ role });
  document.body.dataset.role = role;
  isMuted = kept[`muted_${role}`] ?? !IN_ROOM.has(role);
  mute(isMuted);
}

/** The newest we know of those handoffs is to be echoed. */
function owe(lines) {
  if (IN_ROOM.has(role)) lines.forEach(({ handoff }) => echo.owe(known.line(handoff)));
}

function answer({ answer: verdict, asked: question, confirm, why: english, why_zh: chinese }) {
  const why = told(english, chinese);
  const isCall = question?.type === "call";
  if (confirm && isCall) controller.ask(question, why);
  else if (verdict === "stale") notify(say(question && question.type !== "act" ? "answer_stale_call" : "answer_stale"));
  else if (verdict === "denied") notify(say("answer_denied", { why }));
  else if (verdict === "dup" && why) notify(say("already", { why }));
}

function unanswered({ type, verb }) {
  notify(say("unanswered", { call: say(type === "call" ? `call_${verb}` : "call_offer") }));
}

function notify(text) {
  noticeUntil = performance.now() + NOTICE;
  put("notice", text);
}

// What people do

function current(calls) {
  const picked = calls.find((call) => call.handoff.id === chosen);
  const first = calls[0];
  const mayWait = !first || ["live", "ready", "cant", "returned", "armed"].includes(first.phase);
  return (mayWait && picked) || first;
}

/** Every act is about what was on the screen when the finger came down. */
function press() {
  const button = painted && BUTTONS[painted.phase];
  if (!button || el("press").disabled) return;
  line.act(painted.line, button.act);
  render();
}

/** A strip's own button: it was called off, and somebody here knows. */
function note(call) {
  line.act(call.line, "ack");
  render();
}

function askReason() {
  asked = painted;
  el("reasons").showModal();
}

function sayCant() {
  const reason = el("reasons").returnValue;
  el("reasons").returnValue = "";
  if (reason && asked) line.act(asked.line, "cant", reason);
  render();
}

function onKey(pressed) {
  const on = pressed.target;
  if (on instanceof HTMLInputElement || document.querySelector("dialog[open]")) return;
  const isDown = pressed.type === "keydown" && !pressed.repeat;
  if (isDown && pressed.key === "ArrowLeft") turnCard(-1);
  if (isDown && pressed.key === "ArrowRight") turnCard(1);
  if (isDown && role === "operator" && controller.onKey(pressed)) render();
  if (pressed.code !== "Space" && pressed.code !== "Enter") return;
  const isCalled = pressed.code === "Space" && CALLING.has(painted?.phase);
  if (on instanceof HTMLButtonElement && on.id !== "press" && !isCalled) return;
  pressed.preventDefault();
  if (isDown) press();
}

function turnCard(by) {
  turn(by);
  render();
}

function changeMute() {
  isMuted = !isMuted;
  keep({ [`muted_${role}`]: isMuted });
  mute(isMuted);
  render();
}

function speakAs(language) {
  speak(language);
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = say(node.dataset.word);
  put("language", say("other_language"));
  door.translate();
  el("reason-list").replaceChildren(...REASONS.map((key) => {
    const button = make("button", "big", say(key));
    button.value = say(key);
    return button;
  }));
  render();
}

// The picture

const lineOf = (id) => known.line(id);

function render() {
  const now = clock.now();
  known.count(line.isStale ? line.heardAt(now) : now);
  const isPaired = !el("page").hidden;
  if (clock.isSet) put("clock", clock.wall(now));
  showLine({ line, clock, known, isPaired });
  if (!known.page || !isPaired) {
    showStale(isPaired && line.isStale && performance.now() > PATIENCE, line.silence(), {}, "");
    put("notice", isPaired && line.isUp ? say("waiting") : "");
    return;
  }
  const { page } = known;
  const calls = known.calls(now);
  const call = (painted = current(calls));
  arrive(call);
  const isUp = line.isUp && !known.isSuperseded;
  showHeader(page, role);
  if (IN_ROOM.has(role)) showRoom(page, calls, call, now, isUp);
  if (role === "operator") controller.show(page, now, { call, clock, isUp, calls, lineOf });
  if (role === "viewer") {
    showStage(page, now, clock);
    heedTakes(page.on_air, now);
  }
  if (role === "producer") {
    showProducers(page, now, { clock, lineOf, phaseOf: (of, at) => known.phase(of, at) });
  }
  showStale(line.isStale, line.silence(), standing(page, call, now), clock.wall(now));
  showChips(isMuted);
  if (performance.now() > noticeUntil) put("notice", "");
  sound(call, calls);
}

function showRoom(page, calls, call, now, isUp) {
  const others = calls.filter((other) => other !== call);
  const isAsking = (other) => line.isAsking(other.handoff.id);
  const planned = page.run === "plan" ? clock : null;
  showCall(call, now, planned);
  if (role === "room") showDeck(call, page, now, lineOf);
  showWith(call);
  showOthers(others, now, planned, choose);
  showStops(others, now, { isUp, isAsking }, note);
  showNow(page, now, clock);
  showRules(page);
  const isStill = performance.now() < stillUntil;
  showButtons(call, { isUp, isStill, isAsking: Boolean(call) && isAsking(call) });
}

/** What is counted on while the console is gone. */
function standing(page, call, now) {
  if (IN_ROOM.has(role) && call) {
    return {
      what: `${call.handoff.number} · ${stateWord(call, now)}`,
      time: counting(call, now, page.run === "plan" ? clock : null).join(" "),
      second: returning(call, now).join(" ").trim(),
    };
  }
  const isTimer = role === "viewer";
  const { label, time } = isTimer ? counted(page, now) : countOf(page.on_air, now);
  return { what: called(page.on_air ?? (isTimer && page.coming[0])), time: `${label} ${time}`.trim() };
}

/** What is looked at has changed: the button holds still for a moment, and it may sound. */
function arrive(call) {
  const look = call ? `${call.handoff.id} ${call.phase} ${call.line.rev}` : "";
  if (look === looking) return;
  looking = look;
  stillUntil = performance.now() + (BUTTONS[call?.phase]?.still ?? 0);
  if (call?.phase === "go") play("go");
  lastTone = -Infinity;
  if (role === "room") scrollTo(0, 0);
}

function sound(call, calls) {
  for (const { phase, handoff, line: { epoch, rev } } of calls) {
    const key = `${epoch}/${handoff.id}/${rev}`;
    if (CALLED_OFF.has(phase) && !heardStops.has(key)) {
      heardStops.add(key);
      play("stop");
    }
  }
  if (call?.phase !== "standby" || line.isStale || performance.now() - lastTone < STANDBY_TONE) return;
  lastTone = performance.now();
  play("standby");
}

function choose(id) {
  chosen = id;
  render();
}

// Beginning

el("press").addEventListener("click", press);
el("cant").addEventListener("click", askReason);
el("reasons").addEventListener("close", sayCant);
el("card-back").addEventListener("click", () => turnCard(-1));
el("card-on").addEventListener("click", () => turnCard(1));
onSwipe(el("deck"), turnCard);
el("mute").addEventListener("click", changeMute);
el("language").addEventListener("click", () => {
  const next = spoken() === "en" ? "zh" : "en";
  keep({ language: next });
  speakAs(next);
});
document.addEventListener("keydown", onKey);
document.addEventListener("keyup", onKey);
document.addEventListener("pointerdown", allowSound);
document.addEventListener("keydown", allowSound);
document.addEventListener("visibilitychange", () => {
  stayAwake();
  owe(known.lines);
  echo.afterPaint();
});

takeRole(role);
speakAs(kept.language ?? (navigator.language.startsWith("zh") ? "zh" : "en"));
door.open();
setInterval(render, PICTURE);
