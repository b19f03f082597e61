import type { FastifyRequest } from 'fastify';
import { masteryIn } from '../../domain/cohort-figures.ts';
import type { Catalogue } from '../../domain/course.ts';
import { REASONS } from '../../domain/standing-reasons.ts';
import type { LearnerFigures } from '../../services/cohort-figures.ts';
import { pageNumber } from '../admin/paging.ts';
import { queryText } from '../forms.ts';
import { COHORT_SORTS, type CohortFilter, type CohortSort } from './cohort-models.ts';

/** Longest part of a name that is looked for. */
const MAX_SEARCH_LENGTH = 100;

/** Reads what an address asks for; what the course or the page does not know is passed over. */
export function readCohortFilter(request: FastifyRequest, course: Catalogue): CohortFilter {
  const [module, reason] = [queryText(request, 'module'), queryText(request, 'reason')];
  const sort = queryText(request, 'sort');
  return {
    module: course.modules.some(({ id }) => id === module) ? module : null,
    reason: [...REASONS, 'any' as const].find((known) => known === reason) ?? null,
    search: queryText(request, 'q').trim().slice(0, MAX_SEARCH_LENGTH),
    sort: COHORT_SORTS.find((known) => known === sort) ?? 'name',
    page: pageNumber(queryText(request, 'page')),
  };
}

/** The filter as the beginning of a query, to which `page=` is added. */
export function filterQuery({ module, reason, search, sort }: CohortFilter): string {
  const query = new URLSearchParams();
  if (module !== null) query.set('module', module);
  if (reason !== null) query.set('reason', reason);
  if (search !== '') query.set('q', search);
  if (sort !== 'name') query.set('sort', sort);
  const text = query.toString();
  return text === '' ? '' : `${text}&`;
}

/** The part of the course that the filter asks for. */
export function courseWithin(course: Catalogue, module: string | null): Catalogue {
  if (module === null) return course;
  const lessons = [...course.lessons].filter(([, lesson]) => lesson.module === module);
  return { ...course, lessons: new Map(lessons) };
}

/** The learners that the filter leaves, in its order; `lessonIds` are those that count. */
export function filtered(
  learners: readonly LearnerFigures[],
  { reason, search, sort }: CohortFilter,
  lessonIds: readonly string[],
): LearnerFigures[] {
  const wanted = folded(search);
  return learners
    .filter(({ name }) => folded(name).includes(wanted))
    .filter((learner) => reason === null || hasReason(learner, reason))
    .toSorted(comparing(sort, lessonIds));
}

function hasReason({ reasons }: LearnerFigures, reason: string): boolean {
  return reasons.some(({ kind }) => reason === 'any' || kind === reason);
}

/** Names are found whatever their case, accents and vowel marks. */
function folded(name: string): string {
  return name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Who has least comes first, since they are looked for; those alike stay in the order of their names. */
function comparing(
  sort: CohortSort,
  lessonIds: readonly string[],
): (one: LearnerFigures, other: LearnerFigures) => number {
  const key = (learner: LearnerFigures): number => {
    if (sort === 'name') return 0;
    if (sort === 'active') return learner.standing.lastActiveAt?.getTime() ?? 0;
    if (sort === 'mastery') return masteryIn(lessonIds, learner) ?? -1;
    return lessonIds.filter((id) => learner.lessons.get(id)?.state === 'passed').length;
  };
  return (one, other) => key(one) - key(other);
}
