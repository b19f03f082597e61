import { pseudonymOf, type LearnerNames } from '../domain/pseudonym.ts';
import type { Db } from '../store/database.ts';
import { listHidden, pseudonymDigest, type NameViewer } from '../store/pseudonyms.ts';
import type { Translate } from './messages.ts';

/**
 * How a viewer is told of learners: by name, or by pseudonym where names are hidden from them, in
 * one cohort or wherever they meet learners (`cohortId` null). Every page, export and answer for
 * those who teach takes learners' names and addresses from here.
 */
export async function learnerNames(
  db: Db,
  viewer: NameViewer,
  cohortId: string | null,
  t: Translate,
): Promise<LearnerNames> {
  const hidden = await listHidden(db, viewer, cohortId);
  return {
    of: (accountId, name) => {
      const secret = hidden.get(accountId);
      if (secret === undefined) return name;
      const { star, number } = pseudonymOf(pseudonymDigest(secret, accountId));
      return t('pseudonym.name', { star: t(`pseudonym.star.${star}`), number: String(number) });
    },
    emailOf: (accountId, email) => (hidden.has(accountId) ? '' : email),
  };
}
