import type { HealthFigures, HealthMatter, HealthVerdict } from '../../domain/health.ts';
import type { Html } from '../../domain/item.ts';
import type { SweepReport } from '../../services/sweeping.ts';

/** A sweep with what to make of it. */
export interface JudgedSweep extends SweepReport {
  readonly verdict: HealthVerdict;
}

/** How the site is, figures and verdicts. */
export interface SiteHealth {
  readonly figures: HealthFigures;
  readonly verdicts: Readonly<Record<HealthMatter, HealthVerdict>>;
  readonly sweeps: readonly JudgedSweep[];
  /** When the server was started. */
  readonly since: Date;
  readonly worst: HealthVerdict;
}

export interface HealthModel {
  readonly worst: HealthVerdict;
  readonly at: Date;
  readonly lines: readonly {
    readonly matter: HealthMatter;
    readonly verdict: HealthVerdict;
    readonly value: Html;
  }[];
  readonly sweeps: readonly JudgedSweep[];
}
