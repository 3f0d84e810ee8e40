// The socket to the room server: who we are, heartbeats, coming back, and acts until answered.

export const PROTO = 2;
const BEAT = 1000;
const STALE = 2800;
const DEAD = 6000;
const ASK_AGAIN = 500;
const ASK_FOR = 4000;
const BACK_OFF = [250, 250, 500, 500, 1000, 1000, 2000, 5000];

export class Line {
  #socket = null;
  #credential = null;
  #tries = 0;
  #timer = 0;
  #beats = 0;
  #heard = -Infinity;
  #tried = 0;
  #consoleAge = 0;
  #consoleAt = 0;
  #asked = new Map();
  #isKnown = false;
  rtt = null;

  constructor({ clock, known, onMessage, onRefused, onUnanswered }) {
    Object.assign(this, { clock, known, onMessage, onRefused, onUnanswered });
    setInterval(() => this.#beat(), BEAT);
    setInterval(() => this.#askAgain(), ASK_AGAIN);
    addEventListener("online", () => this.#again(0));
    document.addEventListener("visibilitychange", () => this.#beat());
  }

  /** Connects with {token, client} or {code, name}, and keeps coming back until refused. */
  open(credential) {
    this.#credential = credential;
    this.#tries = 0;
    this.#connect();
  }

  get isUp() {
    return this.#isKnown && this.silence() < STALE;
  }

  /** How long the console has not been heard, in milliseconds. */
  silence() {
    const now = performance.now();
    return Math.max(now - this.#heard, this.#consoleAge + now - this.#consoleAt);
  }

  /** When the console was last heard: what ran with the clock until then is not known since. */
  heardAt(now) {
    return Number.isFinite(this.silence()) ? now - this.silence() : now;
  }

  get isStale() {
    return this.silence() >= STALE;
  }

  send(message) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** Asks for everything anew: something was missed. */
  want() {
    this.send({ type: "want" });
  }

  /** Says something of a handoff until the console answers. */
  act({ epoch, handoff, rev }, kind, reason = "") {
    return this.#ask({ type: "act", epoch, handoff, rev, kind, reason }, handoff);
  }

  /** Calls the room's own playhead; given up when nobody answers soon: a late GO would be wrong. */
  call(verb, more = {}) {
    return this.#ask({ type: "call", epoch: this.known.epoch, at: this.clock.now(), verb, ...more }, "playhead");
  }

  /** Says what became of an offer, until the console answers or for as long as a call. */
  offer(id, act, more = {}) {
    return this.#ask({ type: "offer", epoch: this.known.epoch, at: this.clock.now(), offer: id, act, ...more }, id);
  }

  /** True while something said of that handoff, that offer or the playhead is unanswered. */
  isAsking(about) {
    return [...this.#asked.values()].some((asked) => asked.about === about);
  }

  #ask(message, about) {
    const mid = fresh();
    const asked = { message: { mid, ...message }, about, since: performance.now() };
    this.#asked.set(mid, asked);
    this.send(asked.message);
    return mid;
  }

  #askAgain() {
    for (const [mid, { message, about, since }] of this.#asked) {
      const line = message.type === "act" ? this.known.line(about) : null;
      const isLate = message.type !== "act" && performance.now() - since > ASK_FOR;
      if (isLate || (line && line.rev > message.rev)) {
        this.#asked.delete(mid);
        if (isLate) this.onUnanswered(message);
      } else if (this.#isKnown) this.send(message);
    }
  }

  #connect() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#drop();
    const socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/room/ws${this.#expected()}`);
    this.#socket = socket;
    this.#tried = performance.now();
    socket.onopen = () => socket.send(JSON.stringify(this.#whoWeAre()));
    socket.onmessage = ({ data }) => socket === this.#socket && this.#hear(JSON.parse(data));
    socket.onclose = () => socket === this.#socket && this.#lost();
  }

  /** Says at the door which pairing will prove itself inside: a flood of strangers holds it up less. */
  #expected() {
    const { client } = this.#credential;
    return client ? `?client=${encodeURIComponent(client)}` : "";
  }

  #whoWeAre() {
    const { token, code, name } = this.#credential;
    return token
      ? { type: "auth", proto: PROTO, token }
      : { type: "pair", proto: PROTO, code, name };
  }

  #drop() {
    const socket = this.#socket;
    this.#socket = null;
    this.#isKnown = false;
    socket?.close();
  }

  #lost() {
    this.#drop();
    if (this.#credential) this.#again(BACK_OFF[Math.min(this.#tries++, BACK_OFF.length - 1)]);
  }

  #again(wait) {
    if (this.#socket || !this.#credential) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#connect(), wait * (0.5 + Math.random() / 2));
  }

  #beat() {
    const since = this.#isKnown ? this.#heard : this.#tried;
    if (this.#socket && performance.now() - since > DEAD) {
      this.#lost();
      return;
    }
    if (!this.#isKnown) return;
    this.send({
      type: "hb",
      n: ++this.#beats,
      t: performance.now(),
      visible: document.visibilityState === "visible",
      rtt: this.rtt,
      at: this.clock.isSet ? this.clock.now() : null,
    });
  }

  #hear(message) {
    this.#heard = performance.now();
    switch (message.type) {
      case "hello":
        this.#tries = 0;
        this.#isKnown = true;
        this.#consoleAt = this.#heard;
        this.#consoleAge = 0;
        this.#credential = { token: message.token || this.#credential.token, client: message.client };
        this.#beat();
        break;
      case "hb":
        this.#heardBeat(message);
        break;
      case "res":
        message.asked = this.#asked.get(message.mid)?.message ?? null;
        this.#asked.delete(message.mid);
        break;
      case "no":
        this.#credential = null;
        this.#drop();
        this.onRefused(message);
        return;
    }
    if (["snap", "page", "ev"].includes(message.type) && message.t) this.clock.hint(message.t);
    this.onMessage(message);
  }

  #heardBeat({ t, at, console: age, epoch, seq, rev }) {
    const now = performance.now();
    this.rtt = this.clock.roundTrip(t, now, at);
    this.#consoleAge = age;
    this.#consoleAt = now;
    const { known } = this;
    const isBehind = epoch > known.epoch || (epoch === known.epoch && seq > known.seq);
    const isOther = rev > 0 && rev !== known.rev && !known.isSuperseded;
    if (isBehind || isOther) this.want();
  }
}

/** A name for one act that nobody else will make. */
function fresh() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
