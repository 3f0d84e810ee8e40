// What a page beside the stage is told by a shake and a tone: a new take, and its last ten seconds.

import { countOf } from "./counts.js";
import { play } from "./sound.js";

const FRESH = 5000;

let taken = "";
let warned = "";

/** A take that is old news when it is heard of makes no noise. */
export function heedTakes(onAir, now) {
  const key = onAir ? `${onAir.id} ${onAir.start}` : "";
  if (key && key !== taken && now - onAir.start <= FRESH) play("go");
  taken = key;
  if (key && key !== warned && countOf(onAir, now).state === "soon") {
    warned = key;
    play("standby");
  }
}
