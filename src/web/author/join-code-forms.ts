import type { FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { westernDigits } from '../../domain/items/folding.ts';
import { codeRefusal, MAX_CODE_CAP, type CodeLimits } from '../../domain/join-code.ts';
import { readLocalTime, writeLocalTime } from '../../domain/local-time.ts';
import type { Cohort } from '../../store/cohorts.ts';
import { getJoinCodeOf } from '../../store/join-codes.ts';
import { textOf, type FieldError, type FormResult, type PostedForm } from '../forms.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import type { JoinCodeSection } from './cohort-people-models.ts';

/** The form's fields as typed. */
type Typed = Pick<JoinCodeSection, 'expires' | 'places'>;

/** A form that was refused, to be shown again. */
export type RefusedLimits = Typed & Pick<JoinCodeSection, 'errors'>;

/** What a page shows of the cohort's join code. */
export async function joinCodeSection(
  { db, config, now }: Context,
  request: FastifyRequest,
  cohort: Cohort,
  refused: RefusedLimits | null,
): Promise<JoinCodeSection> {
  const { code, expiresAt, cap, joins } = await getJoinCodeOf(db, cohort.id);
  const join = pathsFor(localeOf(request)).join;
  const held: Typed = {
    expires: expiresAt === null ? '' : writeLocalTime(expiresAt, config.timeZone),
    places: cap === null ? '' : String(cap),
  };
  return {
    code,
    url: `${config.baseUrl}${join}?code=${code}`,
    state: cohort.archived ? 'archived' : (codeRefusal({ expiresAt, cap }, joins, now()) ?? 'open'),
    expiresAt,
    cap,
    joins,
    ...(refused ?? { ...held, errors: [] }),
  };
}

/** Reads the form; times of day are those of `timeZone`. */
export function readCodeLimits(form: PostedForm, timeZone: string): FormResult<CodeLimits, Typed> {
  const values = {
    expires: textOf(form, 'code-expires').trim(),
    places: textOf(form, 'code-places').trim(),
  };
  const expiresAt = values.expires === '' ? null : readLocalTime(values.expires, timeZone);
  const cap = values.places === '' ? null : readCap(values.places);
  const errors: FieldError[] = [];
  if (expiresAt === null && values.expires !== '') {
    errors.push({ field: 'code-expires', message: 'joinCode.error.expires' });
  }
  if (cap === null && values.places !== '') {
    const parameters = { max: MAX_CODE_CAP };
    errors.push({ field: 'code-places', message: 'joinCode.error.places', parameters });
  }
  if (errors.length > 0) return { ok: false, values, errors };
  return { ok: true, value: { expiresAt, cap } };
}

/** A whole number from 1 to the most that there may be; null for anything else. */
export function readCap(text: string): number | null {
  const digits = westernDigits(text);
  if (!/^\d{1,5}$/.test(digits)) return null;
  const cap = Number(digits);
  return cap >= 1 && cap <= MAX_CODE_CAP ? cap : null;
}
