import type { Person, PersonRole } from '../../store/accounts.ts';
import type { HealthVerdict } from '../../domain/health.ts';
import type { Setting } from '../../settings.ts';
import type { Estimate } from '../../domain/statistics/cohort-comparison.ts';
import type { Cohort, Member } from '../../store/cohorts.ts';
import type { SignedIn } from '../../store/signed-in.ts';
import type { Erasure } from '../../store/erasures.ts';
import type { JoinCodeSection } from '../author/cohort-people-models.ts';
import type { FormErrors } from '../forms.ts';
import type { KeysetPager } from './keyset.ts';

/** A page of a long list; `previous` and `next` are page numbers. */
export interface Pager {
  readonly previous: number | null;
  readonly next: number | null;
}

export interface PeopleModel {
  readonly people: readonly Person[];
  readonly search: string;
  readonly role: PersonRole | null;
  readonly state: 'enabled' | 'disabled' | null;
  /** The filters as a query, for the pager. */
  readonly query: string;
  readonly pager: Pager;
}

export interface SessionsModel {
  readonly sessions: readonly SignedIn[];
  /** People who are signed in, each counted once. */
  readonly people: number;
  readonly pager: KeysetPager;
}

export interface PersonModel {
  readonly person: Person;
  readonly memberships: readonly {
    readonly cohortId: string;
    readonly cohortName: string;
    readonly role: string;
  }[];
  readonly sessions: readonly SignedIn[];
  /** When they last learned something; null where they never did. */
  readonly lastActiveAt: Date | null;
  /** True on one's own page: nobody takes their own rights by a slip. */
  readonly self: boolean;
  /** The erasure that waits, if any. */
  readonly erasure: Erasure | null;
  /** Days between ordering an erasure and the erasure. */
  readonly waitDays: number;
  /** As typed, with what was wrong about it. */
  readonly reason: string;
  readonly errors: FormErrors;
}

export interface CohortsModel {
  readonly cohorts: readonly Cohort[];
  readonly name: string;
  readonly errors: FormErrors;
}

export interface CohortModel {
  readonly cohort: Cohort;
  readonly members: readonly Member[];
  readonly name: string;
  readonly email: string;
  readonly joinCode: JoinCodeSection;
  readonly errors: FormErrors;
  readonly refused: 'name' | 'member' | null;
}

/** Orders of the comparison of cohorts. */
export const COMPARISON_SORTS = [
  'newest',
  'name',
  'learners',
  'onTrack',
  'needHand',
  'coursePassed',
  'mastery',
] as const;
export type ComparisonSort = (typeof COMPARISON_SORTS)[number];

/** A cohort beside others; null where there are too few learners to tell. */
export interface ComparedCohort {
  readonly id: string;
  readonly name: string;
  readonly archived: boolean;
  readonly learners: number;
  readonly needHand: number | null;
  readonly onTrack: Estimate | null;
  readonly coursePassed: Estimate | null;
  readonly mastery: Estimate | null;
}

export interface ComparisonModel {
  readonly cohorts: readonly ComparedCohort[];
  readonly sort: ComparisonSort;
  readonly pager: Pager;
  /** The sort as the beginning of a query, to which `page=` is added. */
  readonly query: string;
  /** Learners of which something is told, at least. */
  readonly fewest: number;
}

/** What matters of the site at a glance. */
export interface OverviewModel {
  readonly health: HealthVerdict;
  readonly people: number;
  readonly signedIn: number;
  readonly cohorts: number;
  readonly failedMails: number;
  readonly lastBackup: Date | null;
}

export interface SettingsModel {
  readonly settings: readonly Setting[];
}
