import type { PostedReview } from '../../services/reviewing.ts';
import { textOf, type PostedForm } from '../forms.ts';
import { BadRequestError } from '../http-errors.ts';
import { fieldsFor, readCertainty } from './question-forms.ts';

/** More options than an item can have. */
const MAX_OPTIONS = 100;
/** Milliseconds since 1970, as our own page wrote them. */
const INSTANT = /^\d{1,15}$/;

/**
 * The posted form of one review.
 * @throws {BadRequestError} for what our own page cannot send.
 */
export function postedReview(form: PostedForm): PostedReview {
  const due = textOf(form, 'due');
  const order = textOf(form, 'order').split(' ').filter(Boolean);
  if (!INSTANT.test(due) || order.length > MAX_OPTIONS) {
    throw new BadRequestError('The form does not say which review it answers.');
  }
  return {
    itemRef: textOf(form, 'item'),
    shown: textOf(form, 'shown'),
    dueAt: new Date(Number(due)),
    order: [...new Set(order)],
    fields: fieldsFor(form, 1),
    certainty: readCertainty(form, 1),
    unknown: textOf(form, 'go') === 'unknown',
  };
}
