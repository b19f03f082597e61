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
