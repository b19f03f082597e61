import { describe, expect, test } from 'vitest';
import { worldOf } from '../../src/content/world.ts';
import { readExportLesson } from '../../src/interchange/lessons.ts';
import { qtiFiles, zipOf } from '../../src/interchange/qti/package.ts';
import { QTI_22, QTI_3 } from '../../src/interchange/qti/versions.ts';
import type { XmlElement } from '../../src/interchange/xml-reading.ts';
import { childOf, childrenOf, readXml } from '../../src/interchange/xml-reading.ts';
import { essayCourseText } from './essay.ts';
import { SMALL_COURSE } from '../support/small-site-course.ts';

const PATH = 'first-module/alpha.yaml';
const text = `${SMALL_COURSE.get(PATH) ?? ''}${essayCourseText}`;
const lesson = readExportLesson(PATH, text);
if (lesson === null) throw new Error('The lesson cannot be read.');

function parsed(files: readonly { path: string; text: string }[]): Map<string, XmlElement> {
  return new Map(
    files.map((file) => {
      expect(file.text.startsWith('<?xml version="1.0" encoding="UTF-8"?>')).toBe(true);
      const { root, problem } = readXml(file.text);
      expect(problem).toBeNull();
      if (root === null) throw new Error(file.path);
      return [file.path, root];
    }),
  );
}

function all(element: XmlElement): XmlElement[] {
  return [element, ...element.children.flatMap(all)];
}

const kebab = (name: string) => name.replaceAll(/[A-Z]/g, (one) => `-${one.toLowerCase()}`);
const attribute = (element: XmlElement, name: string): string | undefined =>
  Object.entries(element.attributes).find(([key]) => kebab(key) === name)?.[1];
const short = (element: XmlElement) => kebab(element.name).replace(/^qti-/, '');
const versions = [
  {
    name: '3.0',
    version: QTI_3,
    prefix: 'qti-',
    namespace: 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0',
  },
  {
    name: '2.2',
    version: QTI_22,
    prefix: '',
    namespace: 'http://www.imsglobal.org/xsd/imsqti_v2p2',
  },
] as const;

