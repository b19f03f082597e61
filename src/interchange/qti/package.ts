import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import type { AuthoredItem } from '../../content/schema/items.ts';
import type { World } from '../../content/world.ts';
import { toXhtml, wordsOf } from '../html.ts';
import type { ExportLesson } from '../lessons.ts';
import { LossLog, type NoteLoss, type Outcome } from '../outcome.ts';
import { Texts } from '../texts.ts';
import type { Xml } from '../xml.ts';
import { DECLARATION, element, words } from '../xml.ts';
import { bodyOf } from './items.ts';
import type { Body } from './parts.ts';
import type { QtiVersion } from './versions.ts';

/** A language of content as pages and packages name it. */
export interface ContentLanguage {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
}

const ENGLISH: ContentLanguage = { language: 'en', direction: 'ltr' };
const TOOL = { 'tool-name': 'manara', 'tool-version': '1' };

/** A file of a package. */
export interface PackageFile {
  readonly path: string;
  readonly text: string;
}

/** The files of a QTI package: manifest, one file for each question, one test. */
export function qtiFiles(
  lessons: readonly ExportLesson[],
  world: World,
  version: QtiVersion,
  language: ContentLanguage = ENGLISH,
): Outcome<readonly PackageFile[]> {
  const log = new LossLog();
  const items = lessons.flatMap((lesson) =>
    lesson.items.map((item) => {
      const texts = new Texts(world, log.of(item.id));
      noteRest(item, texts.note);
      const xml = itemXml(item, texts, version, language);
      const identifier = `${lesson.id}-${item.id}`;
      return { identifier, path: `items/${identifier}.xml`, text: file(version, xml) };
    }),
  );
  const test = { path: 'test.xml', text: file(version, testXml(lessons, version)) };
  const manifest = {
    path: 'imsmanifest.xml',
    text: `${DECLARATION}${manifestXml(items, version)}\n`,
  };
  return { output: [manifest, test, ...items], losses: log.losses };
}

/** The files as a zip; the same files give the same bytes. */
export async function zipOf(files: readonly PackageFile[]): Promise<Buffer> {
  const zip = new ZipFile();
  const mtime = new Date(2000, 0, 1);
  for (const { path, text } of files) zip.addBuffer(Buffer.from(text, 'utf8'), path, { mtime });
  zip.end();
  return await buffer(zip.outputStream);
}

function file(version: QtiVersion, xml: Xml): string {
  return `${DECLARATION}${version.rename(xml)}\n`;
}

function noteRest(item: AuthoredItem, note: NoteLoss): void {
  note('feedback, explanation and citations are lost: players mark by template');
  if (item.hints !== undefined || item.penalty !== undefined) note('hints and penalty are lost');
  if (item.tags !== undefined) note('tags are lost');
}

function itemXml(
  item: AuthoredItem,
  texts: Texts,
  version: QtiVersion,
  { language, direction }: ContentLanguage,
): Xml {
  const body = bodyOf(item, texts);
  const prompt = texts.prompt(item.prompt);
  const attributes = {
    xmlns: version.item,
    identifier: item.id,
    title: wordsOf(prompt).slice(0, 120) || item.id,
    adaptive: false,
    'time-dependent': false,
    'xml:lang': language,
    ...TOOL,
  };
  // The direction stands on a box around everything: players do not look at it on the body.
  const box = element(
    'div',
    direction === 'rtl' ? { dir: direction, 'xml:lang': language } : {},
    toXhtml(prompt) as Xml,
    body.content,
  );
  return element(
    'qti-assessment-item',
    attributes,
    ...body.declarations,
    scoreDeclaration(),
    element('qti-item-body', {}, box),
    processing(body, version),
  );
}

function scoreDeclaration(): Xml {
  const attributes = {
    identifier: 'SCORE',
    cardinality: 'single',
    'base-type': 'float',
    'normal-maximum': 1,
  };
  const zero = element('qti-default-value', {}, element('qti-value', {}, words('0')));
  return element('qti-outcome-declaration', attributes, zero);
}

function processing({ template, processing: own }: Body, version: QtiVersion): Xml | null {
  if (template === undefined) return own ?? null;
  // The templates of 3.0 are files; those of 2.2 are names.
  const suffix = version.templates.startsWith('https:') ? '.xml' : '';
  const attributes = { template: `${version.templates}${template}${suffix}` };
  return element('qti-response-processing', attributes);
}

function testXml(lessons: readonly ExportLesson[], version: QtiVersion): Xml {
  const sections = lessons.map(({ id, title, items }) =>
    element(
      'qti-assessment-section',
      { identifier: `s-${id}`, title, visible: true },
      ...items.map((item) => itemRef(id, item)),
    ),
  );
  const part = element(
    'qti-test-part',
    {
      identifier: 'part-1',
      'navigation-mode': 'nonlinear',
      'submission-mode': 'simultaneous',
    },
    ...sections,
  );
  const title = lessons.length === 1 ? (lessons[0]?.title ?? '') : 'Questions';
  const attributes = { xmlns: version.item, identifier: 'test', title, ...TOOL };
  return element('qti-assessment-test', attributes, part);
}

/** Points are weights of the items, whose own marks go from 0 to 1. */
function itemRef(lesson: string, item: AuthoredItem): Xml {
  const identifier = `${lesson}-${item.id}`;
  const weight = element('qti-weight', { identifier: 'points', value: item.points ?? 1 });
  const attributes = { identifier, href: `items/${identifier}.xml` };
  return element('qti-assessment-item-ref', attributes, weight);
}

interface Entry {
  readonly identifier: string;
  readonly path: string;
}

function manifestXml(items: readonly Entry[], version: QtiVersion): Xml {
  const all = items.map(({ identifier, path }) =>
    resource(`i-${identifier}`, version.itemType, path),
  );
  const needs = items.map(({ identifier }) =>
    element('dependency', { identifierref: `i-${identifier}` }),
  );
  const test = resource('t-test', version.testType, 'test.xml', ...needs);
  const metadata = element(
    'metadata',
    {},
    element('schema', {}, words(version.schema)),
    element('schemaversion', {}, words(version.schemaVersion)),
  );
  return element(
    'manifest',
    { xmlns: version.manifest, identifier: 'manara-package' },
    metadata,
    element('organizations'),
    element('resources', {}, test, ...all),
  );
}

function resource(identifier: string, type: string, href: string, ...inner: Xml[]): Xml {
  return element('resource', { identifier, type, href }, element('file', { href }), ...inner);
}
