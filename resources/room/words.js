// The room page's words in English and Chinese, side by side.

export const LANGUAGES = ["en", "zh"];

const WORDS = {
  page: ["Room page", "房间页面"],
  other_language: ["中文", "English"],
  pair_title: ["Join a room", "加入房间"],
  pair_help: [
    "Ask the director for a code. It works once, for two minutes.",
    "请向导演索取配对码。一码一用，两分钟内有效。",
  ],
  code: ["Code", "配对码"],
  your_name: ["Who sits here", "此处是谁"],
  join: ["Join", "加入"],
  joining: ["Joining…", "正在加入…"],
  plan: ["PLAN", "计划"],
  rehearsal: ["REHEARSAL {n}", "彩排 {n}"],
  on_air_run: ["ON AIR", "正式播出"],
  ended: ["SHOW ENDED", "演出已结束"],
  state_empty: ["NO HANDOFF", "暂无交接"],
  state_armed: ["NEXT", "下一个"],
  state_standby: ["STANDBY", "预备"],
  state_ready: ["READY", "已就绪"],
  state_go: ["GO", "走"],
  state_check: ["GO WAS {time} AGO: CHECK", "GO 已过 {time}：核实"],
  state_missed: ["GO, NO LIVE FOR {time}", "GO 后 {time} 未开播"],
  state_live: ["LIVE", "直播中"],
  state_returned: ["RETURNED", "已回切"],
  state_cant: ["CAN'T", "无法执行"],
  state_stand_down: ["STAND DOWN", "撤销预备"],
  state_abort: ["ABORT", "中止"],
  press_ready: ["READY", "就绪"],
  press_live: ["LIVE", "已开播"],
  press_return: ["RETURN", "回切"],
  press_can_now: ["WE CAN NOW", "现在可以了"],
  press_ack: ["OK, standing down", "收到，撤销"],
  press_abort: ["OK, stopping", "收到，停止"],
  cant: ["CAN'T", "无法执行"],
  cant_why: ["Why can't it go?", "为什么无法执行？"],
  reason_guest: ["Guest is not here", "嘉宾未到"],
  reason_tech: ["Picture or sound", "画面或声音"],
  reason_offer: ["Link, price or stock", "链接、价格或库存"],
  reason_time: ["Need more time", "还需要时间"],
  back: ["Back", "返回"],
  sending: ["Sending…", "发送中…"],
  due_in: ["due in", "距交接"],
  due_over: ["due, OVER", "已到点，超时"],
  due_unknown: ["time not known yet", "时间未定"],
  on_air_for: ["on air for", "已播"],
  return_in: ["return in", "距回切"],
  return_over: ["RETURN NOW, OVER", "立即回切，超时"],
  go_since: ["since GO", "GO 之后"],
  stood_by_since: ["standing by for", "已预备"],
  hint_armed: ["You will be called. Nothing to do yet.", "等候呼叫，暂无操作。"],
  hint_plan: ["No show is running. This is the plan.", "尚未开播，以下为计划。"],
  hint_standby: ["Press READY when host, guest and offers are set.", "主播、嘉宾、商品就位后请按“就绪”。"],
  hint_ready: ["The director knows. Hold for GO.", "导演已收到，等候 GO。"],
  hint_go: ["Go now. Press LIVE when you are on air.", "现在开始。开播后请按“已开播”。"],
  hint_check: ["Check with the director before you go. Press LIVE if you are on air.", "先与导演确认。若已开播请按“已开播”。"],
  hint_live: ["Press RETURN when the stage has it back.", "交还舞台后请按“回切”。"],
  hint_returned: ["The stage has it. Thank you.", "舞台已接回，辛苦了。"],
  hint_cant: [
    "The director has been told: {reason}. Press WE CAN NOW once it can go.",
    "已告知导演：{reason}。可以执行后请按“现在可以了”。",
  ],
  hint_stand_down: ["The director called it off. It may be called again.", "导演已撤销，可能再次呼叫。"],
  hint_abort: ["Stop now and give it back to the stage.", "立即停止，交还舞台。"],
  hint_forced: ["Sent before this room said READY.", "在本房间就绪前发出。"],
  hint_empty: ["Nothing comes to this room for now.", "目前没有交到本房间的环节。"],
  throw_words: ["Thrown with the words", "交接词"],
  abort_phrase: ["Abort phrase", "中止用语"],
  people: ["Who is coming", "谁来"],
  walk: ["{time} walk", "走位 {time}"],
  arrived: ["arrived", "已到"],
  not_arrived: ["not arrived", "未到"],
  barred: ["WITHDRAWN: do not name or show", "已撤换：不得提及或出现"],
  offers: ["Offers", "商品"],
  was: ["list {price}", "原价 {price}"],
  stock: ["stock {n}", "库存 {n}"],
  per_user: ["{n} per person", "每人限 {n} 件"],
  coupon: ["Coupon", "优惠券"],
  coupon_opens: ["opens in {time}", "{time} 后开券"],
  coupon_closes: ["closes in {time}", "{time} 后截止"],
  coupon_open: ["open", "可领"],
  coupon_closed: ["CLOSED", "已截止"],
  coupon_plan: ["opens {time} after GO", "GO 后 {time} 开券"],
  coupon_for: ["for {time}", "时长 {time}"],
  must_say: ["MUST SAY", "必说"],
  must_not_say: ["DO NOT SAY", "禁说"],
  fallback: ["if sold out", "售罄改推"],
  points: ["Talking points", "要点"],
  gates: ["Must be ready", "就绪检查"],
  later: ["Later", "稍后"],
  stage_now: ["On stage now", "舞台当前"],
  stage_next: ["then", "接着"],
  own_now: ["This room now", "本房间当前"],
  own_next: ["next", "下一个"],
  waits_for: ["waits for {people} to walk over", "等 {people} 走过来"],
  nothing: ["nothing on air", "未在播"],
  rules: ["Ad budget of this room", "本房间广告配额"],
  line_up: ["LINE UP", "线路正常"],
  line_connecting: ["CONNECTING…", "连接中…"],
  line_stale: ["NO LINE", "线路中断"],
  line_doubt: ["clock ±{ms} ms", "时钟 ±{ms} 毫秒"],
  stale: ["STALE", "信息过期"],
  stale_since: ["Nothing from the console for {time}", "{time} 未收到控制台信息"],
  stale_help: [
    "The clock goes on by itself. Use the voice line.",
    "时钟继续自走。请用通话线路。",
  ],
  superseded: ["An older console answers: ask the director.", "应答的是旧控制台：请联系导演。"],
  chip_sound: ["Tap once for sound", "点一下开启提示音"],
  chip_awake: ["Screen stays on", "屏幕常亮"],
  chip_sleepy: ["Keep this screen awake yourself", "请自行保持屏幕常亮"],
  answer_stale: ["That was for an earlier call. Look again.", "这是针对之前的呼叫，请再看。"],
  answer_denied: ["Not taken: {why}", "未受理：{why}"],
  already: ["Already done: {why}", "已有人操作：{why}"],
  no_code: ["That code is not open. Ask the director for a new one.", "配对码无效，请向导演索取新码。"],
  no_wait: ["Too many wrong codes. Wait a minute, then try again.", "错误次数过多，请一分钟后再试。"],
  no_unknown: ["This page is not paired with this show any more.", "本页面已不再与此节目配对。"],
  no_revoked: ["The director ended this pairing.", "导演已解除配对。"],
  no_proto: ["Load this page again: it is older than the console.", "请刷新页面：版本旧于控制台。"],
  no_full: ["Too many pages are connected.", "连接的页面过多。"],
  no_other: ["The console would not take this page: {why}", "控制台未接受本页面：{why}"],
  no_reach: ["The console does not answer. Trying again…", "控制台无应答，正在重试…"],
  kind_throw: ["throw", "交接"],
  kind_toss_back: ["toss back", "交回"],
  kind_artist_move: ["artist comes over", "艺人过场"],
  kind_coupon_open: ["coupon opens", "开券"],
  kind_seckill: ["flash sale", "秒杀"],
  kind_lucky_bag: ["lucky bag", "福袋"],
  kind_president_segment: ["president segment", "总裁时段"],
  kind_emergency: ["emergency", "应急"],
  role_artist: ["artist", "艺人"],
  role_host: ["host", "主持"],
  role_president: ["president", "总裁"],
  role_executive: ["executive", "高管"],
  role_expert: ["expert", "专家"],
};

let language = 0;

export function speak(name) {
  language = Math.max(0, LANGUAGES.indexOf(name));
}

export function spoken() {
  return LANGUAGES[language];
}

/** The word of that name in the language that is spoken, with its values filled in. */
export function say(key, values = {}) {
  const pair = WORDS[key];
  if (!pair) return key.replace(/^(kind|role)_/, "").replaceAll("_", " ");
  return pair[language].replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

const HAN = /[\u3400-\u9fff]/;

/** Two titles of one thing, the one in the spoken language first; the second may be empty. */
export function both(one, other) {
  if (!other || other === one) return [one ?? "", ""];
  const first = HAN.test(one) === (spoken() === "zh") || HAN.test(one) === HAN.test(other);
  return first ? [one, other] : [other, one];
}
