// Tones after the first touch, a shake of the phone, and a screen that stays on where it may.

let context = null;
let isMuted = false;

const TUNES = {
  standby: [[660, 0, 0.12], [660, 0.2, 0.12]],
  go: [[880, 0, 0.15], [1320, 0.16, 0.35]],
  stop: [[440, 0, 0.25], [330, 0.3, 0.4]],
};
const SHAKES = { standby: [120, 80, 120], go: [500], stop: [250, 120, 250, 120, 250] };

export function canSound() {
  return context?.state === "running";
}

/** To be called from a touch or a key: browsers allow sound only then. */
export function allowSound() {
  context ??= new AudioContext();
  if (context.state !== "running") context.resume();
}

/** A muted page still shakes: a stage timer must not beep into a song. */
export function mute(wanted) {
  isMuted = wanted;
}

export function play(name) {
  navigator.vibrate?.(SHAKES[name]);
  if (canSound() && !isMuted) for (const [frequency, at, length] of TUNES[name]) tone(frequency, at, length);
}

function tone(frequency, at, length) {
  const oscillator = new OscillatorNode(context, { type: "triangle", frequency });
  const gain = new GainNode(context, { gain: 0 });
  const start = context.currentTime + at;
  gain.gain.setTargetAtTime(0.35, start, 0.005);
  gain.gain.setTargetAtTime(0, start + length, 0.02);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + length + 0.2);
}

let lock = null;

/** Asks for a screen that stays on; browsers give it only to secure pages that are visible. */
export async function stayAwake() {
  if (!("wakeLock" in navigator) || document.visibilityState !== "visible" || lock) return;
  try {
    lock = await navigator.wakeLock.request("screen");
    lock.addEventListener("release", () => (lock = null));
  } catch {
    lock = null;
  }
}

export function isAwake() {
  return lock !== null;
}
