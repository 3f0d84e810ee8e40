// The room controller's page: offers, the room's own playhead and its handoffs, a thumb's reach apart.

import { button, el, fill, put } from "./dom.js";
import { showOffers } from "./offer_list.js";
import { showPlayhead } from "./playhead.js";
import { both, labelled, say, spoken } from "./words.js";

const TABS = ["offers", "playhead", "side"];
const MOST_STOCK = 1_000_000_000;

export class Controller {
  #line;
  #isAsked = null;
  #stockOf = null;
  #tab = "offers";

  constructor(line) {
    this.#line = line;
    el("question").addEventListener("close", () => this.#answerQuestion());
    el("stock").addEventListener("close", () => this.#enterStock());
    el("stock-count").addEventListener("input", () => this.#judgeStock());
  }

  show(page, now, { call, clock, isUp, calls, lineOf }) {
    const line = this.#line;
    this.#showTabs(calls);
    const asks = { clock, isUp, ask: (...what) => this.#ask(...what), isAsking: line.isAsking("playhead") };
    showPlayhead(page, now, asks);
    showOffers(page, now, {
      call, clock, isUp, lineOf,
      isAsking: (id) => line.isAsking(id),
      ask: (offer, act) => line.offer(offer.id, act),
      enterStock: (offer) => this.#openStock(offer),
    });
  }

  /** Keys for a controller at a keyboard: 1, 2, 3 turn the tabs, G is GO of the room's playhead. */
  onKey({ code, ctrlKey, altKey, metaKey }) {
    if (ctrlKey || altKey || metaKey) return false;
    const place = ["Digit1", "Digit2", "Digit3"].indexOf(code);
    if (place >= 0) this.#tab = TABS[place];
    if (code === "KeyG") el("own-go")?.click();
    return place >= 0 || code === "KeyG";
  }

  /** The console asks back: the question stands on the page until somebody answers. */
  ask(message, why) {
    this.#isAsked = message;
    put("question-what", say("question", { call: say(`call_${message.verb}`) }));
    put("question-why", why);
    put("question-no", say("no"));
    put("question-yes", say("question_yes", { call: say(`call_${message.verb}`) }));
    el("question").returnValue = "";
    if (!el("question").open) el("question").showModal();
  }

  #ask(verb, more = {}, what = "", question = "") {
    if (!question) {
      this.#line.call(verb, more);
      return;
    }
    this.#isAsked = { verb, ...more };
    put("question-what", labelled(say(`call_${verb}`), what));
    put("question-why", say(`question_${question}`));
    put("question-no", say("no"));
    put("question-yes", say(`call_${verb}`));
    el("question").returnValue = "";
    el("question").showModal();
  }

  #answerQuestion() {
    const asked = this.#isAsked;
    this.#isAsked = null;
    if (el("question").returnValue !== "yes" || !asked) return;
    const { verb, segment = "", by = 0, type } = asked;
    this.#line.call(verb, { segment, by, ...(type === "call" ? { confirmed: true } : {}) });
  }

  #showTabs(calls) {
    const due = calls.filter(({ phase }) => !["armed", "returned"].includes(phase)).length;
    document.body.dataset.tab = this.#tab;
    fill("tabs", JSON.stringify([spoken(), this.#tab, due]), () => TABS.map((name) => {
      const mark = name === "side" && due ? ` ● ${due}` : "";
      const node = button(name === this.#tab ? "chosen" : "", say(`tab_${name}`) + mark, () => (this.#tab = name));
      node.setAttribute("role", "tab");
      node.setAttribute("aria-selected", String(name === this.#tab));
      return node;
    }));
  }

  #openStock(offer) {
    this.#stockOf = offer;
    put("stock-of", `${offer.number} ${both(offer.product, offer.product_alt)[0]}`);
    el("stock-count").value = offer.stock ?? "";
    this.#judgeStock();
    el("stock").returnValue = "";
    el("stock").showModal();
    el("stock-count").select();
  }

  #judgeStock() {
    const text = el("stock-count").value.replaceAll(/[,\s]/g, "");
    const isCount = /^\d+$/.test(text) && Number(text) <= MOST_STOCK;
    el("stock-enter").disabled = !isCount;
    put("stock-problem", text && !isCount ? say("stock_count") : "");
    return isCount ? Number(text) : null;
  }

  #enterStock() {
    const stock = this.#judgeStock();
    if (el("stock").returnValue === "enter" && this.#stockOf && stock !== null) {
      this.#line.offer(this.#stockOf.id, "stock", { stock });
    }
    this.#stockOf = null;
  }
}

