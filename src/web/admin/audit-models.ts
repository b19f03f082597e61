import type { AuditEvent } from '../../store/audit.ts';
import type { KeysetPager } from './keyset.ts';

/** The filters of the audit log as typed; empty for none. */
export interface AuditValues {
  readonly action: string;
  /** An address, or the id of an account. */
  readonly who: string;
  /** An address, or the id of an account, a cohort or whatever else. */
  readonly whom: string;
  /** Days, YYYY-MM-DD; the last one counts. */
  readonly from: string;
  readonly until: string;
}

export interface AuditModel {
  readonly events: readonly AuditEvent[];
  readonly pager: KeysetPager;
  readonly values: AuditValues;
  /** Actions to choose from. */
  readonly actions: readonly string[];
}
