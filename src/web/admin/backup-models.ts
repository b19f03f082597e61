import type { BackupState } from '../../domain/health.ts';
import type { BackupWork } from '../../services/backups.ts';
import type { DatabaseProblem } from '../../store/database-check.ts';
import type { CountedTable } from '../../store/database-check.ts';

export interface BackupRow {
  readonly name: string;
  readonly madeAt: Date;
  /** Bytes. */
  readonly size: number;
  readonly state: BackupState;
  readonly checkedAt: Date | null;
  readonly problems: readonly DatabaseProblem['kind'][];
  readonly counts: Readonly<Record<CountedTable, number>> | null;
}

export interface BackupsModel {
  readonly backups: readonly BackupRow[];
  readonly work: BackupWork;
  readonly failure: { readonly at: Date; readonly message: string } | null;
  /** Where they stand on the server. */
  readonly folder: string;
  /** Time of day and time zone of the daily backup; null without one. */
  readonly daily: { readonly time: string; readonly zone: string } | null;
  readonly kept: number;
  /** Bytes of the database and free on the disk; null where they cannot be told. */
  readonly room: { readonly size: number; readonly free: number } | null;
}
