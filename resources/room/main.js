// The room page: one thing to look at, one button to press.

import { ShowClock } from "./clock.js";
import { Line } from "./line.js";
import { allowSound, canSound, isAwake, play, stayAwake } from "./sound.js";
import { BUTTONS, CALLED_OFF, Known } from "./state.js";
import {
  el, put, showButtons, showCall, showDetails, showNow, showOthers, showRules, showStale, showStops,
} from "./view.js";
import { say, speak, spoken } from "./words.js";

const KEPT = "producer-console-room";
const STANDBY_TONE = 2000;
const NOTICE = 6000;
const DOUBT = 100;
const PATIENCE = 3000;
const FULL = 5000;
const REASONS = ["reason_guest", "reason_tech", "reason_offer", "reason_time"];

const clock = new ShowClock();
const known = new Known();
const line = new Line({ clock, known, onMessage: hear, onRefused: refuse });
const kept = read();
const toEcho = new Map();
const heardStops = new Set();

let chosen = null;
let painted = null;
let asked = null;
let looking = "";
let stillUntil = 0;
let lastTone = 0;
let noticeUntil = 0;
let problem = "";

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) ?? {};
  } catch {
    return {};
  }
}

function keep(values) {
  Object.assign(kept, values);
  try {
    localStorage.setItem(KEPT, JSON.stringify(kept));
  } catch {
    // Without storage the page pairs again after a reload.
  }
}

// What the console says

function hear(message) {
  switch (message.type) {
    case "hello":
      known.hello(message);
      clock.zone = message.tz;
      clock.hint(message.t);
      keep({ name: message.name, ...(message.token ? { token: message.token } : {}) });
      el("pair").hidden = true;
      showParts(true);
      stayAwake();
      break;
    case "snap":
      if (known.snap(message, clock.now())) message.page.handoffs.forEach((h) => owe(h.line));
      break;
    case "ev":
      known.change(message.line, clock.now());
      owe(known.line(message.line.handoff));
      break;
    case "res":
      answer(message);
      break;
  }
  render();
  echoAfterPaint();
}

function owe(state) {
  if (state && state.rev > 0) toEcho.set(state.handoff, state);
}

/** Tells the console what has been painted: after two frames, which a hidden page never gets. */
function echoAfterPaint() {
  if (!toEcho.size) return;
  requestAnimationFrame(() => requestAnimationFrame(() => {
    for (const { epoch, seq, handoff, rev, resend } of toEcho.values()) {
      if (resend !== null) line.send({ type: "shown", epoch, seq, handoff, rev, t: clock.now() });
    }
    toEcho.clear();
  }));
}

function answer({ answer: verdict, why: english, why_zh: chinese }) {
  const why = spoken() === "zh" && chinese ? chinese : english;
  if (verdict === "stale") notify(say("answer_stale"));
  if (verdict === "denied") notify(say("answer_denied", { why }));
  if (verdict === "dup" && why) notify(say("already", { why }));
}

