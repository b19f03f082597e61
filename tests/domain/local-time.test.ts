import { expect, it } from 'vitest';
import { readLocalTime, shiftDays, writeLocalTime } from '../../src/domain/local-time.ts';

const CASABLANCA = 'Africa/Casablanca';
const iso = (typed: string, zone = CASABLANCA) => readLocalTime(typed, zone)?.toISOString() ?? null;

it('reads a local time as the instant at which clocks of the zone show it', () => {
  // Morocco is an hour ahead of UTC outside Ramadan.
  expect(iso('2026-06-01T09:30')).toBe('2026-06-01T08:30:00.000Z');
  expect(iso('2026-06-01T09:30', 'UTC')).toBe('2026-06-01T09:30:00.000Z');
  expect(iso('2026-12-31T20:00', 'America/New_York')).toBe('2027-01-01T01:00:00.000Z');
});

it('knows that Moroccan clocks go back for Ramadan', () => {
  // Ramadan 2026: clocks at UTC from 15 February to 22 March.
  expect(iso('2026-03-01T09:30')).toBe('2026-03-01T09:30:00.000Z');
});

it('takes the first of two instants that clocks show alike', () => {
  // Paris, 25 October 2026: 03:00 becomes 02:00.
  expect(iso('2026-10-25T02:30', 'Europe/Paris')).toBe('2026-10-25T00:30:00.000Z');
});

it('reads a time that clocks skip as much later', () => {
  // Paris, 29 March 2026: 02:00 becomes 03:00, so 02:30 stands for 03:30.
  expect(iso('2026-03-29T02:30', 'Europe/Paris')).toBe('2026-03-29T01:30:00.000Z');
});

it('refuses what is no date and time', () => {
  for (const typed of ['', 'tomorrow', '2026-02-30T10:00', '2026-06-01', '2026-06-01T25:00']) {
    expect(iso(typed), typed).toBeNull();
  }
});

it('writes what clocks of the zone show', () => {
  expect(writeLocalTime(new Date('2026-06-01T08:30:59Z'), CASABLANCA)).toBe('2026-06-01T09:30');
  expect(writeLocalTime(new Date('2026-03-01T09:30:00Z'), CASABLANCA)).toBe('2026-03-01T09:30');
  expect(writeLocalTime(new Date('2027-01-01T01:00:00Z'), 'America/New_York')).toBe(
    '2026-12-31T20:00',
  );
});

it('moves by days and keeps the time of day, although clocks change in between', () => {
  // 10:00 in Paris, in winter and in summer.
  const winter = new Date('2026-03-20T09:00:00Z');
  expect(shiftDays(winter, 28, 'Europe/Paris').toISOString()).toBe('2026-04-17T08:00:00.000Z');
  expect(shiftDays(shiftDays(winter, 28, 'Europe/Paris'), -28, 'Europe/Paris')).toEqual(winter);
  expect(shiftDays(winter, 0, 'Europe/Paris')).toEqual(winter);
});
