/** What can be held back from a learner, each by itself. */
export const RELEASED_PARTS = ['marks', 'own-answers', 'right-answers', 'explanations'] as const;
export type ReleasedPart = (typeof RELEASED_PARTS)[number];

/** From when on a part is shown. */
export const RELEASE_TIMES = ['during', 'after-submission', 'after-close', 'never'] as const;
export type ReleaseTime = (typeof RELEASE_TIMES)[number];

export type ReleaseRules = Readonly<Record<ReleasedPart, ReleaseTime>>;

/** Where an attempt stands, for what may be shown of it. */
export type ReleasePhase = 'during' | 'after-submission' | 'after-close';

export const QUIZ_MODES = ['practice', 'graded', 'exam'] as const;
export type QuizMode = (typeof QUIZ_MODES)[number];

/** What a mode shows when the quiz says nothing else. */
export const MODE_RELEASES: Readonly<Record<QuizMode, ReleaseRules>> = {
  practice: rules('during'),
  graded: rules('after-submission'),
  exam: { ...rules('after-close'), 'own-answers': 'after-submission' },
};

const ORDER: Readonly<Record<ReleasePhase, number>> = {
  during: 0,
  'after-submission': 1,
  'after-close': 2,
};

/** The parts that may be shown in a phase. */
export function releasedParts(
  release: ReleaseRules,
  phase: ReleasePhase,
): ReadonlySet<ReleasedPart> {
  return new Set(
    RELEASED_PARTS.filter((part) => {
      const from = release[part];
      return from !== 'never' && ORDER[from] <= ORDER[phase];
    }),
  );
}

/**
 * The phase of an attempt at `now`. A quiz that never closes is past its close once the attempt is
 * submitted: else its answers would be held back for ever.
 */
export function releasePhase(submitted: boolean, closesAt: Date | null, now: Date): ReleasePhase {
  if (!submitted) return 'during';
  return closesAt === null || now >= closesAt ? 'after-close' : 'after-submission';
}

/** Later than any quiz: for what is never shown. */
const NEVER = new Date('9999-12-31T00:00:00Z');

/**
 * From when on the marks of a submitted attempt may be shown; null where from its submission on.
 * `closesAt` is the close of the attempt's own window, an ISO-8601 instant.
 */
export function marksFrom({
  release,
  closesAt,
}: {
  readonly release: ReleaseRules;
  readonly closesAt: string | null;
}): Date | null {
  if (release.marks === 'never') return NEVER;
  return release.marks === 'after-close' && closesAt !== null ? new Date(closesAt) : null;
}

function rules(time: ReleaseTime): ReleaseRules {
  return { marks: time, 'own-answers': time, 'right-answers': time, explanations: time };
}
