// What is on air counted down: time left, time over, or standing still in a hold. No screen here.

import { left, span } from "./clock.js";
import { say } from "./words.js";

const SOON = 10_000;

/** A label, a length and a state (left, soon, over, held, elapsed, none) for what is on air. */
export function countOf(segment, now) {
  if (!segment) return { label: "", time: "", state: "none" };
  const isHeld = segment.held !== null;
  const remains = remaining(segment, now, isHeld);
  if (remains === null) {
    const since = isHeld ? segment.held : now;
    const time = segment.start === null ? "" : span(since - segment.start);
    return { label: say(isHeld ? "count_held" : "count_elapsed"), time, state: isHeld ? "held" : "elapsed" };
  }
  if (remains < 0) {
    return { label: say(isHeld ? "count_held_over" : "count_over"), time: span(-remains), state: "over" };
  }
  if (isHeld) return { label: say("count_held"), time: left(remains), state: "held" };
  return { label: say("count_left"), time: left(remains), state: remains <= SOON ? "soon" : "left" };
}

function remaining(segment, now, isHeld) {
  if (isHeld && segment.left !== null) return segment.left;
  return segment.ends === null ? null : segment.ends - now;
}

/** OVER 0:12, UNDER 0:05, ON TIME: never a bare sign; unknown where nobody knows. */
export function overWords(over, isFirm = true) {
  if (over === null) return { text: say("over_unknown"), state: "calm" };
  const seconds = Math.round(over / 1000);
  const bound = isFirm || seconds === 0 ? "" : `${say(over > 0 ? "at_least" : "at_most")} `;
  if (seconds === 0) return { text: say("on_time"), state: "calm" };
  const time = span(Math.abs(seconds) * 1000);
  return seconds > 0
    ? { text: bound + say("over", { time }), state: "over" }
    : { text: bound + say("under", { time }), state: "under" };
}
