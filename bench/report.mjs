/** Medians, ratios and targets, and how they are shown. */
import { cpus, platform, release } from 'node:os';

/**
 * What each measurement is compared with, and its target (a ratio of requests a second), from
 * docs on performance; the constant page and the bare statements are what others stand on.
 */
const ROWS = {
  constant: { title: 'constant page, bare Fastify' },
  lesson: { title: 'lesson page', over: 'constant', target: 0.15 },
  map: { title: 'course map', over: 'constant', target: 0.12 },
  question: { title: 'question page', over: 'constant', target: 0.1 },
  save: { title: 'save of an answer', over: 'constant', target: 0.1 },
  statisticsOfFew: { title: 'statistics page, 1,000 attempts' },
  statisticsOfMany: {
    title: 'statistics page, 100,000 attempts',
    over: 'statisticsOfFew',
    target: 0.8,
  },
  raw: { title: 'submission, statements alone' },
  submission: { title: 'submission over HTTP', over: 'raw', target: 0.6 },
};

const FIGURES = ['perSecond', 'p50', 'p99', 'cpu', 'lag', 'busy'];

/** @param {Map<string, object[]>} results rounds by name of measurement */
export function summarise(results, { rounds, seconds }) {
  const named = Object.entries(ROWS).filter(([name]) => results.has(name));
  return {
    date: new Date().toISOString(),
    machine: machine(),
    rounds,
    seconds,
    rows: named.map(([name, row]) => summariseRow(name, row, results)),
  };
}

function machine() {
  const all = cpus();
  const model = all[0]?.model.trim() ?? 'unknown processor';
  const system = `${platform()} ${release()}`;
  return { model, cores: all.length, system, node: process.version };
}

function summariseRow(name, { title, over, target }, results) {
  const own = results.get(name);
  const figures = FIGURES.map((figure) => [figure, median(own.map((round) => round[figure]))]);
  const base = { name, title, ...Object.fromEntries(figures) };
  const others = results.get(over);
  if (others === undefined) return base;
  const bySpeed = median(own.map((round, at) => round.perSecond / others[at].perSecond));
  const byTime = median(own.map((round, at) => others[at].cpu / round.cpu));
  return { ...base, over, ratio: bySpeed, cpuRatio: byTime, target, reached: bySpeed >= target };
}

function median(values) {
  if (values.includes(null)) return null;
  const sorted = values.toSorted((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
}

const COLUMNS = [
  ['', (row) => row.title],
  ['requests/s', (row) => whole(row.perSecond)],
  ['p50 ms', (row) => row.p50.toFixed(2)],
  ['p99 ms', (row) => row.p99.toFixed(2)],
  ['CPU µs', (row) => whole(row.cpu)],
  ['lag ms', (row) => row.lag?.toFixed(1) ?? ''],
  ['busy', (row) => (row.busy === null ? '' : `${whole(100 * row.busy)} %`)],
  ['ratio', (row) => row.ratio?.toFixed(3) ?? ''],
  ['by CPU', (row) => row.cpuRatio?.toFixed(3) ?? ''],
  ['target', (row) => row.target?.toFixed(2) ?? ''],
  ['', verdict],
];

/** A page that is only as fast as its target because the generator held the constant page back. */
function verdict({ over, reached, cpuRatio, target }) {
  if (reached === undefined) return '';
  if (!reached) return 'NOT reached';
  return over === 'constant' && cpuRatio < target ? 'reached, not by CPU' : 'reached';
}

const NOTES = [
  'ratio: requests a second ÷ those of the constant page; for the submission, ÷ those of its',
  'statements alone (better-sqlite3, FULL, one transaction each); for the statistics of many',
  'attempts, ÷ those of a hundredth of them. Targets are of this ratio.',
  'by CPU: the same of processor time for a request, whatever the load generator can do: where',
  'the constant page is not busy all the time, the generator is its limit and this is the truer.',
  'CPU µs: processor time of the server for a request. lag: event loop late, 99th percentile.',
  'Every figure is the median of the rounds.',
];

export function printReport({ date, machine, rounds, rows }) {
  const { model, cores, system, node } = machine;
  console.log(`\nManara, ${date.slice(0, 16).replace('T', ' ')} UTC, ${rounds} rounds`);
  console.log(`${model}, ${cores} cores, ${system}, Node ${node}\n`);
  const table = [COLUMNS.map(([head]) => head), ...rows.map(toCells)];
  const widths = COLUMNS.map((_, at) => Math.max(...table.map((cells) => cells[at].length)));
  for (const cells of table) {
    const padded = cells.map((cell, at) =>
      at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]),
    );
    console.log(padded.join('  ').trimEnd());
  }
  console.log(`\n${NOTES.join('\n')}`);
}

function toCells(row) {
  return COLUMNS.map(([, cell]) => cell(row));
}

function whole(number) {
  return Math.round(number).toLocaleString('en');
}
