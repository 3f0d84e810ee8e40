// The socket to the room server: who we are, heartbeats, coming back, and acts until answered.

const PROTO = 1;
const BEAT = 1000;
const STALE = 3000;
const DEAD = 6000;
const ASK_AGAIN = 500;
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

  constructor({ clock, known, onMessage, onRefused }) {
    Object.assign(this, { clock, known, onMessage, onRefused });
    setInterval(() => this.#beat(), BEAT);
    setInterval(() => this.#askAgain(), ASK_AGAIN);
    addEventListener("online", () => this.#again(0));
    document.addEventListener("visibilitychange", () => this.#beat());
  }

  /** Connects with {token} or {code, name}, and keeps coming back until refused. */
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

  get isStale() {
    return this.silence() >= STALE;
  }

  send(message) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** Says something of a handoff until the console answers. */
  act(line, kind, reason = "") {
    const mid = fresh();
    const { epoch, handoff, rev } = line;
    this.#asked.set(mid, { type: "act", mid, epoch, handoff, rev, kind, reason });
    this.send(this.#asked.get(mid));
    return mid;
  }

  isAsking(handoff) {
    return [...this.#asked.values()].some((asked) => asked.handoff === handoff);
  }

  #askAgain() {
    for (const [mid, asked] of this.#asked) {
      const line = this.known.line(asked.handoff);
      if (line && line.rev > asked.rev) this.#asked.delete(mid);
      else if (this.#isKnown) this.send(asked);
    }
  }

  #connect() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#drop();
    const socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/room/ws`);
    this.#socket = socket;
    this.#tried = performance.now();
    socket.onopen = () => socket.send(JSON.stringify(this.#whoWeAre()));
    socket.onmessage = ({ data }) => socket === this.#socket && this.#hear(JSON.parse(data));
    socket.onclose = () => socket === this.#socket && this.#lost();
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
        if (message.token) this.#credential = { token: message.token };
        this.#beat();
        break;
      case "hb":
        this.#heardBeat(message);
        break;
      case "res":
        this.#asked.delete(message.mid);
        break;
      case "no":
        this.#credential = null;
        this.#drop();
        this.onRefused(message);
        return;
    }
    if ((message.type === "snap" || message.type === "ev") && message.t) this.clock.hint(message.t);
    this.onMessage(message);
  }

  #heardBeat({ t, at, console: age, epoch, seq }) {
    const now = performance.now();
    this.rtt = this.clock.roundTrip(t, now, at);
    this.#consoleAge = age;
    this.#consoleAt = now;
    const { known } = this;
    if (epoch > known.epoch || (epoch === known.epoch && seq > known.seq)) this.send({ type: "want" });
  }
}

/** A name for one act that nobody else will make. */
function fresh() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
