import type { Generated } from 'kysely';

export interface LessonProgressTable {
  account_id: string;
  lesson_id: string;
  state: string;
  sections_read: string;
  last_section: string | null;
  best_share: number | null;
  attempts: Generated<number>;
  updated_at: string;
  read_at: Generated<string | null>;
  passed_at: Generated<string | null>;
  /** Time on task, ms, and failed attempts in a row; worked out with the standing. */
  time_ms: Generated<number>;
  failures: Generated<number>;
}

export interface ObjectiveProgressTable {
  account_id: string;
  lesson_id: string;
  objective_id: string;
  level: string;
  share: number;
  updated_at: string;
}
