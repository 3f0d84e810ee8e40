// The pages' words in English and Chinese, side by side: those of the shell here, the rest by subject.

import { CALL_WORDS } from "./words_call.js";
import { OFFER_WORDS } from "./words_offers.js";
import { STAGE_WORDS } from "./words_stage.js";

export const LANGUAGES = ["en", "zh"];

export const WORDS = {
  ...CALL_WORDS,
  ...OFFER_WORDS,
  ...STAGE_WORDS,
  other_language: ["中文", "English"],
  pair_title: ["Join the show", "加入演出"],
  pair_help: [
    "Ask the director for a code. It works once, for two minutes, and opens your page.",
    "请向导演索取配对码。一码一用，两分钟内有效，并打开您的页面。",
  ],
  pair_ready: ["The code is in. Say who you are, and join.", "配对码已填好：请填写姓名并加入。"],
  code: ["Code", "配对码"],
  your_name: ["Your name, or where this screen stands", "您的姓名，或此屏的位置"],
  join: ["Join", "加入"],
  joining: ["Joining…", "正在加入…"],
  page_room: ["Host", "主播"],
  page_operator: ["Controller", "场控"],
  page_viewer: ["Stage timer", "舞台计时"],
  page_producer: ["Producers", "制片"],
  plan: ["PLAN", "计划"],
  rehearsal: ["REHEARSAL {n}", "彩排 {n}"],
  on_air_run: ["ON AIR", "正式播出"],
  ended: ["SHOW ENDED", "演出已结束"],
  line_up: ["LINE UP", "线路正常"],
  line_connecting: ["CONNECTING…", "连接中…"],
  line_stale: ["NO LINE", "线路中断"],
  line_doubt: ["CLOCK ±{ms} ms", "时钟 ±{ms} 毫秒"],
  waiting: ["The console knows this page. Waiting for the show…", "控制台已识别本页面，正在等待节目信息…"],
  stale: ["STALE", "信息过期"],
  stale_since: ["Nothing from the console for {time}", "{time} 未收到控制台信息"],
  stale_help: [
    "The clock goes on by itself. Use the voice line.",
    "时钟继续自走。请用通话线路。",
  ],
  update_title: ["UPDATE THIS PAGE", "请更新此页面"],
  update_help: [
    "This page is older than the console. Nothing on it can be trusted.",
    "此页面版本旧于控制台，内容不可信。",
  ],
  update_press: ["UPDATE", "更新"],
  superseded: ["An older console answers: ask the director.", "应答的是旧控制台：请联系导演。"],
  chip_sound: ["Tap once for sound", "点一下开启提示音"],
  chip_awake: ["Screen stays on", "屏幕常亮"],
  chip_sleepy: ["Keep this screen awake yourself", "请自行保持屏幕常亮"],
  sound_on: ["Sound: ON", "提示音：开"],
  sound_off: ["Sound: OFF", "提示音：关"],
  answer_stale: ["That was for an earlier call. Look again.", "这是针对之前的呼叫，请再看。"],
  answer_denied: ["Not taken: {why}", "未受理：{why}"],
  already: ["Already done: {why}", "已有人操作：{why}"],
  no_code: ["That code is not open. Look at each character, or ask the director for a new one.", "配对码不对或已失效：请逐字核对，或向导演索取新码。"],
  no_wait: ["Too many wrong codes. Wait a minute, then try again.", "错误次数过多，请一分钟后再试。"],
  no_unknown: ["This page is not paired with this show any more. Ask the director for a code.", "本页面已不再与本场演出配对，请向导演索取配对码。"],
  no_revoked: ["The director ended this pairing. To come back, ask for a new code.", "导演已解除配对。如需重新加入，请索取新码。"],
  no_ended: ["The show is over, and with it this pairing.", "演出已结束，配对随之结束。"],
  no_full: ["Too many pages are connected, in all or from this address. Ask the director to let in more.", "连接的页面过多（总数或本地址）：请导演放宽上限。"],
  no_other: ["The console would not take this page: {why}", "控制台未接受本页面：{why}"],
  no_reach: ["The console does not answer. Trying again…", "控制台无应答，正在重试…"],
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
  if (!pair) return key.replace(/^(kind|role|call|lamp)_/, "").replaceAll("_", " ");
  return pair[language].replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** One sentence that was written in both languages. */
export function told(english, chinese) {
  return language === 1 && chinese ? chinese : english ?? "";
}

const HAN = /[\u3400-\u9fff]/;

/** What something is called, and what it is. */
export function labelled(label, text) {
  return `${label}${spoken() === "zh" ? "：" : ": "}${text}`;
}

/** Two titles of one thing, the one in the spoken language first; the second may be empty. */
export function both(one, other) {
  if (!other || other === one) return [one ?? "", ""];
  const first = HAN.test(one) === (spoken() === "zh") || HAN.test(one) === HAN.test(other);
  return first ? [one, other] : [other, one];
}
