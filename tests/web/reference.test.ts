import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSite, type Browser, type Site } from '../support/site.ts';
import { catalogueOf, editedCourse, SMALL_COURSE } from '../support/small-site-course.ts';

const TERMS = `terms:
  - id: lighthouse
    term: lighthouse
    names: { fr: phare, ar: المَنارة }
    definition: A tower with a light.
    cite: [article:part.4]
  - id: school
    term: school
    names: { fr: école, ar: المدرسة }
    definition: Where *keepers* learn.
  - id: zeal
    term: zeal
    names: { fr: zèle, ar: الإخلاص }
    definition: Care for one’s work.
  - id: ebb
    term: ebb
    definition: Water that goes out.
`;

let site: Site;
let visitor: Browser;
beforeEach(async () => {
  const files = new Map([...SMALL_COURSE, ['glossary.yaml', TERMS]]);
  site = await createSite({ catalogue: catalogueOf(files) });
  visitor = site.anonymous();
});
afterEach(async () => await site.close());

const words = (html: string): string =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
const heads = (html: string) => [...html.matchAll(/<dt id="([^"]+)">/g)].map(([, id]) => id);
const rows = (html: string) =>
  [...html.matchAll(/<tr><th scope="row">.*?<\/tr>/gs)].map(([row]) => words(row));
