import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.ts';

const problems = (env: NodeJS.ProcessEnv): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems;
  }
};

describe('the settings', () => {
  it('have defaults that are safe on a developer’s machine', () => {
    expect(readConfig({})).toMatchObject({
      production: false,
      host: '127.0.0.1',
      port: 3000,
      databaseFile: 'data/manara.db',
      lessonsDir: 'lessons',
      baseUrl: 'http://localhost:3000',
      logLevel: 'info',
      trustProxy: false,
      timeZone: 'Africa/Casablanca',
      mail: { server: null, from: 'Manara <manara@localhost>', outbox: 'data/outbox' },
      sessionIdle: 14 * 86_400_000,
      sessionMax: 90 * 86_400_000,
      erasureWaitDays: 14,
      retention: { auditDays: 1095, looksDays: 365, mailDays: 90, accountsDays: 0 },
      demo: true,
    });
  });

  it('take an empty variable as one that is not set', () => {
    expect(readConfig({ PORT: '', BASE_URL: '', MANARA_DEMO: '' })).toEqual(readConfig({}));
  });

  it('are read from the environment', () => {
    const config = readConfig({
      NODE_ENV: 'production',
      HOST: '0.0.0.0',
      PORT: '8080',
      DATABASE_URL: 'file:/var/lib/manara.db',
      BASE_URL: 'https://manara.example.org///',
      TRUST_PROXY: '10.0.0.0/8',
      TIME_ZONE: 'Europe/Paris',
      SMTP_URL: 'smtps://me%40x.org:p%2Fw@mail.example.org',
      MAIL_FROM: 'École Manara <manara@example.org>',
      MAIL_OUTBOX: '/var/spool/manara',
      SESSION_IDLE_DAYS: '1',
    });
    expect(config).toMatchObject({
      production: true,
      host: '0.0.0.0',
      port: 8080,
      databaseFile: '/var/lib/manara.db',
      baseUrl: 'https://manara.example.org',
      trustProxy: '10.0.0.0/8',
      timeZone: 'Europe/Paris',
      mail: {
        server: {
          host: 'mail.example.org',
          port: 465,
          secure: true,
          requireTLS: false,
          auth: { user: 'me@x.org', pass: 'p/w' },
        },
        from: 'École Manara <manara@example.org>',
        outbox: '/var/spool/manara',
      },
      sessionIdle: 86_400_000,
    });
  });

  it('let accounts be kept for good, or for half a year and more', () => {
    expect(readConfig({ RETENTION_ACCOUNTS_DAYS: '180' }).retention.accountsDays).toBe(180);
    expect(problems({ RETENTION_ACCOUNTS_DAYS: '179' })).toEqual([
      'RETENTION_ACCOUNTS_DAYS: must be 0, or at least 180',
    ]);
    expect(problems({ ERASURE_WAIT_DAYS: '0', RETENTION_LOOKS_DAYS: '-1' })).toHaveLength(2);
  });

  it.each([
    [{}, true],
    [{ MANARA_DEMO: 'on' }, true],
    [{ HOST: '::1' }, true],
    [{ MANARA_DEMO: 'off' }, false],
    [{ HOST: '0.0.0.0' }, false],
    [{ HOST: '0.0.0.0', MANARA_DEMO: 'on' }, false],
    [{ NODE_ENV: 'production', BASE_URL: 'https://x.org', MANARA_DEMO: 'on' }, false],
  ])('%j make the demonstration %s', (env, demo) => {
    expect(readConfig(env).demo).toBe(demo);
  });

  it.each([
    [{ PORT: 'x' }, 'PORT'],
    [{ PORT: '65536' }, 'PORT'],
    [{ PORT: '-1' }, 'PORT'],
    [{ DATABASE_URL: 'postgres://localhost/x' }, 'DATABASE_URL'],
    [{ DATABASE_URL: 'file:' }, 'DATABASE_URL'],
    [{ BASE_URL: 'ftp://example.org' }, 'BASE_URL'],
    [{ BASE_URL: 'example.org' }, 'BASE_URL'],
    [{ TIME_ZONE: 'Mars/Base' }, 'TIME_ZONE'],
    [{ SMTP_URL: 'mail.example.org' }, 'SMTP_URL'],
    [{ SMTP_URL: 'https://mail.example.org', MAIL_FROM: 'a@b.org' }, 'SMTP_URL: must begin with'],
    [{ SMTP_URL: 'smtp://', MAIL_FROM: 'a@b.org' }, 'SMTP_URL'],
    [{ SMTP_URL: 'smtp://a.org?tls=no', MAIL_FROM: 'a@b.org' }, 'SMTP_URL: knows only tls=off'],
    [{ SMTP_URL: 'smtp://a.org?pool=no', MAIL_FROM: 'a@b.org' }, 'SMTP_URL: knows no option pool'],
    [{ SMTP_URL: 'smtp://a.org' }, 'MAIL_FROM must be set with SMTP_URL'],
    [{ MAIL_FROM: 'Manara' }, 'MAIL_FROM'],
    [{ MAIL_FROM: 'a@b.org, c@d.org' }, 'MAIL_FROM'],
    [{ MAIL_FROM: 'Manara <a@b.org>\nBcc: <c@d.org>' }, 'MAIL_FROM'],
    [{ MANARA_DEMO: 'yes' }, 'MANARA_DEMO'],
    [{ NODE_ENV: 'prod' }, 'NODE_ENV'],
    [{ SESSION_IDLE_DAYS: '0' }, 'SESSION_IDLE_DAYS'],
    [{ SESSION_MAX_DAYS: '9999' }, 'SESSION_MAX_DAYS'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    [{ NODE_ENV: 'production' }, 'BASE_URL'],
  ])('%j are refused by the name of %s', (env, name) => {
    expect(problems(env)).toHaveLength(1);
    expect(problems(env)[0]).toContain(name);
  });

  it.each([
    ['smtp://mail.example.org', { port: 587, secure: false, requireTLS: true }],
    ['smtp://mail.example.org:25?tls=off', { port: 25, secure: false, requireTLS: false }],
    ['smtp://localhost:1025', { host: 'localhost', port: 1025, requireTLS: false }],
    ['smtp://[::1]:1025', { host: '::1', port: 1025, requireTLS: false }],
  ])('insist on encryption on the way to a mail server elsewhere: %s', (SMTP_URL, server) => {
    expect(readConfig({ SMTP_URL, MAIL_FROM: 'a@b.org' }).mail.server).toMatchObject(server);
  });

  it('are refused all at once', () => {
    expect(problems({ PORT: 'x', TIME_ZONE: 'x', LOG_LEVEL: 'x' })).toHaveLength(3);
  });
});
