import type { Command } from 'commander';
import { rotateKey } from '../services/signing-keys.ts';
import { listSiteKeys } from '../store/site-keys.ts';
import { withDatabase } from './open.ts';

/** Adds `manara key list|rotate`. */
export function register(program: Command): void {
  const key = program
    .command('key')
    .description('list and renew the keys that certificates are signed with');
  key
    .command('list')
    .description('print every key, newest first: the first one signs')
    .action(printKeys);
  key
    .command('rotate')
    .description('make a new key; certificates signed with older ones stay valid')
    .action(rotate);
}

async function printKeys(_options: object, command: Command): Promise<void> {
  await withDatabase(command, async (db) => {
    for (const { id, createdAt } of await listSiteKeys(db)) {
      console.log(`${id}\t${createdAt.toISOString()}`);
    }
  });
}

async function rotate(_options: object, command: Command): Promise<void> {
  await withDatabase(command, async (db) => {
    const { id } = await rotateKey(db, new Date());
    console.log(`The key ${id} signs from now on.`);
  });
}
