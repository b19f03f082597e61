/**
 * What the specification of xAPI 1.0.3 (part 2, Data) demands of a statement that is sent, as far as
 * it can be seen in the statement itself. Written from the specification, not from our program.
 */

type Json = unknown;
type Bag = Readonly<Record<string, Json>>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const DURATION = /^P(?!$)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;

/** The lists of parts that each interaction type may have (2.4.4.1). */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  choice: ['choices'],
  sequencing: ['choices'],
  likert: ['scale'],
  matching: ['source', 'target'],
  performance: ['steps'],
  'true-false': [],
  'fill-in': [],
  'long-fill-in': [],
  numeric: [],
  other: [],
};
const LISTS = ['choices', 'scale', 'source', 'target', 'steps'];
const STATEMENT = [
  'id',
  'actor',
  'verb',
  'object',
  'result',
  'context',
  'timestamp',
  'version',
  'attachments',
];

/** What is wrong with a statement; empty where nothing is. */
export function xapiProblems(statement: Json): string[] {
  if (!isBag(statement)) return ['not an object'];
  return [
    ...nulls(statement, ''),
    ...when(!UUID.test(text(statement['id'])), 'id is no UUID'),
    ...unknown(statement, STATEMENT, 'statement'),
    ...actorProblems(bag(statement['actor'])),
    ...when(!isIri(bag(statement['verb'])['id']), 'verb is no IRI'),
    ...languageProblems(bag(statement['verb'])['display'], 'display'),
    ...objectProblems(bag(statement['object'])),
    ...resultProblems(bag(statement['result']), bag(bag(statement['object'])['definition'])),
    ...contextProblems(bag(statement['context'])),
    ...when(!INSTANT.test(text(statement['timestamp'])), 'timestamp'),
  ];
}

function actorProblems(actor: Bag): string[] {
  const ways = ['mbox', 'mbox_sha1sum', 'openid', 'account'].filter((way) => way in actor);
  const account = bag(actor['account']);
  return [
    ...when(actor['objectType'] !== 'Agent', 'actor is no agent'),
    ...when(ways.length !== 1, 'an agent is identified in one way'),
    ...when(!isIri(account['homePage']), 'homePage'),
    ...when(text(account['name']) === '', 'account has no name'),
    ...unknown(account, ['homePage', 'name'], 'account'),
  ];
}

function objectProblems(object: Bag): string[] {
  const definition = bag(object['definition']);
  return [
    ...when(object['objectType'] !== 'Activity', 'object is no activity'),
    ...when(!isIri(object['id']), 'activity is no IRI'),
    ...when(!isIri(definition['type']), 'type is no IRI'),
    ...['name', 'description'].flatMap((name) =>
      name in definition ? languageProblems(definition[name], name) : [],
    ),
    ...interactionProblems(definition),
  ];
}

function interactionProblems(definition: Bag): string[] {
  const type = definition['interactionType'];
  const present = LISTS.filter((list) => list in definition);
  if (type === undefined) {
    return when(present.length > 0 || 'correctResponsesPattern' in definition, 'no interaction');
  }
  const allowed = PARTS[text(type)];
  if (allowed === undefined) return [`unknown interaction type ${text(type)}`];
  const patterns = definition['correctResponsesPattern'] ?? [];
  return [
    ...when(!isInteraction(definition['type']), 'an interaction is of the type cmi.interaction'),
    ...present.flatMap((list) => when(!allowed.includes(list), `${list} in ${text(type)}`)),
    ...present.flatMap((list) => componentProblems(definition[list])),
    ...when(!Array.isArray(patterns), 'correctResponsesPattern is no list'),
    ...array(patterns).flatMap((pattern) => formatProblems(definition, text(pattern))),
  ];
}

function componentProblems(list: Json): string[] {
  const ids = array(list).map((one) => text(bag(one)['id']));
  return [
    ...when(new Set(ids).size < ids.length, 'ids of components are not distinct'),
    ...ids.flatMap((id) => when(id === '' || /\s/.test(id), 'id of a component')),
    ...array(list).flatMap((one) => languageProblems(bag(one)['description'], 'component')),
  ];
}

