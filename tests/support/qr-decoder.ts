/**
 * Reads a QR code of versions 1 to 6 with error correction M and one segment of bytes (ISO/IEC
 * 18004:2015), without mending errors: enough to know what a drawing of ours says.
 */

/** Data codewords and blocks at level M, by version. */
const LAYOUT: Readonly<Record<number, readonly [data: number, blocks: number]>> = {
  1: [16, 1],
  2: [28, 1],
  3: [44, 1],
  4: [64, 2],
  5: [86, 2],
  6: [108, 4],
};
const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];
const LEVEL_M = 0;
const BYTES = 4;

type Matrix = readonly (readonly boolean[])[];

/** The dark modules that a drawing's path fills, without the quiet zone. */
export function matrixOf(svg: string, quietZone: number): Matrix {
  const size = Number(/viewBox="0 0 (\d+) \d+"/.exec(svg)?.[1]);
  const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  for (const [, x, y, length] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    rows[Number(y)]?.fill(true, Number(x), Number(x) + Number(length));
  }
  const inner = rows.slice(quietZone, size - quietZone);
  return inner.map((row) => row.slice(quietZone, size - quietZone));
}

/** The text that the modules hold. @throws for a code of another kind. */
export function decodeQr(matrix: Matrix): string {
  const version = (matrix.length - 17) / 4;
  const [data, blocks] = LAYOUT[version] ?? [0, 1];
  const dark = (x: number, y: number): boolean => matrix[y]?.[x] ?? false;
  const format = formatOf(dark);
  if (data === 0 || format >> 3 !== LEVEL_M) throw new Error('Not a code that can be read here.');
  const mask = MASKS[format & 7] ?? (() => false);
  const bits = places(matrix.length).map(([x, y]) => dark(x, y) !== mask(x, y));
  const codewords = Array.from({ length: data }, (_, index) => byteAt(bits, index * 8));
  const each = data / blocks;
  const ordered = Array.from({ length: blocks }, (_, block) =>
    Array.from({ length: each }, (_, index) => codewords[index * blocks + block] ?? 0),
  ).flat();
  return textOf(
    ordered.flatMap((byte) => Array.from({ length: 8 }, (_, i) => ((byte >> (7 - i)) & 1) === 1)),
  );
}

function formatOf(dark: (x: number, y: number) => boolean): number {
  const read = [
    ...[0, 1, 2, 3, 4, 5].map((y) => dark(8, y)),
    dark(8, 7),
    dark(8, 8),
    dark(7, 8),
    ...[5, 4, 3, 2, 1, 0].map((x) => dark(x, 8)),
  ];
  const bits = read.reduce((sum, bit, index) => sum | (Number(bit) << index), 0);
  return (bits ^ 0x5412) >> 10;
}

/** Where data stands, in its order: pairs of columns from the right, up and down in turn. */
function places(size: number): [number, number][] {
  const found: [number, number][] = [];
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    const upward = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step += 1) {
      const y = upward ? size - 1 - step : step;
      for (const x of [right, right - 1]) if (!isFunction(x, y, size)) found.push([x, y]);
    }
  }
  return found;
}

function isFunction(x: number, y: number, size: number): boolean {
  if (x === 6 || y === 6) return true;
  if ((x < 9 && y < 9) || (x < 9 && y >= size - 8) || (x >= size - 8 && y < 9)) return true;
  const near = (at: number): boolean => Math.abs(at - (size - 7)) <= 2;
  return size > 21 && near(x) && near(y);
}

function byteAt(bits: readonly boolean[], from: number): number {
  return numberAt(bits, from, 8);
}

function numberAt(bits: readonly boolean[], from: number, length: number): number {
  return bits.slice(from, from + length).reduce((sum, bit) => sum * 2 + Number(bit), 0);
}

function textOf(bits: readonly boolean[]): string {
  if (numberAt(bits, 0, 4) !== BYTES) throw new Error('Not a segment of bytes.');
  const length = numberAt(bits, 4, 8);
  const bytes = Array.from({ length }, (_, index) => byteAt(bits, 12 + index * 8));
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
