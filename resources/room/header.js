// What every page has round it: whose page it is, the line's lamp, the clock, chips and the STALE sign.

import { span } from "./clock.js";
import { el, put } from "./dom.js";
import { canSound, isAwake } from "./sound.js";
import { both, say } from "./words.js";

const DOUBT = 100;

export function showHeader(page, role) {
  const runs = { plan: say("plan"), rehearsal: say("rehearsal", { n: page.run_number }), show: say("on_air_run") };
  const [name] = both(page.name, page.name_alt);
  const [title] = both(page.show_title, page.show_title_alt);
  put("room", role === "producer" ? title : name);
  const parts = [say(`page_${role}`), page.is_ended ? say("ended") : runs[page.run], role === "producer" ? "" : title];
  put("show", parts.filter(Boolean).join(" · "));
  document.title = `${page.name} · ${page.show_title}`;
}

/** The line in a word and a shape, and a badge where the clock may be more than 100 ms off. */
export function showLine({ line, clock, known, isPaired }) {
  const node = el("line");
  const state = !isPaired ? "" : line.isUp ? "up" : line.isStale ? "stale" : "connecting";
  const isDoubtful = line.isUp && clock.doubt() > DOUBT && Number.isFinite(clock.doubt());
  const doubt = isDoubtful ? say("line_doubt", { ms: Math.round(clock.doubt()) }) : "";
  const text = known.isSuperseded ? say("superseded") : state && [say(`line_${state}`), doubt].filter(Boolean).join(" · ");
  put("line", text);
  node.dataset.state = isDoubtful ? "doubt" : state;
}

/** What somebody should do about sound and sleep stands at the foot, what is fine at the end. */
export function showChips(isMuted) {
  put("chips", [canSound() || isMuted ? "" : say("chip_sound"), isAwake() ? "" : say("chip_sleepy")].filter(Boolean).join(" · "));
  el("settings").classList.remove("none");
  put("awake", isAwake() ? say("chip_awake") : "");
  put("mute", say(isMuted ? "sound_off" : "sound_on"));
  el("mute").setAttribute("aria-pressed", String(!isMuted));
}

/** Full screen once nothing has come for three seconds; what it counts goes on by itself. A question
 *  that was open is no: nobody would hear the answer. */
export function showStale(isStale, silence, { what = "", time = "", second = "" }, clock) {
  el("stale").hidden = !isStale;
  if (!isStale) return;
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close("");
  put("stale-clock", clock);
  put("stale-word", say("stale"));
  put("stale-since", Number.isFinite(silence) ? say("stale_since", { time: span(silence) }) : say("no_reach"));
  put("stale-handoff", what);
  put("stale-time", time);
  put("stale-second", second);
  put("stale-help", say("stale_help"));
}
