// The echo that lights the console's lamp: which states have been painted on this page.

export class Echo {
  #owed = new Map();
  #line;
  #clock;

  constructor(line, clock) {
    this.#line = line;
    this.#clock = clock;
  }

  owe(state) {
    if (state && state.rev > 0) this.#owed.set(state.handoff, state);
  }

  /** Tells the console what has been painted: after two frames, which a hidden page never gets. */
  afterPaint() {
    if (!this.#owed.size) return;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      for (const { epoch, seq, handoff, rev, resend } of this.#owed.values()) {
        if (resend !== null) this.#line.send({ type: "shown", epoch, seq, handoff, rev, t: this.#clock.now() });
      }
      this.#owed.clear();
    }));
  }
}
