import { encode } from 'uqr';
import { escapeHtml } from '../domain/html.ts';
import type { Html } from '../domain/item.ts';

/** Light modules around the code, without which readers do not find it (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/**
 * A QR code as a drawing, dark on light whatever the page's colours, since readers need it so.
 * `title` says in words what it is for; beside it the text itself must stand.
 */
export function qrCode(text: string, title: string): Html {
  const { data, size } = encode(text, { ecc: 'M', boostEcc: false, border: QUIET_ZONE });
  const dark = data.flatMap((row, y) =>
    runsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`),
  );
  return [
    `<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-labelledby="qr-title" shape-rendering="crispEdges">`,
    `<title id="qr-title">${escapeHtml(title)}</title>`,
    `<rect width="${size}" height="${size}" fill="#fff"></rect>`,
    `<path fill="#000" d="${dark.join('')}"></path></svg>`,
  ].join('') as Html;
}

/** Where dark modules stand in a row: first module and length of each run. */
function runsOf(row: readonly boolean[]): [number, number][] {
  const runs: [number, number][] = [];
  row.forEach((isDark, x) => {
    const last = runs.at(-1);
    if (!isDark) return;
    if (last !== undefined && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  });
  return runs;
}
