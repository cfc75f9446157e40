import { formatOf } from "./store/photos.js";

const HEAD_BYTES = 32;
const PREVIEW_PX = 480;
// The server keeps no more of it.
export const LONGEST_PX = 4_096;
const QUALITY = 0.92;

/** Files as pictures, by what this browser can read. `addressOf(photo)`: where the server
 * shows one as large as it is. */
export function createPictures({ addressOf }) {
  return {
    prepare,
    async preview(blob) {
      const bitmap = await read(blob);
      try {
        return await previewOf(bitmap);
      } finally {
        bitmap.close();
      }
    },
    async fetch(photo) {
      const answer = await fetch(addressOf(photo));
      return answer.ok ? answer.blob() : null;
    },
    forget: (address) => address && URL.revokeObjectURL(address),
  };
}

const refused = (code) => Object.assign(new Error(code), { code });

/** {blob, w, h, preview} of a file: as it is, or as a JPEG where the server would not take
 * it and this browser reads it. Throws {code}. */
async function prepare(file, { formats, max_bytes }) {
  const format = formatOf(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));
  if (!format) throw refused("photo_format");
  const isTaken = formats.includes(format);
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return asItIs(file, format, isTaken, max_bytes);
  try {
    const blob = isTaken ? file : await jpegOf(drawn(bitmap, LONGEST_PX));
    if (blob.size > max_bytes) throw refused("photo_too_large");
    return { blob, w: bitmap.width, h: bitmap.height, preview: await previewOf(bitmap) };
  } finally {
    bitmap.close();
  }
}

/** What only the server reads. */
function asItIs(file, format, isTaken, most) {
  if (!isTaken) throw refused("photo_format");
  if (format !== "image/heic") throw refused("photo_unreadable");
  if (file.size > most) throw refused("photo_too_large");
  return { blob: file, w: 0, h: 0, preview: null };
}

/** An address of a small picture of it, for this page alone. */
export async function previewOf(bitmap) {
  return URL.createObjectURL(await jpegOf(drawn(bitmap, PREVIEW_PX)));
}

/** A canvas with the picture, its longer side no longer than this. */
export function drawn(bitmap, longest) {
  const by = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * by));
  canvas.height = Math.max(1, Math.round(bitmap.height * by));
  const pen = canvas.getContext("2d");
  // What shows through is white, as it is on the server.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** Pixels and nothing else. */
export function jpegOf(canvas) {
  return new Promise((keep, refuse) => {
    canvas.toBlob((blob) => (blob ? keep(blob) : refuse(refused("photo_unreadable"))), "image/jpeg", QUALITY);
  });
}

/** The picture of a blob as it is kept, upright; throws {code}. */
export async function read(blob) {
  const bitmap = await createImageBitmap(blob).catch(() => null);
  if (!bitmap) throw refused("photo_unreadable");
  return bitmap;
}
