// A page as it was told, and as it is now: what runs with the clock is counted here.

export class Sheet {
  #told;
  #shown;
  #running;

  constructor(told) {
    this.#told = told;
    this.#show();
  }

  /** What has changed, each a path of keys and places and last what stands there now. */
  change(changes) {
    for (const change of changes) {
      const path = change.slice(0, -2);
      const [key, value] = change.slice(-2);
      path.reduce((part, step) => part[step], this.#told)[key] = value;
    }
    this.#show();
  }

  /** The page with every running time as it is at that moment. */
  at(now) {
    for (const { part, key, runs } of this.#running) part[key] = Math.ceil(now + runs);
    return this.#shown;
  }

  #show() {
    this.#running = [];
    this.#shown = this.#copy(this.#told);
  }

  #copy(told) {
    if (told === null || typeof told !== "object") return told;
    const part = Array.isArray(told) ? [] : {};
    for (const [key, value] of Object.entries(told)) {
      if (Number.isInteger(value?.runs)) this.#running.push({ part, key, runs: value.runs });
      else part[key] = this.#copy(value);
    }
    return part;
  }
}
