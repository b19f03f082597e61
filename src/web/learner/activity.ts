import type { FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import {
  ACTIVITY_KINDS,
  byDay,
  NEWEST,
  readPlace,
  writePlace,
  type ActivityKind,
} from '../../domain/activity.ts';
import { dayNumbers } from '../../domain/day-numbers.ts';
import { readActivity, type Watched } from '../../services/activity.ts';
import { courseView } from '../course-view.ts';
import { localeOf } from '../locale.ts';
import { findUnit } from '../units.ts';
import type { ActivityModel } from './activity-models.ts';
import { activityLine, type ActivityLinks } from './activity-sentences.ts';

/** Lines to a page. */
const PAGE_LINES = 40;
/** Lines on a page that is about more. */
export const RECENT_LINES = 8;

/** What the address of a page of activity asks for; what it does not know is left out. */
export interface ActivityQuery {
  readonly kind?: unknown;
  readonly before?: unknown;
}

interface AskedActivity {
  readonly watched: Watched;
  readonly links: ActivityLinks;
  readonly query: ActivityQuery;
  readonly lines?: number;
}

/** A page of a learner's activity by day, newest first. */
export async function activityModel(
  context: Context,
  request: FastifyRequest,
  { watched, links, query, lines = PAGE_LINES }: AskedActivity,
): Promise<ActivityModel> {
  const kind = ACTIVITY_KINDS.find((one) => one === query.kind) ?? null;
  const before = typeof query.before === 'string' ? readPlace(query.before) : null;
  const dayOf = dayNumbers(context.config.timeZone);
  const world = { findUnit: findUnit(context), now: context.now(), dayOf };
  // One more than is shown tells whether there is more.
  const stretch = { kind, before: before ?? NEWEST, limit: lines + 1 };
  const found = await readActivity(context.db, watched, stretch, world);
  const shown = found.slice(0, lines);
  const last = shown.at(-1);
  const isMore = found.length > shown.length && last !== undefined;
  const language = request.server.views.language(localeOf(request));
  const teller = { language, view: courseView(context, request), links };
  return {
    kind,
    isNewest: before === null,
    older: isMore ? addressOf(kind, writePlace(last)) : null,
    days: byDay(shown, dayOf).map((activities) => ({
      day: activities[0].at,
      lines: activities.map((activity) => activityLine(teller, activity)),
    })),
  };
}

/** The query of a page of activity, with its question mark. */
function addressOf(kind: ActivityKind | null, before: string): string {
  const query = new URLSearchParams({ ...(kind === null ? {} : { kind }), before });
  return `?${query.toString()}`;
}
