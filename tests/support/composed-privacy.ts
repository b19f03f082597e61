import { MARK_CHANGE_REASONS } from '../../src/domain/dispute.ts';
import { STARS } from '../../src/domain/pseudonym.ts';
import type { ErasureKind } from '../../src/store/erasures.ts';
import { COHORT_LOOKS, LEARNER_LOOKS } from '../../src/store/work-views.ts';
import { FIELDS, SECTIONS } from '../../src/web/account/data/models.ts';

const ERASURE_KINDS: readonly ErasureKind[] = ['own', 'admin', 'inactive'];
/** The parts of the page about privacy. */
const PRIVACY_PARTS = ['held', 'why', 'who', 'long', 'rights', 'cookies', 'young'];

/** Ends of the messages about privacy whose keys are put together. */
export const COMPOSED_PRIVACY: Readonly<Record<string, readonly string[]>> = {
  'data.field.': FIELDS,
  'data.reason.': MARK_CHANGE_REASONS,
  'data.section.': [...SECTIONS, 'attempts'],
  'erasure.kind.': ERASURE_KINDS,
  'erasure.kindOf.': ERASURE_KINDS,
  'looks.said.': [...LEARNER_LOOKS, ...COHORT_LOOKS],
  'mail.erasure.text.': ERASURE_KINDS,
  'privacy.head.': PRIVACY_PARTS,
  'privacy.period.': ['looks', 'audit', 'mail', 'accounts'],
  'privacy.text.': PRIVACY_PARTS,
  'pseudonym.star.': STARS,
};
