import { assignmentState, type AssignmentWindow } from '../../domain/assignment.ts';
import type { Html } from '../../domain/item.ts';
import type { LessonProgress } from '../../store/progress.ts';
import type { Locals } from '../views.ts';

/** What is said of a lesson's or a quiz's dates, in words with a drawing; nothing where there is nothing. */
export function assignedHtml(
  { h, icon, format }: Pick<Locals, 'h' | 'icon' | 'format'>,
  window: AssignmentWindow | undefined,
  progress: Pick<LessonProgress, 'attempts'> | undefined,
  now: Date,
): Html {
  if (window === undefined) return '' as Html;
  const state = assignmentState(window, (progress?.attempts ?? 0) > 0, now);
  if (state.kind === 'nothing') return '' as Html;
  const words = h(`assigned.${state.kind}`, { when: format.dateTime(state.at) });
  const drawing = icon({ opens: 'lock', due: 'clock', overdue: 'warning' }[state.kind]);
  return `<span class="assigned ${state.kind}">${drawing} ${words}</span>` as Html;
}
