import type { InvitationModel } from './account/invitation-models.ts';
import type {
  ConfirmationModel,
  LinkOverModel,
  NewPasswordModel,
  ResetModel,
  UnsubscriptionModel,
} from './account/link-models.ts';
import type { HealthModel } from './admin/health-models.ts';
import type { MailModel } from './admin/mail-models.ts';
import type {
  AccountModel,
  ErasureModel,
  JoinModel,
  LooksModel,
  MyDataModel,
  SignInModel,
} from './account/models.ts';
import type { BackupsModel } from './admin/backup-models.ts';
import type {
  CohortModel,
  CohortsModel,
  ComparisonModel,
  OverviewModel,
  PeopleModel,
  PersonModel,
  SessionsModel,
  SettingsModel,
} from './admin/models.ts';
import type { AssignmentsModel } from './author/assignment-models.ts';
import type { CohortPeopleModel } from './author/cohort-people-models.ts';
import type { AdminCredentialModel, CredentialsModel } from './admin/credential-models.ts';
import type { AuditModel } from './admin/audit-models.ts';
import type { ExportsModel, ReportModel } from './author/export-models.ts';
import type { DisputeModel, DisputeQueueModel } from './author/dispute-models.ts';
import type { CohortPageModel } from './author/cohort-models.ts';
import type {
  ItemPreviewModel,
  LearnerAttemptModel,
  LessonPreviewModel,
  LessonsModel,
  TeachModel,
} from './author/models.ts';
import type {
  DifferencesModel,
  DraftPreviewModel,
  EditModel,
  FilesModel,
  HistoryModel,
  PublicationModel,
  RevisionModel,
} from './author/file-models.ts';
import type { ImportModel } from './author/import-models.ts';
import type {
  ItemStatisticsModel,
  QuizStatisticsModel,
  StatisticsModel,
} from './author/statistics-models.ts';
import type { LearnerActivityModel, LearnerModel, WorkModel } from './author/learner-models.ts';
import type { NamesModel } from './author/names-models.ts';
import type { SearchModel } from './author/search-models.ts';
import type { NewTokenModel, TokensModel } from './author/token-models.ts';
import type { EssayModel, GradingQueueModel } from './author/grading-models.ts';
import type { ActivityModel } from './learner/activity-models.ts';
import type { CertificateModel } from './learner/certificate-models.ts';
import type { LearningModel } from './learner/learning-models.ts';
import type { DisputeFormModel } from './learner/dispute-models.ts';
import type { FeedbackModel } from './learner/feedback-models.ts';
import type { QuestionModel, QuizPageModel, ReviewModel, WelcomeModel } from './learner/models.ts';
import type {
  GlossaryModel,
  PrivacyModel,
  SourcesModel,
  TimelineModel,
} from './learner/reference-models.ts';
import type {
  ReviewAnswerModel,
  ReviewQuestionModel,
  ReviewsModel,
} from './learner/review-models.ts';
import type { CredentialCheckModel } from './verifier/models.ts';
import type { PreviewCourseModel, PreviewLessonModel } from './preview/models.ts';

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
  'account/invitation': InvitationModel;
  'account/link-over': LinkOverModel;
  'account/password-reset': ResetModel;
  'account/new-password': NewPasswordModel;
  'account/confirmation': ConfirmationModel;
  'account/unsubscription': UnsubscriptionModel;
  'account/looks': LooksModel;
  'account/data': MyDataModel;
  'account/erasure': ErasureModel;
  'learner/welcome': WelcomeModel;
  'learner/quiz': QuizPageModel;
  'learner/question': QuestionModel;
  'learner/review': ReviewModel;
  'learner/feedback': FeedbackModel & { readonly again: boolean };
  'learner/progress': LearningModel;
  'learner/activity': { readonly activity: ActivityModel };
  'learner/certificate': CertificateModel;
  'learner/reviews': ReviewsModel;
  'learner/review-question': ReviewQuestionModel;
  'learner/review-answer': ReviewAnswerModel;
  'learner/dispute': DisputeFormModel;
  'learner/glossary': GlossaryModel;
  'learner/sources': SourcesModel;
  'learner/timeline': TimelineModel;
  'learner/privacy': PrivacyModel;
  'author/teach': TeachModel;
  'author/cohort': CohortPageModel;
  'author/names': NamesModel;
  'author/assignments': AssignmentsModel;
  'author/cohort-people': CohortPeopleModel;
  'author/exports': ExportsModel;
  'author/report': ReportModel;
  'author/learner': LearnerModel;
  'author/activity': LearnerActivityModel;
  'author/work': WorkModel;
  'author/attempt': LearnerAttemptModel;
  'author/grading': GradingQueueModel;
  'author/essay': EssayModel;
  'author/disputes': DisputeQueueModel;
  'author/dispute': DisputeModel;
  'author/statistics': StatisticsModel;
  'author/quiz-statistics': QuizStatisticsModel;
  'author/item-statistics': ItemStatisticsModel;
  'author/lessons': LessonsModel;
  'author/lesson': LessonPreviewModel;
  'author/item': ItemPreviewModel;
  'author/files': FilesModel;
  'author/edit': EditModel;
  'author/draft-preview': DraftPreviewModel;
  'author/preview-frame': DraftPreviewModel;
  'author/publication': PublicationModel;
  'author/history': HistoryModel;
  'author/differences': DifferencesModel;
  'author/revision': RevisionModel;
  'author/import': ImportModel;
  'author/search': SearchModel;
  'author/tokens': TokensModel;
  'author/token': NewTokenModel;
  'preview/course': PreviewCourseModel;
  'preview/lesson': PreviewLessonModel;
  'admin/people': PeopleModel;
  'admin/person': PersonModel;
  'admin/cohorts': CohortsModel;
  'admin/cohort': CohortModel;
  'admin/progress': ComparisonModel;
  'admin/audit': AuditModel;
  'admin/sessions': SessionsModel;
  'admin/mail': MailModel;
  'admin/overview': OverviewModel;
  'admin/health': HealthModel;
  'admin/settings': SettingsModel;
  'admin/credentials': CredentialsModel;
  'admin/credential': AdminCredentialModel;
  'verifier/credential': CredentialCheckModel;
  'admin/backups': BackupsModel;
}
