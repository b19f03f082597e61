/**
 * The fonts of the pages, cut down to the letters we write with: a lesson in English may weigh
 * 25 kB in all, one in Arabic 60 kB, and the whole fonts alone weigh more. A letter that is left
 * out is drawn by the next family of the stack.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** @param {...[number, number?]} ranges first and last code point of each range */
function letters(...ranges) {
  return ranges
    .flatMap(([first, last = first]) =>
      Array.from({ length: last - first + 1 }, (_, step) => String.fromCodePoint(first + step)),
    )
    .join('');
}

/** In headings only: signs such as # or @ may come from the next family. */
const rare = new Set('#$*<=>@[\\]^_`{|}~');
const common = (text) => [...text].filter((letter) => !rare.has(letter)).join('');
const latin = common(letters([0x20, 0x7e]));
const digits = common(letters([0x20, 0x40]));
const accented = 'ÀÂÇÈÉÊÎÔŒàâçèéêëîïôùûüœáíñö';
const marks = letters(
  [0xa0],
  [0xab],
  [0xb7],
  [0xbb],
  [0x2013, 0x2014],
  [0x2018, 0x201e],
  [0x2026],
  [0x2212],
);
/** Standard Arabic with its vowel marks, and the four letters Moroccan names add (پ ڤ ڭ گ). */
const arabic = letters(
  [0x60c],
  [0x61b],
  [0x61f],
  [0x621, 0x63a],
  [0x640, 0x652],
  [0x66a, 0x66c],
  [0x670, 0x671],
  [0x67e],
  [0x6a4],
  [0x6ad],
  [0x6af],
);

const messiri = (script) => `@fontsource/el-messiri/files/el-messiri-${script}-600-normal.woff2`;
const plex = (weight) =>
  `@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-${weight}-normal.woff2`;

/**
 * Kerning weighs a third and is hardly seen at our sizes; hints help screens of a kind that few
 * still have. Arabic needs its joining forms and the places of its marks.
 */
const OPTIONS = { targetFormat: 'woff2', noHinting: true };
const JOINING = ['ccmp', 'isol', 'init', 'medi', 'fina', 'rlig', 'calt', 'liga'];
const MARKS = ['mark', 'mkmk', 'curs'];
const LATIN = [];
const ARABIC = [...JOINING, ...MARKS];

/** The unicode-range of each face stands in public/css/fonts.css and must agree with these. */
const FONTS = [
  {
    name: 'el-messiri-latin.woff2',
    source: messiri('latin'),
    text: latin + accented + marks,
    features: LATIN,
  },
  {
    name: 'el-messiri-digits.woff2',
    source: messiri('latin'),
    text: digits + marks,
    features: LATIN,
  },
  { name: 'el-messiri-arabic.woff2', source: messiri('arabic'), text: arabic, features: ARABIC },
  { name: 'plex-arabic-400.woff2', source: plex(400), text: arabic, features: ARABIC },
  { name: 'plex-arabic-700.woff2', source: plex(700), text: arabic, features: ARABIC },
];

const exists = (path) => stat(path).then(Boolean, () => false);

async function subset(font, source, target) {
  const { default: subsetFont } = await import('subset-font');
  const draft = `${target}.${process.pid}.draft`;
  await writeFile(
    draft,
    await subsetFont(source, font.text, { ...OPTIONS, keepFeatures: font.features }),
  );
  await rename(draft, target);
}

/**
 * Makes what is missing below `folder`, in one folder for each state of the inputs.
 * @returns {Promise<{ folder: string, made: number, names: string[] }>}
 */
export async function buildFonts(root, folder) {
  const require = createRequire(join(root, 'package.json'));
  const version = require('subset-font/package.json').version;
  const sources = await Promise.all(FONTS.map((font) => readFile(require.resolve(font.source))));
  const hash = createHash('sha256').update(version + JSON.stringify(OPTIONS));
  FONTS.forEach((font, at) =>
    hash.update(font.name + font.text + String(font.features)).update(sources[at]),
  );
  const current = hash.digest('hex').slice(0, 12);

  await mkdir(join(folder, current), { recursive: true });
  let made = 0;
  for (const [at, font] of FONTS.entries()) {
    const target = join(folder, current, font.name);
    if (await exists(target)) continue;
    await subset(font, sources[at], target);
    made += 1;
  }
  for (const old of await readdir(folder)) {
    if (old !== current) await rm(join(folder, old), { recursive: true, force: true });
  }
  return { folder: join(folder, current), made, names: FONTS.map((font) => font.name) };
}
