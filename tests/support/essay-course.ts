import type { Catalogue } from '../../src/domain/course.ts';
import { catalogueOf, SMALL_COURSE } from './small-site-course.ts';

const BETA = 'first-module/beta.yaml';

/** An essay of 4 points: `claim` weighs 1, `proof` 3. */
function essay(id: string): string {
  return `  - id: ${id}
    type: essay
    objective: use
    points: 4
    prompt: Question ${id}
    explanation: CANARY-explanation-${id}
    cite: [article:part.1]
    words: [80, 150]
    rubric:
      criteria:
        - id: claim
          text: CANARY-claim
          levels:
            - { id: none, text: CANARY-claim-none, share: 0 }
            - { id: clear, text: CANARY-claim-clear, share: 1 }
        - id: proof
          text: CANARY-proof
          weight: 3
          levels:
            - { id: none, text: CANARY-proof-none, share: 0 }
            - { id: some, text: CANARY-proof-some, share: 0.5 }
            - { id: full, text: CANARY-proof-full, share: 1 }
`;
}

/**
 * The small course whose lesson `beta` asks a single choice and a true-false item (1 point each)
 * and these essays (4 points each); `settings` are lines of its quiz, `files` the course before.
 */
export function essayCourse(
  essays: readonly string[] = ['why'],
  settings = '',
  files = SMALL_COURSE,
): Catalogue {
  const beta = files.get(BETA) ?? '';
  const quiz = settings === '' ? 'quiz:\n' : `quiz:\n  ${settings}\n`;
  const text = beta.replace('quiz:\n', quiz) + essays.map(essay).join('');
  return catalogueOf(new Map([...files, [BETA, text]]));
}
