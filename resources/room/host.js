// The host's page: one card at a time, what to say now or one offer with its price as it is said.

import { el, fill, lamp, make, put } from "./dom.js";
import { OFFER_LAMPS, couponNow, facts, goneOf, insteadOf, spokenPrice } from "./offers.js";
import { placeOf } from "./side.js";
import { both, labelled, say, spoken } from "./words.js";

const IN_HAND = 12_000;
const SWIPE = 50;

let place = 0;
let turned = -Infinity;
let dealt = "";
let opened = "";

/** The deck for a call: its words first, then its offers, else whatever is open in the room. */
export function showDeck(call, page, now, lineOf) {
  const cards = deck(call, page);
  const key = JSON.stringify([call?.handoff.id, call?.phase === "live"]);
  if (key !== dealt) {
    dealt = key;
    place = 0;
    turned = -Infinity;
  }
  follow(cards);
  place = Math.max(0, Math.min(place, cards.length - 1));
  const card = cards[place];
  el("deck").classList.toggle("none", !card);
  el("turn").classList.toggle("none", cards.length < 2);
  if (!card) return;
  put("card-place", `${place + 1} / ${cards.length}`);
  put("card-back", "‹");
  put("card-on", "›");
  el("card-back").disabled = place === 0;
  el("card-on").disabled = place === cards.length - 1;
  el("card-back").setAttribute("aria-label", say("card_back"));
  el("card-on").setAttribute("aria-label", say("card_on"));
  const coupon = card.offer?.coupon ? couponNow(card.offer.coupon, now, goneOf(card.offer, lineOf)) : null;
  fill("card", JSON.stringify([spoken(), card, coupon]), () => (card.offer ? offerCard(card.offer, coupon) : wordsCard(card)));
}

/** Turns the deck by so many cards. */
export function turn(by) {
  place += by;
  turned = performance.now();
}

/** A thumb that draws a card aside turns the deck. */
export function onSwipe(node, onTurn) {
  let start = null;
  node.addEventListener("touchstart", ({ touches: [at] }) => (start = at), { passive: true });
  node.addEventListener("touchend", ({ changedTouches: [at] }) => {
    const across = at.clientX - start.clientX;
    const down = at.clientY - start.clientY;
    if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down)) onTurn(across < 0 ? 1 : -1);
  }, { passive: true });
}

function deck(call, page) {
  const handoff = call?.handoff;
  const live = new Map(page.room_offers.map((offer) => [offer.id, offer]));
  const own = (handoff?.offers ?? []).map((brought) => ({ ...live.get(brought.id), ...brought, counts_from: [handoff.id] }));
  const isTheirs = (offer) => own.some(({ id }) => id === offer.id);
  const open = [...live.values()].filter((offer) => offer.state === "open" && !isTheirs(offer));
  const words = handoff && (handoff.talking_points.length || handoff.throw_words || handoff.people.length)
    ? [{ words: handoff.talking_points, throws: handoff.throw_words, people: handoff.people.map((one) => ({ ...one, place: placeOf(one, call.line) })) }] : [];
  return [...words, ...[...own, ...open].map((offer) => ({ offer }))];
}

/** What has just been opened comes up by itself, unless the host has the deck in hand. */
function follow(cards) {
  const at = (offer) => (offer.state === "open" ? offer.opened ?? 0 : 0);
  const newest = cards.reduce((best, { offer }, index) =>
    offer && at(offer) > (best ? at(cards[best].offer) : 0) ? index : best, 0);
  const key = newest ? `${cards[newest].offer.number} ${cards[newest].offer.opened}` : "";
  if (key === opened) return;
  opened = key;
  if (key && performance.now() - turned > IN_HAND) place = newest;
}

function wordsCard({ words, people, throws }) {
  const coming = people.map((person) => {
    const [name, other] = both(person.name, person.name_alt);
    const note = person.is_barred ? make("strong", "barred", say("barred"))
      : make("i", "", person.place);
    return make("p", person.is_barred ? "guest barred" : "guest", make("b", "", name), make("i", "", other), note);
  });
  return [
    make("h2", "", say("say_now")),
    ...coming,
    words.length ? make("ol", "points", ...words.map((text) => make("li", "", text))) : "",
    throws && !words.length ? make("p", "throws", throws) : "",
  ];
}

function offerCard(offer, coupon) {
  const [product, other] = both(offer.product, offer.product_alt);
  const { state } = offer;
  const said = spokenPrice(offer);
  const instead = insteadOf(offer);
  const isInstead = state === "sold_out" || offer.is_on_fallback;
  return [
    make("p", "head", make("b", "no", offer.number), lamp(OFFER_LAMPS[state], say(`offer_${state}`))),
    make("h3", "", product), make("p", "alt", other),
    isInstead && instead ? make("p", "instead", make("strong", "", say("sell_instead")), instead) : "",
    state === "sold_out" ? "" : make("p", "price", make("b", "", offer.deal_price || say("price_open")), said ? make("i", "", said) : ""),
    offer.must_say ? make("p", "must", make("strong", "", `✓ ${say("must_say")}`), offer.must_say) : "",
    offer.must_not_say ? make("p", "never", make("strong", "", `✕ ${say("must_not_say")}`), offer.must_not_say) : "",
    make("p", "facts", facts(offer).join(" · ")),
    coupon && state !== "sold_out" ? make("p", `coupon ${coupon.state}`, `${labelled(`${say("coupon")} ${offer.coupon.name}`, coupon.label)} `,
      make("b", "", coupon.time)) : "",
    instead && !isInstead ? make("p", "facts", labelled(say("fallback"), instead)) : "",
  ];
}
