import type { Path, Report } from '../diagnostic.ts';

const TODO = /^\s*TODO\b/;

/** Says which texts of a question are still to be written, as an import leaves them. */
export function checkTodo(report: Report, value: unknown, path: Path): void {
  if (typeof value === 'string') {
    if (!TODO.test(value)) return;
    const message = 'this text is still to be written';
    report({ path, rule: 'todo', message, needle: 'TODO' });
  } else if (Array.isArray(value)) {
    value.forEach((inner, index) => checkTodo(report, inner, [...path, index]));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) checkTodo(report, inner, [...path, key]);
  }
}
