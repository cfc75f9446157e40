import { badgeText } from "../store/shown.js";
import { fill, gettext } from "../words.js";
import { useApp } from "./context.js";
import { Icon } from "./icons.js";
import { html, useRef, useState } from "./preact.js";

const START = Object.freeze({ isAtEnd: true, isFar: false, day: null });
const PILL_PX = 44;

/** Where the eye is in a log, as what floats above it needs to know. */
export function useEye(box, older) {
  const { dates } = useApp();
  const [eye, setEye] = useState(START);
  const now = useRef(eye);
  function move({ isAtEnd, isFar, isNearStart, top }) {
    const at = top?.at ?? top?.item?.at;
    const next = { isAtEnd, isFar, day: at && !isDayInSight(box.current) ? dates.day(at) : null };
    if (isNearStart) older.near();
    if (Object.keys(next).every((key) => next[key] === now.current[key])) return;
    now.current = next;
    setEye(next);
  }
  return { eye, move };
}

/** A day's own line stands where the pill would be. */
function isDayInSight(box) {
  const top = box.getBoundingClientRect().top;
  return [...box.querySelectorAll(".day")].some((day) => {
    const { top: begin, bottom } = day.getBoundingClientRect();
    return bottom > top && begin < top + PILL_PX;
  });
}

/** The day of what is in view: its own line is above, out of sight. */
export function DayAfloat({ day }) {
  return html`<div class="afloat" aria-hidden="true">${day && html`<p class="day-afloat"><span>${day}</span></p>`}</div>`;
}

/** The ways to the newest message and to the first unread one. */
export function Jumps({ eye, unread, toEnd, toUnread }) {
  const isJump = eye.isFar || (unread > 0 && !eye.isAtEnd);
  const words = unread ? fill(gettext("Aller au plus récent (%(n)s)"), { n: badgeText(unread) }) : gettext("Aller au plus récent");
  return html`
    <div class="afloat">
      <div class="jumps">
        ${toUnread && html`<${Jump} icon="up" words=${gettext("Aller au premier non lu")} keys="U" onJump=${toUnread} />`}
        ${isJump && html`<${Jump} icon="down" words=${words} onJump=${toEnd} />`}
      </div>
    </div>
  `;
}

function Jump({ icon, words, keys, onJump }) {
  return html`<button class="jump" type="button" aria-keyshortcuts=${keys} onClick=${onJump}><${Icon} name=${icon} /><span>${words}</span></button>`;
}
