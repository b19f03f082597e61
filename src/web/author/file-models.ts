import type { DifferenceRow } from '../../domain/difference.ts';
import type { RevisionSummary } from '../../store/revisions.ts';
import type { RulingDecision } from '../../domain/ruling.ts';
import type { RulingEffect } from '../../services/ruling.ts';
import type { FormErrors } from '../forms.ts';
import type { ConsequenceView } from './consequence-views.ts';
import type { ItemPreviewModel, Finding, LessonPreviewModel } from './models.ts';

/** A course file as its pages name it. */
export interface FileHead {
  /** Its name in addresses. */
  readonly id: string;
  readonly path: string;
  /** The lesson that it holds or translates; null for any other file. */
  readonly lesson: string | null;
}

export interface FilesModel {
  readonly files: readonly (FileHead & {
    readonly errors: number;
    readonly warnings: number;
    /** The viewer has a draft of it. */
    readonly drafted: boolean;
  })[];
  readonly writable: boolean;
  readonly modules: readonly { readonly id: string; readonly title: string }[];
  readonly values: { readonly module: string; readonly name: string };
  readonly errors: FormErrors;
}

/** What came between a draft and its file. */
export interface Conflict {
  /** From the text that the draft was begun from to the file as it is; null where that is lost. */
  readonly theirs: readonly DifferenceRow[] | null;
  /** From the same text, or else from the file as it is, to the draft. */
  readonly mine: readonly DifferenceRow[];
}

export interface EditModel extends FileHead {
  readonly text: string;
  /** Digest of the file that the text is based on; empty for a new file. */
  readonly base: string;
  /** Digest of the text that is stored: the draft, or the file. */
  readonly shown: string;
  /** When the draft was saved; null where there is none. */
  readonly draftAt: Date | null;
  readonly isNew: boolean;
  readonly isTranslation: boolean;
  readonly writable: boolean;
  readonly conflict: Conflict | null;
  /** From the draft that another window saved to what was typed in this one. */
  readonly otherWindow: readonly DifferenceRow[] | null;
  /** Null where the text was not checked. */
  readonly findings: readonly Finding[] | null;
  readonly errors: FormErrors;
}

export interface DraftPreviewModel extends FileHead {
  /** Null where the text makes no lesson. */
  readonly preview: LessonPreview | null;
  readonly findings: readonly Finding[];
}

export interface LessonPreview extends Omit<
  LessonPreviewModel,
  'findings' | 'items' | 'translations'
> {
  /** The language that its texts are in, where they say no other. */
  readonly content: string;
  readonly items: readonly Pick<ItemPreviewModel, 'questions' | 'marked' | 'hints' | 'number'>[];
}

export interface PublicationModel extends FileHead {
  /** An older revision whose text is to be published; null for the draft. */
  readonly revision: string | null;
  readonly base: string;
  /** Digest of the text that is to be published. */
  readonly shown: string;
  /** From the file to that text. */
  readonly rows: readonly DifferenceRow[];
  readonly findings: readonly Finding[];
  readonly sound: boolean;
  readonly writable: boolean;
  /** Something else than what the form was opened with is there by now. */
  readonly conflict: Conflict | null;
  /** What is asked about answers that were given. */
  readonly consequences: readonly ConsequenceView[];
  readonly decided: boolean;
  /** What the decisions would do; null where nothing was asked, or not all is decided. */
  readonly effect: RulingEffect | null;
  readonly message: string;
  readonly errors: FormErrors;
}

export interface HistoryModel extends FileHead {
  readonly revisions: readonly RevisionSummary[];
  /** Digest of the file as it is; empty where it is gone. */
  readonly base: string;
  readonly writable: boolean;
}

export interface DifferencesModel extends FileHead {
  readonly from: RevisionSummary;
  readonly to: RevisionSummary;
  readonly rows: readonly DifferenceRow[];
}

export interface RevisionModel extends FileHead {
  readonly revision: RevisionSummary;
  readonly rows: readonly DifferenceRow[];
  /** What was decided about answers. */
  readonly rulings: readonly {
    readonly ref: string;
    readonly decision: RulingDecision;
    readonly reversed: boolean;
  }[];
  readonly marksChanged: number;
}
