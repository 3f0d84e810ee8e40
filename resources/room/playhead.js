// The room's own playhead: what is on air, what GO would take, and what comes after.

import { span } from "./clock.js";
import { countOf } from "./counts.js";
import { button, el, fill, make, write } from "./dom.js";
import { awaited, called } from "./side.js";
import { say, spoken } from "./words.js";

const STILL = 1000;
const STEPS = [-30_000, 30_000, 60_000];

let taken = "";
let stillUntil = 0;

/** `may` says whether a press would reach the console, `ask` is told what was pressed. */
export function showPlayhead(page, now, { clock, isUp, isAsking, ask }) {
  const onAir = page.on_air;
  const { standby } = page;
  holdStill(onAir, standby);
  const isRunning = page.run !== "plan" && !page.is_ended;
  const isReady = isUp && isRunning && !isAsking && performance.now() >= stillUntil;
  showOnAir(onAir, now);
  showStandby(standby, isReady, ask, clock, page);
  showCalls(onAir, standby, isReady, ask);
  showComing(page, standby, isReady, ask, clock);
}

/** After a GO the buttons hold still: a second press would take what nobody has looked at. */
function holdStill(onAir, standby) {
  const key = `${onAir?.id} ${onAir?.start} ${standby?.id}`;
  if (key === taken) return;
  if (taken) stillUntil = performance.now() + STILL;
  taken = key;
}

function showOnAir(segment, now) {
  const count = countOf(segment, now);
  const key = JSON.stringify([spoken(), segment?.id, segment?.number, segment?.title]);
  fill("own-now", key, () => [
    make("h2", "", segment ? say("own_on_air") : say("own_nothing")),
    make("p", "called", called(segment)),
    make("p", "count", make("span", ""), make("b", "")),
  ]);
  const line = el("own-now").querySelector(".count");
  line.dataset.count = count.state;
  write(line.firstChild, count.label);
  write(line.lastChild, count.time);
}

function showStandby(segment, isReady, ask, clock, page) {
  const key = JSON.stringify([spoken(), segment?.id, segment?.number, segment?.title, page.run === "plan"]);
  fill("own-standby", key, () => [
    make("h2", "", segment ? say("own_in_standby") : say("own_end")),
    make("p", "facts"),
    segment ? goButton(segment, ask) : "",
    page.run === "plan" ? make("p", "", say("hint_plan")) : "",
  ]);
  const known = segment ? [
    segment.length === null ? "" : say("lasts", { time: span(segment.length) }),
    segment.start ? say("expected_at", { time: clock.wall(segment.start) }) : "",
  ].filter(Boolean).join(" · ") + awaited(segment) : "";
  write(el("own-standby").querySelector(".facts"), known);
  if (segment) el("own-go").disabled = !isReady;
}

/** GO says what it takes. */
function goButton(segment, ask) {
  const node = button("go", "", () => ask("go", { segment: segment.id }, called(segment)));
  node.id = "own-go";
  node.setAttribute("aria-keyshortcuts", "g");
  node.append(make("b", "", say("own_go")), make("span", "", called(segment)));
  return node;
}

function showCalls(onAir, standby, isReady, ask) {
  const isHeld = Boolean(onAir && onAir.held !== null);
  const key = JSON.stringify([spoken(), onAir?.id, onAir?.start, standby?.id, isHeld]);
  fill("own-calls", key, () => [
    isHeld ? button("hold held", say("own_resume"), () => ask("resume")) : button("hold", say("own_hold"), () => ask("hold")),
    ...STEPS.map((by) => button("step", stepWord(by), () => ask("add_time", { by }))),
    button("skip", say("own_skip", { number: standby?.number ?? "" }),
      () => ask("skip", { segment: standby.id }, called(standby), "skip")),
    button("", say("own_take_back"), () => ask("take_back", {}, called(onAir), "take_back")),
  ]);
  for (const node of el("own-calls").children) {
    node.disabled = !isReady || !(node.className === "skip" ? standby : onAir);
  }
}

function stepWord(by) {
  return say(by < 0 ? "own_less" : "own_more", { time: span(Math.abs(by)) });
}

function showComing(page, standby, isReady, ask, clock) {
  const ahead = page.coming.filter(({ id }) => !standby || id !== standby.id);
  fill("own-coming", JSON.stringify([spoken(), ahead.map(({ id, number, title }) => [id, number, title])]), () => [
    ahead.length ? make("h2", "", say("own_coming")) : "",
    ...ahead.map((segment) => make("div", "coming", make("time"),
      make("span", "called", called(segment), make("i")),
      button("", say("own_standby"), () => ask("standby", { segment: segment.id }, called(segment))))),
  ]);
  el("own-coming").querySelectorAll(".coming").forEach((node, index) => {
    const segment = ahead[index];
    write(node.querySelector("time"), segment.start ? clock.wall(segment.start) : say("time_unknown"));
    write(node.querySelector("i"), awaited(segment).replace(" · ", ""));
    node.querySelector("button").disabled = !isReady;
  });
}