const events = (html: string) =>
  [...html.matchAll(/<li id="event-.*?<\/li>/gs)].map(([event]) => words(event));
const read = async (path: string) => (await visitor.get(path)).body;

describe('the glossary', () => {
  it('names each term in the reader’s language first, then in the others, each as its language', async () => {
    expect(await read('/en/glossary')).toContain(
      '<dt id="lighthouse"><bdi lang="en" dir="ltr">lighthouse</bdi></dt>\n<dd><ul class="names"><li><small>French</small> <bdi lang="fr" dir="ltr">phare</bdi></li><li><small>Arabic</small> <bdi lang="ar" dir="rtl">المَنارة</bdi></li></ul>',
    );
    expect(await read('/fr/glossary')).toContain(
      '<dt id="lighthouse"><bdi lang="fr" dir="ltr">phare</bdi></dt>\n<dd><ul class="names"><li><small>anglais</small> <bdi lang="en" dir="ltr">lighthouse</bdi></li><li><small>arabe</small> <bdi lang="ar" dir="rtl">المَنارة</bdi></li></ul>',
    );
    expect(await read('/ar/glossary')).toContain(
      '<dt id="lighthouse"><bdi lang="ar" dir="rtl">المَنارة</bdi></dt>\n<dd><ul class="names"><li><small>الإنجليزية</small> <bdi lang="en" dir="ltr">lighthouse</bdi></li><li><small>الفرنسية</small> <bdi lang="fr" dir="ltr">phare</bdi></li></ul>',
    );
  });

  it('is in the order of the reader’s language, where accents and the Arabic article do not count', async () => {
    expect(heads(await read('/en/glossary'))).toEqual(['ebb', 'lighthouse', 'school', 'zeal']);
    // ebb, école, phare, zèle: by code unit é would come after z.
    expect(heads(await read('/fr/glossary'))).toEqual(['ebb', 'school', 'lighthouse', 'zeal']);
    // إخلاص, مدرسة, منارة; ebb has no Arabic name.
    expect(heads(await read('/ar/glossary'))).toEqual(['zeal', 'school', 'lighthouse', 'ebb']);
  });

  it('leads to the lessons whose text links to the term', async () => {
    const [, entry = ''] =
      /<dt id="lighthouse">.*?<dd>(.*?)<\/dd>/s.exec(await read('/en/glossary')) ?? [];
    expect(words(entry)).toContain('In the lessons Lesson alpha , Lesson beta');
    expect(entry).toContain('href="/en/lessons/alpha"');
    const [, unused = ''] =
      /<dt id="zeal">.*?<dd>(.*?)<\/dd>/s.exec(await read('/en/glossary')) ?? [];
    expect(unused).not.toContain('/lessons/');
  });

  it.each([
    ['PHARE', ['lighthouse']],
    ['ecole', ['school']],
    ['منار', ['lighthouse']],
    ['المناره', ['lighthouse']],
    ['اخلاص', ['zeal']],
    ['tower', ['lighthouse']],
    ['keepers', ['school']],
    ['  light ', ['lighthouse']],
    ['submarine', []],
    ['', ['ebb', 'lighthouse', 'school', 'zeal']],
  ])('finds for “%s” %j', async (typed, found) => {
    expect(heads(await read(`/en/glossary?q=${encodeURIComponent(typed)}`))).toEqual(found);
  });

  it('keeps what was typed, says how many were found, and leads back to all', async () => {
    const html = await read('/en/glossary?q=%22%3Cb%3E');
    expect(html).toContain('value="&quot;&lt;b&gt;"');
    expect(words(html)).toContain('0 of 4 terms have “ &quot;&lt;b&gt; ” in them. Show all terms');
    expect(html).toContain('<a href="/en/glossary">Show all terms</a>');
    expect(words(await read('/ar/glossary?q=phare'))).toContain('في مصطلح واحد من 4');
    expect(words(await read('/fr/glossary?q=phare'))).toContain('figure dans 1 terme sur 4');
  });

  it('takes an address with the search twice or endless for what it can be', async () => {
    expect(heads(await read('/en/glossary?q=a&q=b'))).toHaveLength(4);
    expect((await visitor.get(`/en/glossary?q=${'a'.repeat(5000)}`)).statusCode).toBe(200);
  });
});

describe('the coverage of a source', () => {
  it('says of each paragraph which lessons cite it and how many questions rest on it', async () => {
    const html = await read('/en/sources');
    // Every question of both lessons rests on the first; the texts cite the first and the second.
    expect(rows(html)).toEqual([
      '1 tested by a question Lesson alpha Lesson beta 11',
      '2 cited by a lesson, not tested Lesson alpha Lesson beta none',
      '3 not cited not cited none',
      '4 not cited not cited none',
    ]);
    expect(words(html)).toContain(
      '2 of 4 paragraphs are cited by a lesson, 1 are tested by a question.',
    );
    expect(words(html)).toContain('Part cited: 2 of 4 , tested: 1');
    expect(html).toContain('<th scope="col" class="num">Questions</th>');
  });

  it('is told in French and Arabic, too', async () => {
    expect(words(await read('/fr/sources'))).toContain('Paragraphes cités par une leçon : 2 sur 4');
    expect(words(await read('/ar/sources'))).toContain(
      'الفقرات التي تستشهد بها الدروس: 2 من 4 ، والتي تختبرها الأسئلة: 1',
    );
  });

  it('shows the questions themselves to those who teach, and to nobody else', async () => {
    await site.person('Root', { isAdmin: true });
    await site.cohort('Class', { Ada: 'student', Ines: 'instructor' });
    const link = 'href="/en/teach/lessons/alpha/items/pick"';
    for (const name of ['Ines', 'Root']) {
      const { body } = await (await site.signIn(name)).get('/en/sources');
      expect(body).toContain(link);
      expect(body).toContain('<bdi>beta/truth</bdi>');
    }
    const ada = await site.signIn('Ada');
    for (const { body } of [await visitor.get('/en/sources'), await ada.get('/en/sources')]) {
      expect(body).not.toContain('/teach/');
      expect(body).not.toContain('truth');
    }
  });

  it('leaves what the course does not mean to teach out of the sum, and last', async () => {
    const section = '      - { id: part, title: Part, paragraphs: 4 }\n';
    const aside = `      - { id: summary, title: Summary, paragraphs: 9, cover: false }\n${section}`;
    site.serve(editedCourse('sources.yaml', section, aside));
    const html = await read('/en/sources');
    expect(words(html)).toContain('2 of 4 paragraphs');
    expect(html.indexOf('>Part<')).toBeLessThan(html.indexOf('>Summary<'));
    expect(words(html)).toContain('The course does not set out to teach this section.');
  });

  it('is left out where no source is cited by paragraph', async () => {
    const files = [...SMALL_COURSE].map(([path, text]): [string, string] => [
      path,
      text
        .replace('    sections:\n      - { id: part, title: Part, paragraphs: 4 }\n', '')
        .replaceAll(/article:part\.\d/g, 'article'),
    ]);
    site.serve(catalogueOf(new Map(files)));
    expect(await read('/en/sources')).not.toContain('What the course covers');
  });
});

describe('the timeline', () => {
  it('tells what happened from the oldest on, each with its lesson and its sources', async () => {
    const html = await read('/en/timeline');
    expect(events(html)).toEqual([
      'c. 795 Somebody lights a fire on the rock. Source: The article, “Part”, paragraph 1',
      'February 1904 to 1907 The tower is built. Lesson 1 : Lesson alpha Sources: The article, “Part”, paragraph 2 ; The article, “Part”, paragraph 3',
    ]);
    expect(html).toContain('<time datetime="0795"><bdi>795</bdi></time>');
    expect(html).toContain('<time datetime="1904-02"><bdi>February 1904</bdi></time>');
    expect(html).toContain('href="/en/lessons/alpha"');
    expect(html.match(/<h2 [^>]*>[^<]*<\/h2>/g)).toEqual([
      '<h2 id="century-700">8th century</h2>',
      '<h2 id="century-1900">20th century</h2>',
    ]);
  });

  it('writes dates and centuries in the reader’s language', async () => {
    const french = await read('/fr/timeline');
    expect(events(french)[0]).toContain('vers 795');
    expect(events(french)[1]).toContain('de février 1904 à 1907');
    expect(french).toContain('VIIIᵉ siècle');
    const arabic = await read('/ar/timeline');
    expect(events(arabic)[0]).toContain('نحو 795');
    expect(events(arabic)[1]).toContain('من فبراير 1904 إلى 1907');
    expect(arabic).toContain('القرن العشرون');
  });

  it('shows decades where a century has many events', async () => {
    const more = Array.from(
      { length: 6 },
      (_, index) => `  - { id: e${index}, date: '196${index}', text: T, cite: [article:part.1] }\n`,
    );
    const text = (SMALL_COURSE.get('timeline.yaml') ?? '') + more.join('');
    site.serve(catalogueOf(new Map([...SMALL_COURSE, ['timeline.yaml', text]])));
    expect(await read('/en/timeline')).toContain('<h2 id="decade-1960"><bdi>1960</bdi>s</h2>');
    expect(await read('/fr/timeline')).toContain('Années <bdi>1960</bdi></h2>');
  });

  it('shows one module’s events by a link, and 404 for a module that has none', async () => {
    const html = await read('/en/timeline');
    expect(html).not.toContain('?module=');
    const course = SMALL_COURSE.get('course.yaml') ?? '';
    const two = `${course.replace('[alpha, beta]', '[alpha]')}  - id: second-module
    title: Second module
    summary: The other.
    lessons: [beta]
`;
    const beta = SMALL_COURSE.get('first-module/beta.yaml') ?? '';
    const more = `  - { id: fog, date: '1950', text: Fog., lesson: beta, cite: [article:part.1] }\n`;
    const files = new Map([
      ...SMALL_COURSE,
      ['course.yaml', two],
      ['second-module/beta.yaml', beta],
    ]);
    files.delete('first-module/beta.yaml');
    files.set('timeline.yaml', (SMALL_COURSE.get('timeline.yaml') ?? '') + more);
    site.serve(catalogueOf(files));
    expect(await read('/en/timeline')).toContain(
      '<a href="/en/timeline?module=second-module"><bdi lang="en" dir="ltr">Second module</bdi></a>',
    );
    const chosen = await read('/en/timeline?module=second-module');
    expect(events(chosen)).toHaveLength(1);
    expect(chosen).toContain('href="/en/timeline?module=second-module" aria-current="page"');
    for (const module of ['third-module', '../x', 'second-module%27']) {
      expect((await visitor.get(`/en/timeline?module=${module}`)).statusCode).toBe(404);
    }
  });

  it('has neither page nor link where the course has none', async () => {
    const link = '<a href="/en/timeline">Timeline</a>';
    await site.person('Ada');
    const ada = await site.signIn('Ada');
    expect(await read('/en/sources')).toContain(link);
    expect((await ada.get('/en/lessons/alpha')).body).toContain(link);
    const files = new Map(SMALL_COURSE);
    files.delete('timeline.yaml');
    site.serve(catalogueOf(files));
    expect((await visitor.get('/en/timeline')).statusCode).toBe(404);
    expect(await read('/en/sources')).not.toContain('/timeline');
    expect((await ada.get('/en/lessons/alpha')).body).not.toContain('/timeline');
  });
});
