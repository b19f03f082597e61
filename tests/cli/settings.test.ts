import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig, SETTING_NAMES } from '../../src/config.ts';
import { packageRoot } from '../../src/package-root.ts';

const shown = (env: NodeJS.ProcessEnv) =>
  new Map(readConfig(env).settings.map(({ name, ...rest }) => [name, rest]));

describe('the settings that admins see', () => {
  it('are all that are read, each with what holds and where it comes from', () => {
    const settings = shown({ PORT: '8080', TIME_ZONE: '', DATABASE_URL: 'file:/srv/m.db' });
    expect([...settings.keys()]).toEqual(SETTING_NAMES);
    expect(settings.get('PORT')).toEqual({ value: '8080', source: 'environment' });
    expect(settings.get('TIME_ZONE')).toEqual({ value: 'Africa/Casablanca', source: 'default' });
    expect(settings.get('BASE_URL')).toEqual({ value: 'http://localhost:8080', source: 'default' });
    expect(settings.get('BACKUP_DIR')).toEqual({ value: '/srv/backups', source: 'default' });
    expect(settings.get('TRUST_PROXY')).toEqual({ value: null, source: 'default' });
    expect(settings.get('RELOAD_VIEWS')?.value).toBe('off');
    expect(settings.get('MANARA_DEMO')?.value).toBe('on');
  });

  it('hold no password, however the mail server’s address is written', () => {
    const addresses = [
      'smtps://user:canary@mail.example.org',
      'smtps://user:can%2Fary-canary@mail.example.org:465/',
      'smtp://user:canary@127.0.0.1:2525',
    ];
    for (const SMTP_URL of addresses) {
      const env = { SMTP_URL, MAIL_FROM: 'manara@example.org' };
      const settings = JSON.stringify(readConfig(env).settings);
      expect(settings, SMTP_URL).not.toContain('canary');
      expect(shown(env).get('SMTP_URL')?.value).toContain('user:•••@');
    }
  });

  it('are those of the README, with the same defaults', () => {
    const readme = readFileSync(join(packageRoot, 'README.md'), 'utf8');
    const table = readme.slice(readme.indexOf('| Variable '));
    const rows = [
      ...table.slice(0, table.indexOf('\n\n')).matchAll(/^\| `([A-Z_]+)` +\| (.+?) +\|/gm),
    ];
    expect(rows.map(([, name]) => name).toSorted()).toEqual([...SETTING_NAMES].toSorted());
    const settings = shown({});
    for (const [, name = '', written = ''] of rows) {
      const value = settings.get(name)?.value ?? null;
      const plain = /^`([^`<>]+)`$/.exec(written)?.[1];
      if (plain !== undefined) expect(value, name).toBe(plain);
      if (written === 'none') expect(value, name).toBeNull();
    }
  });
});
