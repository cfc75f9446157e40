import { handlesOf } from "./store/marks.js";

const INK = "#d4151b";
const HALO = "#ffffff";
const HIDDEN = "#000000";
const FONT = "600 %px system-ui, sans-serif";

/** Draw marks into a picture, in its own pixels: what is hidden is painted over, opaque. */
export function drawMarks(pen, marks, { w, h }) {
  const thick = Math.max(2, Math.max(w, h) / 260);
  for (const mark of marks) DRAWN[mark.tool](pen, mark, thick);
}

/** Round what is selected; `unit`: so many pixels of the picture are one of the screen. */
export function drawSelection(pen, mark, unit) {
  pen.save();
  for (const [colour, width] of [["#ffffff", 4], ["#1c5fd4", 2]]) {
    pen.strokeStyle = colour;
    pen.lineWidth = width * unit;
    if (mark.tool === "hide" || mark.tool === "text") pen.strokeRect(mark.x, mark.y, mark.w, mark.h);
  }
  for (const { x, y } of handlesOf(mark)) {
    pen.beginPath();
    pen.arc(x, y, 7 * unit, 0, 2 * Math.PI);
    pen.fillStyle = "#ffffff";
    pen.fill();
    pen.stroke();
  }
  pen.restore();
}

const DRAWN = {
  hide(pen, { x, y, w, h }) {
    pen.fillStyle = HIDDEN;
    pen.fillRect(x, y, w, h);
  },
  arrow(pen, mark, thick) {
    twice(pen, thick, () => arrowPath(pen, mark, thick));
  },
  scale(pen, mark, thick) {
    twice(pen, thick, () => scalePath(pen, mark, thick));
    const size = thick * 9;
    written(pen, mark.text, mark.x + mark.w / 2, mark.y + mark.h / 2 - thick * 5, size, "center");
  },
  text(pen, { x, y, h, text }) {
    written(pen, text, x, y + h * 0.82, h, "start");
  },
};

/** A line that is seen on every ground. */
function twice(pen, thick, path) {
  pen.lineCap = pen.lineJoin = "round";
  for (const [colour, width] of [[HALO, thick * 2.4], [INK, thick]]) {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.beginPath();
    path();
    pen.stroke();
  }
}

function arrowPath(pen, { x, y, w, h }, thick) {
  const [tipX, tipY] = [x + w, y + h];
  const way = Math.atan2(h, w);
  const head = Math.min(thick * 7, Math.hypot(w, h) / 2);
  pen.moveTo(x, y);
  pen.lineTo(tipX, tipY);
  for (const turn of [2.6, -2.6]) {
    pen.moveTo(tipX, tipY);
    pen.lineTo(tipX + head * Math.cos(way + turn), tipY + head * Math.sin(way + turn));
  }
}

function scalePath(pen, { x, y, w, h }, thick) {
  const long = Math.hypot(w, h) || 1;
  const [acrossX, acrossY] = [(-h / long) * thick * 3, (w / long) * thick * 3];
  pen.moveTo(x, y);
  pen.lineTo(x + w, y + h);
  for (const [endX, endY] of [[x, y], [x + w, y + h]]) {
    pen.moveTo(endX - acrossX, endY - acrossY);
    pen.lineTo(endX + acrossX, endY + acrossY);
  }
}

function written(pen, text, x, y, size, align) {
  pen.font = FONT.replace("%", String(Math.round(size)));
  pen.textAlign = align;
  pen.lineJoin = "round";
  pen.strokeStyle = HALO;
  pen.lineWidth = size / 5;
  pen.strokeText(text, x, y);
  pen.fillStyle = INK;
  pen.fillText(text, x, y);
}
