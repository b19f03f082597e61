/** Stars after which learners are called; none of them means anything that could hurt. */
export const STARS = [
  'vega',
  'altair',
  'betelgeuse',
  'aldebaran',
  'achernar',
  'alcor',
  'capella',
  'sirius',
  'canopus',
  'arcturus',
  'spica',
  'regulus',
  'markab',
  'saiph',
  'mintaka',
  'alnilam',
  'alnitak',
  'bellatrix',
  'kochab',
  'sadalsuud',
  'sadalmelik',
  'algieba',
  'pherkad',
  'alkaid',
  'alcyone',
  'polaris',
  'procyon',
] as const;

/** A learner's name where names are hidden: a star, and a number from 1000 to 9999. */
export interface Pseudonym {
  readonly star: (typeof STARS)[number];
  readonly number: number;
}

const NUMBERS = 9000;

/**
 * The pseudonym that a digest (a whole number from 0) stands for. Two of a hundred learners share
 * one in about two cohorts of a hundred; their pages and marks are apart all the same.
 */
export function pseudonymOf(digest: number): Pseudonym {
  const star = STARS[digest % STARS.length] ?? 'vega';
  return { star, number: 1000 + (Math.floor(digest / STARS.length) % NUMBERS) };
}

/** How learners are called before somebody who looks at them. */
export interface LearnerNames {
  /** The name, or a pseudonym. */
  readonly of: (accountId: string, name: string) => string;
  /** The address; empty where the name is hidden. */
  readonly emailOf: (accountId: string, email: string) => string;
}

/** For those before whom nothing is hidden. */
export const REAL_NAMES: LearnerNames = {
  of: (_accountId, name) => name,
  emailOf: (_accountId, email) => email,
};

interface Called {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
}

/** Learners under the names that they are to be called by, sorted by these where any is hidden. */
export function calledBy<T extends Called>(
  names: LearnerNames,
  learners: readonly T[],
): readonly T[] {
  const shown = learners.map((learner) => ({
    ...learner,
    name: names.of(learner.accountId, learner.name),
    email: names.emailOf(learner.accountId, learner.email),
  }));
  if (shown.every(({ name }, index) => name === learners[index]?.name)) return learners;
  // The order of the names would tell whose they are.
  return shown.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}
