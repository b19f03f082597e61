import type { Compilable, CompiledQuery } from 'kysely';
import type { Db } from './database.ts';

/**
 * A query whose SQL is built once: building costs more than running for the look-ups of every
 * page. `build` is given stand-in values; at each call `parameters` take their places, in the
 * order in which they appear in the SQL.
 */
export function compileOnce<Row>(
  build: (db: Db) => Compilable<Row>,
): (db: Db, parameters: readonly unknown[]) => Promise<Row[]> {
  const compiled = new Map<unknown, CompiledQuery<Row>>();
  return async (db, parameters) => {
    const engine = db.getExecutor().adapter.constructor;
    let query = compiled.get(engine);
    if (query === undefined) {
      query = build(db).compile();
      compiled.set(engine, query);
    }
    if (query.parameters.length !== parameters.length) {
      throw new Error(`This query takes ${query.parameters.length} parameters.`);
    }
    const result = await db.executeQuery<Row>({ ...query, parameters });
    return result.rows;
  };
}

/** More than a quiz has questions; statements for more rows are built each time. */
const MAX_ROWS = 60;

/**
 * As `compileOnce`, for a statement that takes any number of rows: its SQL is built once for each
 * number. `build` gets the number; a call takes the parameters row by row, and none does nothing.
 */
export function compileForRows(
  build: (db: Db, rows: number) => Compilable,
): (db: Db, rows: readonly (readonly unknown[])[]) => Promise<void> {
  const kept = new Map<number, ReturnType<typeof compileOnce<unknown>>>();
  return async (db, rows) => {
    const count = rows.length;
    if (count === 0) return;
    const run = kept.get(count) ?? compileOnce((engine) => build(engine, count));
    if (count <= MAX_ROWS) kept.set(count, run);
    await run(db, rows.flat());
  };
}
