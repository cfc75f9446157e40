import { drawMarks, drawSelection } from "../drawing.js";
import { addMark, boxOf, changeMark, dragged, hold, markAt, removeMark, selectMark, SMALLEST_PX } from "../store/marks.js";
import { gettext } from "../words.js";
import { html, useEffect, useLayoutEffect, useRef } from "./preact.js";

const FINGER_PX = 22;
const MOUSE_PX = 12;
const SHARPEST = 2;

/** The picture with its marks. A press takes hold of a mark, or begins one; what is done
 * here by hand is done by keys in the list beside it. */
export function EditorStage({ picture, state, tool, onChange }) {
  const [box, canvas, drag] = [useRef(null), useRef(null), useRef(null)];
  const latest = useRef(state);
  latest.current = state;
  const change = (next) => {
    latest.current = next;
    onChange(next);
  };
  const draw = () => paint(box.current, canvas.current, picture, latest.current);
  useLayoutEffect(draw, [state]);
  useEffect(() => {
    const watch = new ResizeObserver(draw);
    watch.observe(box.current);
    return () => watch.disconnect();
  }, [picture]);

  const unit = () => state.size.w / canvas.current.getBoundingClientRect().width;
  function pointOf({ clientX, clientY }) {
    const { left, top } = canvas.current.getBoundingClientRect();
    return { x: (clientX - left) * unit(), y: (clientY - top) * unit() };
  }

  function press(event) {
    if (event.button) return;
    event.preventDefault();
    canvas.current.setPointerCapture(event.pointerId);
    const from = pointOf(event);
    const slack = (event.pointerType === "mouse" ? MOUSE_PX : FINGER_PX) * unit();
    const found = markAt(state, from, slack);
    const before = found && state.marks.find((one) => one.id === found.id);
    drag.current = { from, part: found?.part, before, isMoved: false };
    change(selectMark(state, found?.id ?? null));
  }

  function move(event) {
    const it = drag.current;
    if (!it) return;
    const to = pointOf(event);
    const [dx, dy] = [to.x - it.from.x, to.y - it.from.y];
    if (!it.isMoved && Math.hypot(dx, dy) < 3 * unit()) return;
    if (!it.isMoved) begin(it);
    it.isMoved = true;
    const more = it.before ? dragged(it.before, it.part, dx, dy) : drawnOut(tool, it.from, to);
    change(changeMark(latest.current, it.before?.id ?? it.id, more));
  }

  function begin(it) {
    if (it.before) return change(hold(latest.current));
    const { x, y } = it.from;
    change(addMark(latest.current, tool, tool === "text" ? { x, y } : { x, y, w: SMALLEST_PX, h: tool === "hide" ? SMALLEST_PX : 0 }));
    it.id = latest.current.selected;
    return undefined;
  }

  function end() {
    const it = drag.current;
    drag.current = null;
    // A text is put by a press alone.
    if (it && !it.isMoved && !it.before && tool === "text") change(addMark(latest.current, "text", it.from));
  }

  function key(event) {
    if ((event.key !== "Delete" && event.key !== "Backspace") || state.selected === null) return;
    change(removeMark(state, state.selected));
  }

  return html`
    <div class="editor-stage" ref=${box}>
      <canvas
        ref=${canvas}
        role="img"
        aria-label=${gettext("La photo. Dessinez avec la souris ou le doigt, ou avec la liste des éléments.")}
        onPointerDown=${press}
        onPointerMove=${move}
        onPointerUp=${end}
        onPointerCancel=${end}
        onKeyDown=${key}
      ></canvas>
    </div>
  `;
}

function drawnOut(tool, from, to) {
  if (tool === "hide") return boxOf(from.x, from.y, to.x, to.y);
  if (tool === "text") return { x: to.x, y: to.y };
  return { w: to.x - from.x, h: to.y - from.y };
}

/** As large as there is room for, and as sharp as the screen. */
function paint(box, canvas, picture, state) {
  if (!box || !state) return;
  const by = Math.min(box.clientWidth / picture.width, box.clientHeight / picture.height);
  const sharp = Math.min(SHARPEST, devicePixelRatio);
  const [width, height] = [Math.max(1, Math.floor(picture.width * by)), Math.max(1, Math.floor(picture.height * by))];
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  canvas.width = Math.round(width * sharp);
  canvas.height = Math.round(height * sharp);
  const pen = canvas.getContext("2d");
  pen.scale(canvas.width / picture.width, canvas.height / picture.height);
  pen.drawImage(picture, 0, 0);
  drawMarks(pen, state.marks, state.size);
  const selected = state.marks.find((one) => one.id === state.selected);
  if (selected) drawSelection(pen, selected, picture.width / width);
}
