// Tones after the first touch, and a screen that stays on where the browser lets us.

let context = null;

export function canSound() {
  return context?.state === "running";
}

/** To be called from a touch or a key: browsers allow sound only then. */
export function allowSound() {
  context ??= new AudioContext();
  if (context.state !== "running") context.resume();
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

const TUNES = {
  standby: [[660, 0, 0.12], [660, 0.2, 0.12]],
  go: [[880, 0, 0.15], [1320, 0.16, 0.35]],
  stop: [[440, 0, 0.25], [330, 0.3, 0.4]],
};

export function play(name) {
  if (canSound()) for (const [frequency, at, length] of TUNES[name]) tone(frequency, at, length);
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