/** Cardinality and base type by interaction. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  'choice-interaction': ['single identifier', 'multiple identifier'],
  'hottext-interaction': ['multiple identifier'],
  'text-entry-interaction': ['single string', 'single float'],
  'inline-choice-interaction': ['single identifier'],
  'match-interaction': ['multiple directedPair'],
  'order-interaction': ['ordered identifier'],
  'extended-text-interaction': ['single string'],
};

describe.each(versions)('a package of QTI $name', ({ version, prefix, namespace }) => {
  const { output, losses } = qtiFiles([lesson], worldOf([], [], 'en'), version);
  const files = parsed(output);
  const items = [...files].filter(([path]) => path.startsWith('items/'));

  test('lists every file in its manifest, with types, and nothing else', () => {
    const manifest = files.get('imsmanifest.xml');
    const resources = childOf(manifest as XmlElement, 'resources') as XmlElement;
    const hrefs = childrenOf(resources, 'resource').map((one) => one.attributes['href']);
    expect(hrefs.toSorted()).toEqual(
      [...files.keys()].filter((path) => path !== 'imsmanifest.xml').toSorted(),
    );
    expect(new Set(childrenOf(resources, 'resource').map((one) => one.attributes['type']))).toEqual(
      new Set([version.testType, version.itemType]),
    );
    const metadata = childOf(manifest as XmlElement, 'metadata') as XmlElement;
    expect(metadata.children.map((one) => one.text)).toEqual([
      version.schema,
      version.schemaVersion,
    ]);
    const ids = childrenOf(resources, 'resource').map((one) => one.attributes['identifier']);
    const needed = all(resources).filter((one) => one.name === 'dependency');
    for (const one of needed) expect(ids).toContain(one.attributes['identifierref']);
    expect(needed).toHaveLength(items.length);
  });

  test('has items with the parts that the specification asks, in its order', () => {
    for (const [, item] of items) {
      expect(item.name).toBe(prefix === '' ? 'assessmentItem' : 'qti-assessment-item');
      expect(item.attributes['xmlns']).toBe(namespace);
      expect(item.attributes['xml:lang']).toBe('en');
      for (const name of ['identifier', 'title', 'time-dependent', 'adaptive']) {
        expect(attribute(item, name), name).toBeTruthy();
      }
      const order = [
        'response-declaration',
        'outcome-declaration',
        'item-body',
        'response-processing',
      ];
      const places = item.children.map((child) => order.indexOf(short(child)));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(places).not.toContain(-1);
      expect(places.slice(0, 1)).toEqual([0]);
    }
  });

  test('declares each answer as its interaction asks, and no identifier twice', () => {
    for (const [path, item] of items) {
      const declared = new Map(
        item.children
          .filter((one) => short(one) === 'response-declaration')
          .map((one) => [
            attribute(one, 'identifier'),
            `${attribute(one, 'cardinality')} ${attribute(one, 'base-type')}`,
          ]),
      );
      const used = all(item).filter((one) => short(one).endsWith('-interaction'));
      expect(used.length, path).toBe(declared.size);
      for (const one of used) {
        expect(ANSWERS[short(one)], short(one)).toContain(
          declared.get(attribute(one, 'response-identifier')),
        );
        const ids = all(one).flatMap((inner) => attribute(inner, 'identifier') ?? []);
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids) expect(id).toMatch(/^[A-Za-z_][\w.-]*$/);
      }
    }
  });

  test('has keys among the identifiers that can be chosen', () => {
    for (const [, item] of items) {
      const ids = new Set(all(item).flatMap((one) => attribute(one, 'identifier') ?? []));
      for (const one of item.children.filter((child) =>
        /identifier|directedPair/.test(attribute(child, 'base-type') ?? ''),
      )) {
        const values = all(one).filter((inner) => short(inner) === 'value');
        expect(values.length).toBeGreaterThan(0);
        for (const value of values)
          for (const id of value.text.split(' ')) expect(ids).toContain(id);
      }
    }
  });

  test('marks by the templates of its version wherever one fits', () => {
    const templates = new Map(
      items.map(([path, item]) => {
        const processing = item.children.find((one) => short(one) === 'response-processing');
        return [path, processing?.attributes['template']?.replace(version.templates, '') ?? null];
      }),
    );
    const end = prefix === '' ? '' : '.xml';
    expect(templates.get('items/alpha-pick.xml')).toBe(`match_correct${end}`);
    expect(templates.get('items/alpha-several.xml')).toBe(`map_response${end}`);
    expect(templates.get('items/alpha-pairs.xml')).toBe(`map_response${end}`);
    expect(templates.get('items/alpha-steps.xml')).toBe(`match_correct${end}`);
    expect(templates.get('items/alpha-figure.xml')).toBeNull();
    expect(templates.get('items/alpha-why.xml')).toBeNull();
  });

  test('has elements of one kind of names only, and tells of feedback that is lost', () => {
    for (const [path, root] of files) {
      if (path === 'imsmanifest.xml') continue;
      const html = new Set(['div', 'p', 'strong', 'em', 'a', 'br', 'ul', 'ol', 'li', 'blockquote']);
      for (const one of all(root)) {
        if (html.has(one.name)) continue;
        expect(one.name.startsWith('qti-'), one.name).toBe(prefix === 'qti-');
      }
    }
    expect(losses.filter((loss) => loss.question === 'pick')).toHaveLength(1);
  });

  test('holds references to every item in its test', () => {
    const refs = all(files.get('test.xml') as XmlElement).flatMap(
      (one) => one.attributes['href'] ?? [],
    );
    expect(refs).toEqual(items.map(([path]) => path));
  });

  test('sets right-to-left content apart', () => {
    const arabic = { language: 'ar', direction: 'rtl' } as const;
    const found = parsed(qtiFiles([lesson], worldOf([], [], 'en'), version, arabic).output);
    const item = found.get('items/alpha-pick.xml') as XmlElement;
    const box = all(item).find((one) => one.name === 'div');
    expect(item.attributes['xml:lang']).toBe('ar');
    expect(box?.attributes).toEqual({ dir: 'rtl', 'xml:lang': 'ar' });
  });

  test('is a zip with the manifest first, the same bytes for the same questions', async () => {
    const bytes = await zipOf(output);
    expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
    expect(bytes.subarray(30, 45).toString('latin1')).toBe('imsmanifest.xml');
    expect(await zipOf(output)).toEqual(bytes);
  });
});
