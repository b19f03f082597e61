import type { Certainty } from '../../domain/certainty.ts';
import type { Objective, QuizSettings } from '../../domain/course.ts';
import type { StartRefusal, StartRules } from '../../domain/deadline.ts';
import type { Citation, Html } from '../../domain/item.ts';
import type { ItemQuestion } from '../../domain/items/registry.ts';
import type { MasteryLevel } from '../../domain/mastery.ts';
import type { LessonState } from '../../domain/progress.ts';
import type { Phrase } from '../../domain/language.ts';
import type { CalibrationModel, ConfidentlyWrong, MasteryModel } from './learning-models.ts';
import type { PracticeView } from './practice-models.ts';

/** The course for a visitor who has not signed in. */
export interface WelcomeModel {
  readonly title: Phrase;
  readonly summary: Html;
  readonly modules: readonly {
    readonly title: Phrase;
    readonly summary: Html;
    readonly lessons: readonly Phrase[];
  }[];
  readonly demo: boolean;
}

/** One lesson of the course map, in one state. */
export interface LessonCard {
  readonly id: string;
  readonly number: number;
  readonly title: Phrase;
  readonly summary: Html;
  readonly minutes: number;
  readonly questions: number;
  readonly state: LessonState;
}

export interface CourseMapModel {
  readonly title: Phrase;
  readonly summary: Html;
  /** HTML of the box "continue where you left off", and of the counts. */
  readonly resume: Html;
  readonly modules: readonly {
    readonly id: string;
    readonly title: Phrase;
    readonly summary: Html;
    /** HTML of the cards of its lessons and of its quiz. */
    readonly cards: readonly Html[];
  }[];
  /** HTML of the card of the course's quiz; null where it has none. */
  readonly courseQuiz: Html | null;
}

export interface ResumeModel {
  readonly target: { readonly title: Phrase; readonly href: string; readonly quiz: boolean } | null;
  readonly passed: number;
  readonly total: number;
}

export interface LessonModel {
  readonly id: string;
  readonly number: number;
  readonly total: number;
  readonly title: Phrase;
  readonly moduleTitle: Phrase;
  readonly summary: Html;
  readonly minutes: number;
  readonly objectives: readonly Objective[];
  readonly sections: readonly {
    readonly id: string;
    readonly title: Phrase;
    readonly html: Html;
    readonly recall: { readonly prompt: Html; readonly answer: Html } | null;
    /** HTML of the form "mark as read", or of the mark. */
    readonly reading: Html;
  }[];
  readonly notes: readonly Citation[];
  readonly toc: Html;
  readonly quiz: Html;
  /** HTML of the dates that its learner has for it. */
  readonly assigned: Html;
  /** HTML of what is better passed before. */
  readonly prerequisites: Html;
  readonly next: { readonly title: Phrase; readonly id: string } | null;
  readonly previous: { readonly title: Phrase; readonly id: string } | null;
}

/** The quiz box at the end of a lesson. */
export interface QuizBoxModel {
  readonly quizHref: string;
  readonly questions: number;
  readonly settings: QuizSettings;
  /** Window and time with the learner's accommodation. */
  readonly rules: StartRules;
  /** HTML of the dates that the learner has for it, or nothing. */
  readonly assigned: Html;
  /** Why no attempt can be begun now; null when one can. */
  readonly refusal: StartRefusal | null;
  /** Lessons to be passed first. */
  readonly awaits: readonly { readonly id: string; readonly title: Phrase }[];
  readonly running: boolean;
  readonly attempts: number;
  readonly bestShare: number | null;
  readonly past: readonly PastAttempt[];
}

/** The page of a quiz that draws from several lessons. */
export interface QuizPageModel extends QuizBoxModel {
  readonly title: Phrase;
  readonly summary: Html;
}

export interface PastAttempt {
  readonly id: string;
  readonly number: number;
  readonly quizTitle: Phrase;
  readonly running: boolean;
  /** Whether an essay in it waits for its reader. */
  readonly awaiting: boolean;
  readonly startedAt: Date;
  /** Submitted after its due date. */
  readonly late: boolean;
  /** Whether its marks are held back from who looks. */
  readonly held: boolean;
  /** Null until it is graded, and while marks are held back. */
  readonly share: number | null;
}

/** One star of the quiz's progress. */
export interface Tile {
  readonly number: number;
  readonly state: 'done' | 'todo';
  readonly current: boolean;
  readonly flagged: boolean;
}

/** What a control shows as filled in: values by part; the item's only control is `''`. */
export type Given = ReadonlyMap<string, readonly string[]>;

/** One question with its form controls. `name` begins the names of its fields. */
export interface QuestionView {
  readonly number: number;
  readonly ref: string;
  readonly name: string;
  /** Language of the question's texts. */
  readonly lang: string;
  readonly question: ItemQuestion;
  readonly given: Given;
  readonly flagged: boolean;
  readonly certainty: Certainty | null;
  readonly revision: number;
  readonly problem: { readonly message: string; readonly part: string } | null;
  /** What another tab saved meanwhile; null when nothing did. */
  readonly stored: Given | null;
}

export interface QuestionModel {
  readonly attemptId: string;
  /** The page that the quiz is begun from; null when it has left the course. */
  readonly quizHref: string | null;
  readonly quizTitle: Phrase;
  /** Whether to ask how sure the learner is. */
  readonly certainty: boolean;
  /** When the server submits what was saved; null where time is not limited. */
  readonly deadlineAt: Date | null;
  /** Milliseconds left. */
  readonly timeLeft: number | null;
  readonly total: number;
  readonly tiles: readonly Tile[];
  /** One, or all of them. */
  readonly questions: readonly QuestionView[];
  readonly layout: 'one' | 'all';
  /** Null where the quiz is not for practice. */
  readonly practice: PracticeView | null;
}

export interface ReviewModel {
  readonly attemptId: string;
  readonly quizTitle: Phrase;
  readonly rows: readonly {
    readonly number: number;
    readonly prompt: Html;
    readonly lang: string;
    readonly state: 'answered' | 'partial' | 'blank';
    readonly flagged: boolean;
  }[];
  readonly blank: number;
  readonly key: string;
  readonly layout: 'one' | 'all';
}

/** `awaiting`: an essay that nobody has read yet. */
/** A learner's standing in every lesson. */
export interface Standing {
  readonly lessons: readonly {
    readonly id: string;
    readonly number: number;
    readonly title: Phrase;
    readonly state: LessonState;
    readonly sectionsRead: number;
    readonly sections: number;
    readonly bestShare: number | null;
    readonly objectives: readonly { readonly text: Html; readonly level: MasteryLevel }[];
  }[];
  readonly passed: number;
  readonly attempts: readonly PastAttempt[];
  readonly mastery: MasteryModel;
  readonly calibration: CalibrationModel;
  /** Most recent first. */
  readonly confidentlyWrong: readonly ConfidentlyWrong[];
}
