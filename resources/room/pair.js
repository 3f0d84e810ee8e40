// The door: a code and a name, why it stays shut, and the screen of a page that is too old.

import { el, put } from "./dom.js";
import { keep, kept } from "./kept.js";
import { allowSound } from "./sound.js";
import { say, spoken } from "./words.js";

const FULL = 5000;
const TOLD = ["code", "wait", "unknown", "revoked", "ended", "full"];

export class Door {
  #line;
  #problem = "";
  #why = {};

  constructor(line) {
    this.#line = line;
    el("pair-form").addEventListener("submit", (submitted) => this.#join(submitted));
    el("reload").addEventListener("click", () => location.reload());
  }

  get isShut() {
    return !el("pair").hidden;
  }

  /** Comes back with what was kept, pairs with the code in the address, or asks for one. */
  open() {
    const code = new URLSearchParams(location.hash.slice(1)).get("code");
    if (code) history.replaceState(null, "", location.pathname);
    if (kept.token && !code) {
      this.#showParts(true);
      this.#line.open({ token: kept.token, client: kept.client });
    } else {
      el("code").value = (code ?? "").replace(/^(.{4})(.{4})$/, "$1-$2");
      this.#ask();
      if (code) this.#askWho();
    }
  }

  letIn({ name, client, token }) {
    keep({ name, client, ...(token ? { token } : {}) });
    el("pair").hidden = true;
    this.#forgetCode();
    this.#showParts(true);
  }

  refuse({ code, why, why_zh: chinese }) {
    if (code === "proto") {
      this.update();
      return;
    }
    if (["unknown", "revoked", "ended"].includes(code)) keep({ token: "" });
    if (code === "full" && kept.token) setTimeout(() => this.#line.open({ token: kept.token, client: kept.client }), FULL);
    this.#problem = TOLD.includes(code) ? `no_${code}` : "no_other";
    this.#why = { en: why, zh: chinese || why };
    this.#ask(this.#told());
  }

  #told() {
    return say(this.#problem, { why: this.#why[spoken()] });
  }

  /** The page is older than the console: nothing on it can be trusted any more. */
  update() {
    el("update").hidden = false;
  }

  /** The language has changed. */
  translate() {
    if (this.#problem && this.isShut) put("pair-problem", this.#told());
    if (this.isShut) put("join", say("join"));
  }

  #ask(text = "") {
    el("pair").hidden = false;
    this.#showParts(false);
    document.body.dataset.phase = "pair";
    put("pair-problem", text);
    el("join").disabled = false;
    put("join", say("join"));
    el("name").value ||= kept.name ?? "";
  }

  /** The code came with the link: only the name is asked for. */
  #askWho() {
    this.#advise("pair_ready");
    el("name").focus();
  }

  /** A code is good for one page, once. */
  #forgetCode() {
    el("code").value = "";
    this.#advise("pair_help");
    document.body.dataset.phase = "start";
  }

  #advise(word) {
    el("pair-help").dataset.word = word;
    put("pair-help", say(word));
  }

  #showParts(isPaired) {
    for (const id of ["page", "buttons", "stops"]) el(id).hidden = !isPaired;
  }

  #join(submitted) {
    submitted.preventDefault();
    allowSound();
    el("join").disabled = true;
    put("join", say("joining"));
    put("pair-problem", "");
    this.#line.open({ code: el("code").value, name: el("name").value });
  }
}
