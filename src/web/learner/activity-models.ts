import type { ActivityKind } from '../../domain/activity.ts';
import type { Html } from '../../domain/item.ts';

/** One thing that a learner did, or that was done about their work. */
export interface ActivityLine {
  readonly at: Date;
  readonly sentence: Html;
  /** Where it can be seen; null where the viewer has no page of it. */
  readonly href: string | null;
}

/** A page of a learner's activity, newest first. */
export interface ActivityModel {
  /** What it is narrowed to; null for everything. */
  readonly kind: ActivityKind | null;
  readonly isNewest: boolean;
  /** The query of the page that follows; null on the last. */
  readonly older: string | null;
  readonly days: readonly { readonly day: Date; readonly lines: readonly ActivityLine[] }[];
}
