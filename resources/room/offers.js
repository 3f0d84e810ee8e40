// What there is to say of one offer: its price, its state, its coupon's window. No screen here.

import { left, span } from "./clock.js";
import { both, say } from "./words.js";

/** closed, open or sold_out; empty for an offer whose state nobody keeps. */
export function stateOf(offer) {
  return offer.state ?? "";
}

/** The price as it is said, where saying it is not reading it. */
export function spokenPrice(offer) {
  return both(offer.spoken ?? "", offer.spoken_alt ?? "")[0];
}

/** The window of an offer's coupon in instants; null where its handoff has not gone. */
function windowOf({ opens, closes, opens_after: after, closes_after: until }, went) {
  if (opens !== undefined && opens !== null) return { opens, closes: closes ?? null };
  if (went === null || went === undefined) return null;
  return { opens: went + after, closes: until === null ? null : went + until };
}

/** What a coupon does next: state, label and the time that is counted. */
export function couponNow(coupon, went, now) {
  const found = windowOf(coupon, went);
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
    offer.stock === null || offer.stock === undefined ? "" : say("stock", { n: offer.stock.toLocaleString("en") }),
    offer.per_user === null ? "" : say("per_user", { n: offer.per_user }),
  ].filter(Boolean);
}

/** What is sold instead once it has run out. */
export function insteadOf(offer) {
  return both(offer.fallback, offer.fallback_alt)[0];
}
