import type { LessonCounts } from '../../domain/cohort-figures.ts';
import type { Phrase } from '../../domain/language.ts';
import type { LearnerState, ReasonKind } from '../../domain/standing-reasons.ts';
import type { Cohort } from '../../store/cohorts.ts';
import type { ExportTable } from './export-tables.ts';

export interface ExportsModel {
  readonly cohort: Cohort;
  readonly tables: readonly ExportTable[];
  readonly formats: readonly string[];
  readonly learners: number;
}

/** A cohort's results to be printed. */
export interface ReportModel {
  readonly cohort: Cohort;
  readonly at: Date;
  readonly states: Readonly<Record<LearnerState, number>>;
  /** Median over learners of their mean results, 0 to 1; null before the first. */
  readonly medianMastery: number | null;
  /** Whole minutes, as the cohort’s page shows them; null before the first quiz. */
  readonly medianMinutes: number | null;
  readonly lessons: readonly (LessonCounts & { readonly number: number; readonly title: Phrase })[];
  readonly learners: readonly {
    readonly name: string;
    readonly email: string;
    readonly state: LearnerState;
    readonly reasons: readonly ReasonKind[];
    readonly passed: number;
    /** Mean of the results that count, 0 to 1. */
    readonly mastery: number | null;
    readonly minutes: number;
    readonly lastActiveAt: Date | null;
  }[];
}
