// The controller's offers: state, price, stock and coupon of each, and a button for what is next.

import { button, el, fill, lamp, make, write } from "./dom.js";
import { OFFER_LAMPS, couponNow, facts, goneOf, insteadOf } from "./offers.js";
import { both, labelled, say, spoken } from "./words.js";

const STILL = 600;
const COPIED = 2000;

const changed = new Map();
let copied = "";
let copiedUntil = 0;

/** Those that come with the handoff at hand stand first. `ask(offer, act)` is told what was pressed,
 *  `enterStock(offer)` opens the keypad. */
export function showOffers(page, now, { call, clock, isUp, lineOf, isAsking, ask, enterStock }) {
  const [offers, own] = inOrder(page.room_offers, call);
  const isRunning = page.run !== "plan" && !page.is_ended;
  const shown = offers.map((offer) => ({
    offer,
    coupon: offer.coupon ? couponNow(offer.coupon, now, goneOf(offer, lineOf)) : null,
    checked: offer.price_checked ? clock.wall(offer.price_checked) : "",
    isReady: isUp && isRunning && !isAsking(offer.id) && !isStill(offer),
    isSending: isAsking(offer.id),
    isCopied: copied === offer.id && performance.now() < copiedUntil,
  }));
  showOpen(shown);
  const acts = { ask, enterStock };
  if (!offers.length) {
    fill("offer-list", `${spoken()} none`, () => [make("p", "none-yet", say("no_offers"))]);
    return;
  }
  const headings = own ? [say("offers_with", { number: call.handoff.number }), say("offers_other")] : [];
  fill("offer-list", JSON.stringify([headings, offers.map(({ id }) => id)]), () => {
    const places = offers.map(({ id }) => place(id));
    if (own) places.splice(own, 0, own < offers.length ? make("h2", "", headings[1]) : "");
    return own ? [make("h2", "", headings[0]), ...places] : places;
  });
  shown.forEach((one) => fillOffer(one, acts));
}

/** The offers with those of the call's handoff first, and how many these are. */
function inOrder(offers, call) {
  const ids = call ? call.handoff.offers.map(({ id }) => id) : [];
  const isOwn = ({ id }) => ids.includes(id);
  const own = offers.filter(isOwn);
  return [[...own, ...offers.filter((offer) => !isOwn(offer))], own.length];
}

function place(id) {
  const node = make("article", "offer");
  node.id = `offer-${id}`;
  return node;
}

/** After its state has changed an offer's buttons hold still for a moment. */
function isStill(offer) {
  const key = `${offer.state} ${offer.is_on_fallback}`;
  const known = changed.get(offer.id);
  if (known?.key !== key) changed.set(offer.id, { key, at: known ? performance.now() : -Infinity });
  return performance.now() - changed.get(offer.id).at < STILL;
}

function showOpen(shown) {
  const open = shown.filter(({ offer }) => offer.state === "open");
  const named = open.map(({ offer }) => [offer.id, offer.number, both(offer.product, offer.product_alt)[0]]);
  fill("open-now", JSON.stringify([spoken(), named]), () => [
    make("h2", "", say(open.length ? "open_now" : "open_none")),
    ...named.map(([id, number, product]) => {
      const node = button("opened", "", () => el(`offer-${id}`).scrollIntoView({ block: "center" }));
      node.append(lamp("live", number), make("span", "title", product), make("b", "time"));
      return node;
    }),
  ]);
  el("open-now").querySelectorAll(".time").forEach((node, index) => {
    const { coupon } = open[index];
    write(node, coupon && ["open", "waits"].includes(coupon.state) ? `${coupon.label} ${coupon.time}`.trim() : "");
  });
}

function fillOffer({ offer, coupon, checked, isReady, isSending, isCopied }, acts) {
  const { state } = offer;
  const id = `offer-${offer.id}`;
  fill(id, JSON.stringify([spoken(), offer, checked, isCopied]), () => offerParts(offer, state, checked, isCopied, acts));
  const node = el(id);
  node.dataset.state = state;
  write(node.querySelector(".lamp b"), isSending ? say("sending") : say(`offer_${state}`));
  for (const press of node.querySelectorAll(".acts button")) press.disabled = !isReady;
  if (!coupon) return;
  const window = node.querySelector(".coupon");
  window.classList.toggle("open", coupon.state === "open");
  write(window.firstChild, `${labelled(`${say("coupon")} ${offer.coupon.name}`, coupon.label)} `);
  write(window.lastChild, coupon.time);
}

function offerParts(offer, state, checked, isCopied, acts) {
  const [product, other] = both(offer.product, offer.product_alt);
  const instead = insteadOf(offer);
  return [
    make("div", "head", lamp(OFFER_LAMPS[state], ""),
      offer.handoff ? make("span", "with", offer.handoff) : "", make("b", "price", offer.deal_price || say("price_open"))),
    make("h3", "", make("span", "no", offer.number), product, make("i", "", other)),
    make("p", "facts", facts(offer).join(" · "), floorWord(offer)),
    offer.coupon ? make("p", "coupon", make("span"), make("b")) : "",
    offer.is_on_fallback && instead ? make("p", "instead", make("strong", "", say("on_fallback")), instead) : "",
    linkLine(offer, isCopied),
    make("div", "acts", ...stateButtons(offer, state, acts)),
    make("div", "acts small",
      button("", checked ? say("price_checked_at", { time: checked, name: offer.price_checked_by }) : say("price_check"),
        () => acts.ask(offer, "price_checked")),
      button("", say("stock_enter"), () => acts.enterStock(offer))),
  ];
}

function stateButtons(offer, state, { ask }) {
  const instead = insteadOf(offer);
  const go = (act, name = "", word = act) => button(name, say(`act_${word}`), () => ask(offer, act));
  const fallback = (name = "") => (instead && !offer.is_on_fallback
    ? button(name, say("act_fallback", { instead: instead.split(" ")[0] }), () => ask(offer, "fallback")) : "");
  if (state === "open") return [go("close"), go("sold_out", "gone"), fallback()];
  if (state === "sold_out") return [fallback("lead"), go("close"), go("open", "", "reopen")];
  return [go("open", "open lead"), fallback()];
}

function floorWord(offer) {
  const { stock, stock_floor: floor } = offer;
  if (floor === null || stock === null || stock > floor) return "";
  return make("strong", "low", ` ▲ ${say("stock_low", { n: floor.toLocaleString("en") })}`);
}

function linkLine(offer, isCopied) {
  if (!offer.link) return "";
  const copy = button("copy", say(isCopied ? "copied" : "copy"), () => copyLink(offer));
  return make("div", "link", make("code", "", offer.link), copy);
}

async function copyLink(offer) {
  copied = (await put(offer.link)) ? offer.id : "";
  copiedUntil = performance.now() + COPIED;
}

/** Into the clipboard; by hand of an old browser or a page without https where need be. */
async function put(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = make("textarea", "away");
    field.value = text;
    document.body.append(field);
    field.select();
    const isDone = document.execCommand("copy");
    field.remove();
    return isDone;
  }
}
