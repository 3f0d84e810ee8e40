// What there is to say of one offer: its price, its state, its coupon's window. No screen here.

import { left, span } from "./clock.js";
import { both, say, told } from "./words.js";

/** Which lamp an offer's state has. */
export const OFFER_LAMPS = { closed: "armed", open: "live", sold_out: "cant" };

/** The price as it is said, where saying it is not reading it. */
export function spokenPrice(offer) {
  return told(offer.spoken, offer.spoken_alt);
}

/** The window of a coupon in instants, counted from its GO; null before that. */
function windowOf({ opens_after: after, closes_after: until }, gone) {
  return gone === null ? null : { opens: gone + after, closes: until === null ? null : gone + until };
}

/** The newest GO among those from which an offer's coupon counts; null before the first. */
export function goneOf({ counts_from: handoffs }, lineOf) {
  const gos = handoffs.map((id) => lineOf(id)?.gone ?? null).filter((at) => at !== null);
  return gos.length ? Math.max(...gos) : null;
}

/** What a coupon does next: state, label and the time that is counted. */
export function couponNow(coupon, now, gone) {
  const found = windowOf(coupon, gone);
  if (!found) {
    const { opens_after: opens, closes_after: closes } = coupon;
    const lasting = closes === null ? "" : `, ${say("coupon_for", { time: span(closes - opens) })}`;
    return { state: "planned", label: `${say("coupon_plan", { time: span(opens) })}${lasting}`, time: "" };
  }
  const { opens, closes } = found;
  if (now < opens) return { state: "waits", label: say("coupon_opens"), time: left(opens - now) };
  if (closes === null) return { state: "open", label: say("coupon_open"), time: "" };
  if (now >= closes) return { state: "closed", label: say("coupon_closed"), time: "" };
  return { state: "open", label: say("coupon_closes"), time: left(closes - now) };
}

/** List price, stock and how many one person may have. */
export function facts(offer) {
  return [
    offer.list_price && offer.list_price !== offer.deal_price && say("was", { price: offer.list_price }),
    offer.stock === null ? "" : say("stock", { n: offer.stock.toLocaleString("en") }),
    offer.per_user === null ? "" : say("per_user", { n: offer.per_user }),
  ].filter(Boolean);
}

/** What is sold instead once it has run out. */
export function insteadOf(offer) {
  return both(offer.fallback, offer.fallback_alt)[0];
}
