import type { Xml } from '../xml.ts';

/** What differs between the versions of QTI that are written. */
export interface QtiVersion {
  readonly item: string;
  readonly manifest: string;
  readonly schemaVersion: string;
  readonly schema: string;
  readonly itemType: string;
  readonly testType: string;
  readonly templates: string;
  /** An item or test in QTI 3 names as this version names it. */
  readonly rename: (xml: Xml) => Xml;
}

export const QTI_3: QtiVersion = {
  item: 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0',
  manifest: 'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1',
  schema: 'QTI Package',
  schemaVersion: '3.0.1',
  itemType: 'imsqti_item_xmlv3p0',
  testType: 'imsqti_test_xmlv3p0',
  templates: 'https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/',
  rename: (xml) => xml,
};

export const QTI_22: QtiVersion = {
  item: 'http://www.imsglobal.org/xsd/imsqti_v2p2',
  manifest: 'http://www.imsglobal.org/xsd/imscp_v1p1',
  schema: 'QTIv2.2 Package',
  schemaVersion: '1.0.0',
  itemType: 'imsqti_item_xmlv2p2',
  testType: 'imsqti_test_xmlv2p2',
  templates: 'http://www.imsglobal.org/question/qti_v2p2/rptemplates/',
  rename: (xml) => xml.replaceAll(/<[^<>]+>/g, camelTag) as Xml,
};

/** `<qti-map-entry map-key="a-b">` as `<mapEntry mapKey="a-b">`; tags of HTML stay as they are. */
function camelTag(tag: string): string {
  if (!/^<\/?qti-/.test(tag)) return tag;
  const named = tag.replace(/^(<\/?)qti-([a-z-]+)/, (_all, open: string, name: string) => {
    return open + camel(name);
  });
  // Values are escaped, so that a quote ends each of them.
  return named.replaceAll(/ ([a-z-]+)="/g, (all, name: string) =>
    name === 'xml' ? all : ` ${camel(name)}="`,
  );
}

function camel(name: string): string {
  return name.replaceAll(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase());
}