/** The format of a response, and of a pattern, by its type. */
function formatProblems(definition: Bag, response: string): string[] {
  const idsOf = (list: string) =>
    new Set(array(definition[list]).map((one) => text(bag(one)['id'])));
  const parts = response.split('[,]');
  switch (definition['interactionType']) {
    case 'true-false':
      return when(!['true', 'false'].includes(response), `true-false: ${response}`);
    case 'choice':
    case 'sequencing':
      return among(idsOf('choices'), parts);
    case 'matching': {
      const pairs = parts.map((pair) => pair.split('[.]'));
      return [
        ...pairs.flatMap((pair) => when(pair.length !== 2, `matching: ${pair.join()}`)),
        ...among(
          idsOf('source'),
          pairs.map(([source = '']) => source),
        ),
        ...among(
          idsOf('target'),
          pairs.map(([, target = '']) => target),
        ),
      ];
    }
    case 'numeric':
      return response
        .split('[:]')
        .flatMap((end) => when(end.trim() === '' || Number.isNaN(Number(end)), `numeric: ${end}`));
    default:
      return [];
  }
}

function among(ids: ReadonlySet<string>, wanted: readonly string[]): string[] {
  return wanted.flatMap((id) => when(!ids.has(id), `${id} is no component`));
}

function resultProblems(result: Bag, definition: Bag): string[] {
  const score = result['score'];
  const response = result['response'];
  const known = ['score', 'success', 'completion', 'response', 'duration', 'extensions'];
  return [
    ...unknown(result, known, 'result'),
    ...['success', 'completion'].flatMap((name) =>
      when(name in result && typeof result[name] !== 'boolean', name),
    ),
    ...when('duration' in result && !DURATION.test(text(result['duration'])), 'duration'),
    ...(score === undefined ? [] : scoreProblems(bag(score))),
    ...(response === undefined ? [] : formatProblems(definition, text(response))),
  ];
}

function scoreProblems(score: Bag): string[] {
  const [scaled, raw, min, max] = ['scaled', 'raw', 'min', 'max'].map((name) =>
    Number(score[name]),
  );
  return [
    ...unknown(score, ['scaled', 'raw', 'min', 'max'], 'score'),
    ...when(!inside(scaled, -1, 1), `scaled: ${scaled}`),
    ...when(!inside(raw, min, max) || !((min ?? 0) < (max ?? 0)), `raw: ${raw}`),
  ];
}

function inside(value = NaN, low = NaN, high = NaN): boolean {
  return value >= low && value <= high;
}

function contextProblems(context: Bag): string[] {
  const groups = Object.entries(bag(context['contextActivities']));
  return [
    ...when('registration' in context && !UUID.test(text(context['registration'])), 'registration'),
    ...groups.flatMap(([name, activities]) => [
      ...when(!['parent', 'grouping', 'category', 'other'].includes(name), name),
      ...array(activities).flatMap((one) => when(!isIri(bag(one)['id']), `${name} is no IRI`)),
    ]),
  ];
}

function languageProblems(map: Json, name: string): string[] {
  const entries = Object.entries(bag(map));
  return [
    ...when(entries.length === 0, `${name} is empty`),
    ...entries.flatMap(([tag, words]) =>
      when(!LANGUAGE.test(tag) || typeof words !== 'string', `${name}: ${tag}`),
    ),
  ];
}

/** A statement with a null in it is rejected as a whole (2.2). */
function nulls(value: Json, place: string): string[] {
  if (value === null) return [`null at ${place}`];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => nulls(inner, `${place}/${name}`));
}

function unknown(value: Bag, known: readonly string[], name: string): string[] {
  return Object.keys(value).flatMap((key) => when(!known.includes(key), `${name} has ${key}`));
}

function when(wrong: boolean, problem: string): string[] {
  return wrong ? [problem] : [];
}

function isInteraction(type: Json): boolean {
  return type === 'http://adlnet.gov/expapi/activities/cmi.interaction';
}

function isIri(value: Json): boolean {
  return typeof value === 'string' && URL.canParse(value);
}

function isBag(value: Json): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function bag(value: Json): Bag {
  return isBag(value) ? value : {};
}

function array(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function text(value: Json): string {
  return typeof value === 'string' ? value : '';
}
