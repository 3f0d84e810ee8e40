// What the page knows, and what of it is the one thing to look at. Newest state wins; no screen here.

import { Sheet } from "./sheet.js";

const GONE = new Set(["go_sent", "go_shown"]);
const STANDBY = new Set(["standby_sent", "standby_shown"]);
const LIVE_MISSED = 10_000;
const CANT_FOR = 30_000;

const order = (a, b) => a.epoch - b.epoch || a.seq - b.seq;

export const CALLED_OFF = new Set(["abort", "stand_down"]);

export class Known {
  epoch = 0;
  seq = 0;
  rev = 0;
  page = null;
  isSuperseded = false;
  #sheet = null;
  #lines = new Map();
  #gos = new Map();

  /** False when the console that answers is older than one we have followed. */
  hello(message) {
    this.isSuperseded = message.epoch > 0 && message.epoch < this.epoch;
    return !this.isSuperseded;
  }

  /** Everything anew; true when it was taken. */
  snap(message, now) {
    if (message.epoch > 0 && message.epoch < this.epoch) return false;
    const isAnother = this.page && this.page.show !== message.page.show;
    if (message.epoch === 0 || isAnother) this.#lines.clear();
    this.#sheet = new Sheet(message.page);
    this.#take(message, now);
    return true;
  }

  /** What has changed of the page; false when we do not know what it was before. */
  turn(message, now) {
    if (!this.#sheet || message.base !== this.rev) return false;
    this.#sheet.change(message.set);
    this.#take(message, now);
    return true;
  }

  /** Brings what runs with the clock to that moment. */
  count(now) {
    if (this.#sheet) this.page = this.#sheet.at(now);
  }

  #take({ epoch, seq, rev, lines }, now) {
    this.rev = rev;
    this.seq = Math.max(epoch > this.epoch ? 0 : this.seq, seq);
    this.epoch = Math.max(this.epoch, epoch);
    for (const line of lines) this.change(line, now);
    this.count(now);
  }

  /** One handoff's state; false when we know a newer one. */
  change(line, now) {
    if (line.epoch > 0 && line.epoch < this.epoch) return false;
    const known = this.#lines.get(line.handoff);
    if (known && order(line, known) < 0) return false;
    if (line.epoch > this.epoch) {
      this.epoch = line.epoch;
      this.seq = 0;
    }
    this.seq = Math.max(this.seq, line.seq);
    this.#lines.set(line.handoff, line);
    const key = `${line.epoch}/${line.handoff}/${line.rev}`;
    if (GONE.has(line.state) && !this.#gos.has(key)) {
      this.#gos.set(key, now - line.went <= line.ttl);
    }
    return true;
  }

  get lines() {
    return [...this.#lines.values()];
  }

  line(id) {
    return this.#lines.get(id);
  }

  /** True when a GO reached us while it was still a trigger, not just information. */
  wasInTime(line) {
    return this.#gos.get(`${line.epoch}/${line.handoff}/${line.rev}`) !== false;
  }

  /** What each handoff means now, the most urgent first. */
  calls(now) {
    if (!this.page) return [];
    const calls = this.page.handoffs
      .map((handoff) => ({ handoff, line: this.#lines.get(handoff.id) }))
      .filter(({ line }) => line)
      .map((call) => ({ ...call, phase: this.phase(call.line, now) }))
      .filter((call) => call.phase in URGENCY);
    return calls.sort((a, b) => urgency(a, calls, now) - urgency(b, calls, now) || byDue(a, b));
  }

  phase(line, now) {
    if (line.is_stood_down) return line.state === "aborted" ? "abort" : "stand_down";
    if (STANDBY.has(line.state)) return "standby";
    if (GONE.has(line.state)) {
      if (!this.wasInTime(line)) return "check";
      return now - line.went >= LIVE_MISSED ? "missed" : "go";
    }
    if (["armed", "ready", "live", "cant", "returned"].includes(line.state)) return line.state;
    return "over";
  }
}

/** What is to be done now stands before what is to be undone. */
const URGENCY = {
  go: 0, check: 0, missed: 0, standby: 1, abort: 2, live: 3, stand_down: 4,
  ready: 5, cant: 7, returned: 8, armed: 9,
};
const OVERTAKEN = 6;
const SETTLED = 10;

/** What was called off gives way to what was taken up since, an old CAN'T to what comes next. */
function urgency({ phase, line }, calls, now) {
  const isNewer = (other) => ["live", "ready"].includes(other.phase) && other.line.since > line.since;
  if (CALLED_OFF.has(phase) && calls.some(isNewer)) return OVERTAKEN;
  if (phase === "cant" && now - line.since >= CANT_FOR) return SETTLED;
  return URGENCY[phase];
}

const byDue = (a, b) => (a.handoff.due ?? Infinity) - (b.handoff.due ?? Infinity) || 0;

/** What the one big button says in each phase, and how long it holds still first: a finger that was
 *  on its way to the button before must not press this one. */
export const BUTTONS = {
  standby: { act: "ready", word: "press_ready", still: 500 },
  go: { act: "live", word: "press_live", still: 600 },
  check: { act: "live", word: "press_live", still: 600 },
  missed: { act: "live", word: "press_live", still: 600 },
  live: { act: "return", word: "press_return", still: 1500 },
  cant: { act: "ready", word: "press_can_now", still: 1500 },
  stand_down: { act: "ack", word: "press_ack", still: 500 },
  abort: { act: "ack", word: "press_abort", still: 500 },
};

export const CAN_SAY_CANT = new Set(["standby", "ready", "go", "check", "missed"]);
