/**
 * public/ → dist/public/: one stylesheet and one script, those of the editor and of the grid, and
 * the images, named by their content so that browsers may keep them for ever; beside each text
 * file its Brotli and gzip form.
 * manifest.json maps the logical name (`app.css`) to the hashed one.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, extname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** The oldest engines served well: logical properties in full begin with Chrome 87. */
const TARGET = ['chrome87', 'firefox78', 'safari14'];
const ENTRIES = [
  'app.css',
  'app.js',
  'paper.css',
  'editor.css',
  'editor.js',
  'grid.css',
  'grid.js',
];
const TEXT = new Set(['.css', '.js', '.svg', '.txt', '.json', '.webmanifest']);

const brotli = (body) =>
  promisify(brotliCompress)(body, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    },
  });
const gzipped = (body) => promisify(gzip)(body, { level: 9 });

/** `url(fonts/x.woff2)` in the stylesheet means the subset that was built, not a file of public/. */
const subsetFonts = (folder) => ({
  name: 'subset-fonts',
  setup(build) {
    build.onResolve({ filter: /^fonts\// }, ({ path }) => ({
      path: join(folder, basename(path)),
    }));
  },
});

async function bundle(source, target, fonts) {
  const { build } = await import('esbuild');
  const result = await build({
    absWorkingDir: source,
    entryPoints: ENTRIES.map((name) => join(source, name)),
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    outdir: target,
    target: TARGET,
    format: 'iife',
    // esbuild refuses to lower it for a Safari bug in a corner we do not use.
    supported: { destructuring: true },
    entryNames: '[name].[hash]',
    assetNames: '[name].[hash]',
    loader: { '.woff2': 'file', '.svg': 'file' },
    plugins: [subsetFonts(fonts)],
    logLevel: 'silent',
  });
  return result.outputFiles.map(({ path, contents }) => ({
    name: logicalName(basename(path)),
    file: basename(path),
    body: Buffer.from(contents),
  }));
}

/** `app.K3ZQ.css` → `app.css` */
function logicalName(file) {
  const parts = file.split('.');
  parts.splice(-2, 1);
  return parts.join('.');
}

/** Our drawings hold no text: the space between and within their tags is only for authors. */
const tightened = (svg) =>
  Buffer.from(String(svg).replaceAll(/>\s+</g, '><').replaceAll(/\s+/g, ' ').trim());

async function copies(source) {
  const found = await readdir(source, { withFileTypes: true });
  const names = found.filter((entry) => entry.isFile()).map((entry) => entry.name);
  return Promise.all(
    names
      .filter((name) => !ENTRIES.includes(name))
      .map(async (name) => {
        const whole = await readFile(join(source, name));
        const body = name.endsWith('.svg') ? tightened(whole) : whole;
        const hash = createHash('sha256').update(body).digest('hex').slice(0, 8).toUpperCase();
        const type = extname(name);
        return { name, file: `${basename(name, type)}.${hash}${type}`, body };
      }),
  );
}

/** Two builds may run at once: nobody reads half a file, nobody clears the other's. */
async function writeWhole(path, body) {
  const draft = `${path}.${process.pid}.draft`;
  await writeFile(draft, body);
  await rename(draft, path);
}

const exists = (path) => stat(path).then(Boolean, () => false);

/** The name says the content, so a file that is there is right. */
async function writeAsset(folder, { file, body }) {
  const forms = { [file]: () => body };
  if (TEXT.has(extname(file))) {
    forms[`${file}.br`] = () => brotli(body);
    forms[`${file}.gz`] = () => gzipped(body);
  }
  for (const [name, make] of Object.entries(forms)) {
    if (!(await exists(join(folder, name)))) await writeWhole(join(folder, name), await make());
  }
  return Object.keys(forms);
}

/** Milliseconds for which replaced files are kept: pages and servers of before still name them. */
const KEEP_OLD = 24 * 60 * 60_000;

const isRecent = (path) =>
  stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs < KEEP_OLD,
    () => false,
  );

/** Writes new files first, then the manifest, then clears: a running server never misses one. */
export async function buildAssets(source, target, fonts) {
  await mkdir(target, { recursive: true });
  const assets = [...(await bundle(source, target, fonts)), ...(await copies(source))];
  const written = await Promise.all(assets.map((asset) => writeAsset(target, asset)));
  const manifest = Object.fromEntries(
    assets.map(({ name, file }) => [name, file]).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  await writeWhole(join(target, 'manifest.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  const keep = new Set(['manifest.json', ...written.flat()]);
  for (const old of await readdir(target, { recursive: true, withFileTypes: true })) {
    const path = relative(target, join(old.parentPath, old.name));
    if (!old.isFile() || keep.has(path) || path.endsWith('.draft')) continue;
    if (await isRecent(join(target, path))) continue;
    await rm(join(target, path), { force: true });
  }
}