function refuse({ code, why }) {
  if (["unknown", "revoked"].includes(code)) keep({ token: "" });
  if (code === "full" && kept.token) setTimeout(() => line.open({ token: kept.token }), FULL);
  const told = ["code", "wait", "unknown", "revoked", "proto", "full"].includes(code);
  problem = told ? `no_${code}` : "no_other";
  askForCode(say(problem, { why }));
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

function showParts(isPaired) {
  for (const id of ["page", "buttons", "stops"]) el(id).hidden = !isPaired;
}

function askForCode(text = "") {
  el("pair").hidden = false;
  showParts(false);
  document.body.dataset.phase = "pair";
  put("pair-problem", text);
  el("join").disabled = false;
  put("join", say("join"));
  el("name").value ||= kept.name ?? "";
}

function join(submitted) {
  submitted.preventDefault();
  allowSound();
  el("join").disabled = true;
  put("join", say("joining"));
  put("pair-problem", "");
  line.open({ code: el("code").value, name: el("name").value });
}

function onKey(pressed) {
  if (pressed.code !== "Space" && pressed.code !== "Enter") return;
  const on = pressed.target;
  if (on instanceof HTMLInputElement || el("reasons").open) return;
  if (on instanceof HTMLButtonElement && on.id !== "press") return;
  pressed.preventDefault();
  if (pressed.type === "keydown" && !pressed.repeat) press();
}

function changeLanguage() {
  const next = spoken() === "en" ? "zh" : "en";
  keep({ language: next });
  speakAs(next);
}

function speakAs(language) {
  speak(language);
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = say(node.dataset.word);
  put("language", say("other_language"));
  if (problem && !el("pair").hidden) put("pair-problem", say(problem));
  el("reason-list").replaceChildren(...REASONS.map((key) => {
    const button = document.createElement("button");
    button.value = say(key);
    button.textContent = say(key);
    button.className = "big";
    return button;
  }));
  render();
}

// The picture

function render() {
  const now = clock.now();
  if (clock.isSet) put("clock", clock.wall(now));
  if (!known.page || el("page").hidden) {
    const isPaired = !el("page").hidden;
    showStale(isPaired && line.isStale && performance.now() > PATIENCE, line.silence(), null, now, "");
    showLine();
    return;
  }
  const calls = known.calls(now);
  const call = current(calls);
  arrive(call);
  painted = call;
  const isUp = line.isUp && !known.isSuperseded;
  showHeader();
  showLine();
  showCall(call, now, known.page.run === "plan");
  showDetails(call, now, spoken());
  const others = calls.filter((other) => other !== call);
  const isAsking = (other) => line.isAsking(other.handoff.id);
  showOthers(others, now, choose);
  showStops(others, now, { isUp, isAsking }, note);
  showNow(known.page, now, clock);
  showRules(known.page, spoken());
  showButtons(call, {
    isUp,
    isStill: performance.now() < stillUntil,
    isAsking: Boolean(call) && isAsking(call),
  });
  showStale(line.isStale, line.silence(), call, now, clock.wall(now));
  showChips();
  sound(call, calls);
}

/** What is looked at has changed: the button holds still for a moment, and it may sound. */
function arrive(call) {
  const look = call ? `${call.handoff.id} ${call.phase} ${call.line.rev}` : "";
  if (look === looking) return;
  looking = look;
  stillUntil = performance.now() + (BUTTONS[call?.phase]?.still ?? 0);
  if (call?.phase === "go") play("go");
  lastTone = 0;
  scrollTo(0, 0);
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

function showHeader() {
  const { page } = known;
  const pick = (one, other) => (spoken() === "zh" ? other || one : one);
  const runs = { plan: say("plan"), rehearsal: say("rehearsal", { n: page.run_number }), show: say("on_air_run") };
  put("room", pick(page.name, page.name_alt));
  put("show", `${pick(page.show_title, page.show_title_alt)} · ${page.is_ended ? say("ended") : runs[page.run]}`);
  document.title = `${page.name} · ${page.show_title}`;
}

function showLine() {
  const node = el("line");
  const isPaired = !el("page").hidden;
  const state = !isPaired ? "" : line.isUp ? "up" : line.isStale ? "stale" : "connecting";
  const doubt = line.isUp && clock.doubt() > DOUBT ? ` · ${say("line_doubt", { ms: Math.round(clock.doubt()) })}` : "";
  const text = known.isSuperseded ? say("superseded") : state && say(`line_${state}`) + doubt;
  put("line", text);
  node.dataset.state = state;
}

function showChips() {
  const chips = [canSound() ? "" : say("chip_sound"), say(isAwake() ? "chip_awake" : "chip_sleepy")];
  put("chips", chips.filter(Boolean).join(" · "));
  if (performance.now() > noticeUntil) put("notice", "");
}

// Beginning

el("pair-form").addEventListener("submit", join);
el("press").addEventListener("click", press);
el("cant").addEventListener("click", askReason);
el("reasons").addEventListener("close", sayCant);
el("language").addEventListener("click", changeLanguage);
document.addEventListener("keydown", onKey);
document.addEventListener("keyup", onKey);
document.addEventListener("pointerdown", allowSound);
document.addEventListener("keydown", allowSound);
document.addEventListener("visibilitychange", () => {
  stayAwake();
  if (known.page) known.page.handoffs.forEach(({ id }) => owe(known.line(id)));
  echoAfterPaint();
});

speakAs(kept.language ?? (navigator.language.startsWith("zh") ? "zh" : "en"));
const code = new URLSearchParams(location.hash.slice(1)).get("code");
if (code) history.replaceState(null, "", location.pathname);
if (kept.token && !code) {
  showParts(true);
  line.open({ token: kept.token });
} else {
  el("code").value = code ?? "";
  askForCode();
}
setInterval(render, 100);
