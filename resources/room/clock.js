// The console's time on this page: the best of eight round trips on a counter nobody can set.

const KEPT = 8;
const STEP = 500;

export class ShowClock {
  #samples = [];
  #offset = null;
  zone = "UTC";

  get isSet() {
    return this.#offset !== null;
  }

  /** The console's time, UTC epoch milliseconds. */
  now() {
    return performance.now() + (this.#offset ?? Date.now() - performance.now());
  }

  /** One round trip: sent and answered by our counter, `at` by the console's clock. */
  roundTrip(sent, answered, at) {
    const rtt = answered - sent;
    const sample = { rtt, offset: at - (sent + answered) / 2 };
    if (this.isSet && Math.abs(sample.offset - this.#offset) > STEP + rtt) this.#samples = [];
    this.#samples.push(sample);
    if (this.#samples.length > KEPT) this.#samples.shift();
    this.#offset = this.#samples.reduce((a, b) => (b.rtt < a.rtt ? b : a)).offset;
    return rtt;
  }

  /** A message that says the console's time as it left; believed at once when ours is far off. */
  hint(at) {
    const offset = at - performance.now();
    if (this.isSet && Math.abs(offset - this.#offset) <= STEP) return;
    this.#samples = [];
    this.#offset = offset;
  }

  /** How far off `now` may be at most, in milliseconds. */
  doubt() {
    return Math.min(...this.#samples.map((sample) => sample.rtt)) / 2;
  }

  /** A moment as time of day in the show's zone. */
  wall(at) {
    return new Intl.DateTimeFormat("en-GB", {
      timeZone: this.zone, hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false,
    }).format(at);
  }
}

/** A length as 4:30 or 1:02:03, in whole seconds. */
export function span(ms) {
  const all = Math.max(0, Math.floor(ms / 1000));
  const two = (n) => String(n).padStart(2, "0");
  const [h, m, s] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** Time left, which shows 0:01 until its last millisecond. */
export function left(ms) {
  return span(Math.ceil(ms / 1000) * 1000);
}
