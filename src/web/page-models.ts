import type { AccountModel, JoinModel, SignInModel } from './account/models.ts';
import type {
  AuditModel,
  CohortModel,
  CohortsModel,
  PeopleModel,
  PersonModel,
  ProgressModel,
} from './admin/models.ts';
import type {
  GridModel,
  ItemPreviewModel,
  LearnerAttemptModel,
  LearnerModel,
  LessonPreviewModel,
  LessonsModel,
  TeachModel,
} from './author/models.ts';
import type {
  FeedbackModel,
  GlossaryModel,
  QuestionModel,
  QuizPageModel,
  ReviewModel,
  SourcesModel,
  Standing,
  WelcomeModel,
} from './learner/models.ts';

export interface ErrorModel {
  /** HTTP status; a text under `error.<status>` explains it. */
  readonly status: number;
  /** Short id that the log has, too; null where there is nothing to look up. */
  readonly reference: string | null;
}

/** Every page by the name of its template, with what the template is given. */
export interface PageModels {
  error: ErrorModel;
  'account/sign-in': SignInModel;
  'account/join': JoinModel;
  'account/account': AccountModel;
  'learner/welcome': WelcomeModel;
  'learner/quiz': QuizPageModel;
  'learner/question': QuestionModel;
  'learner/review': ReviewModel;
  'learner/feedback': FeedbackModel;
  'learner/progress': Standing;
  'learner/glossary': GlossaryModel;
  'learner/sources': SourcesModel;
  'author/teach': TeachModel;
  'author/cohort': GridModel;
  'author/learner': LearnerModel;
  'author/attempt': LearnerAttemptModel;
  'author/lessons': LessonsModel;
  'author/lesson': LessonPreviewModel;
  'author/item': ItemPreviewModel;
  'admin/people': PeopleModel;
  'admin/person': PersonModel;
  'admin/cohorts': CohortsModel;
  'admin/cohort': CohortModel;
  'admin/progress': ProgressModel;
  'admin/audit': AuditModel;
}
