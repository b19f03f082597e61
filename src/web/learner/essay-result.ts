import type { EssayItem } from '../../domain/item.ts';
import type { EssayGrade } from '../../store/essay-grades.ts';
import type { EssayResult } from './feedback-models.ts';

/**
 * The rubric of an essay as its reader filled it in, or, without a grade, as it stands; `whole`
 * false shows of each criterion only the level that was chosen.
 */
export function essayResult(
  { rubric, points }: EssayItem,
  grade: Pick<EssayGrade, 'levels' | 'comment'> | null,
  whole: boolean,
): EssayResult {
  const weights = rubric.reduce((sum, criterion) => sum + criterion.weight, 0);
  const criteria = rubric.map(({ id, text, weight, levels }) => {
    const worth = (points * weight) / weights;
    const chosen = levels.find((level) => level.id === grade?.levels[id]);
    return {
      text,
      score: worth * (chosen?.share ?? 0),
      points: worth,
      levels: levels
        .map((level) => ({ text: level.text, chosen: level === chosen }))
        .filter((level) => whole || level.chosen),
    };
  });
  return { criteria, comment: grade?.comment ?? '' };
}
