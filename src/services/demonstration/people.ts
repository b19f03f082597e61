/** Known to everybody: the demonstration runs on one's own machine only. */
export const DEMO_PASSWORD = 'manara-demo';

export interface DemoPerson {
  readonly name: string;
  readonly email: string;
}

/** The three accounts that the start page names. */
export const DEMO_STUDENT = { name: 'Amina Rahali', email: 'student@example.org' };
export const DEMO_INSTRUCTOR = { name: 'Driss El Fassi', email: 'instructor@example.org' };
export const DEMO_ADMIN = { name: 'Leïla Benjelloun', email: 'admin@example.org' };
/** The learner with more time. */
export const DEMO_SLOWER = { name: 'Reda Skalli', email: 'reda@example.org' };
export const DEMO_SIGN_INS: readonly DemoPerson[] = [DEMO_STUDENT, DEMO_INSTRUCTOR, DEMO_ADMIN];

/**
 * How a learner of the demonstration goes about the course.
 * `ability`: chance of a right answer, 0 to 1; `lessons`: how many were begun, of the whole course,
 * 0 to 1; `retries`: whether a failed quiz is tried again; `manner`: what their teacher should see.
 */
/** Gave up long ago; fails the last quiz again and again; is always certain; ticks without reading. */
export type DemoManner = 'stopped' | 'stuck' | 'sure' | 'guessing';

export interface DemoLearner extends DemoPerson {
  readonly ability: number;
  readonly lessons: number;
  readonly retries: boolean;
  /** Null for somebody who works along. */
  readonly manner: DemoManner | null;
}

const learner = (
  name: string,
  address: string,
  ability: number,
  lessons: number,
  retries = true,
): DemoLearner => ({
  name,
  email: `${address}@example.org`,
  ability,
  lessons,
  retries,
  manner: null,
});

/** Twenty-four learners, from the keen to the one who never came; some need a hand. */
export const DEMO_LEARNERS: readonly DemoLearner[] = [
  { ...DEMO_STUDENT, ability: 0.82, lessons: 0.5, retries: true, manner: null },
  learner('Youssef Amrani', 'youssef', 0.9, 1),
  learner('فاطمة الزهراء مرابط', 'fatima-zahra', 0.86, 0.9),
  { ...learner('Salma Berrada', 'salma', 0.55, 0.3, false), manner: 'stopped' },
  { ...learner('Karim Daoudi', 'karim', 0.2, 0.4, false), manner: 'guessing' },
  learner('Nadia Tazi', 'nadia', 0.95, 1),
  learner('Omar Lahlou', 'omar', 0.74, 0.6),
  learner('خديجة العلوي', 'khadija', 0.8, 0.75),
  learner('Mehdi Bouazza', 'mehdi', 0.66, 0.5),
  learner('Imane Chraibi', 'imane', 0.88, 0.8),
  { ...learner('Hamza Ouali', 'hamza', 0.5, 0.2, false), manner: 'stopped' },
  learner('Zineb Kettani', 'zineb', 0.78, 0.7),
  { ...learner('عبد الرحيم بناني', 'abderrahim', 0.4, 0.6, true), manner: 'sure' },
  learner('Sara Haddad', 'sara', 0.92, 1),
  learner('Anas Idrissi', 'anas', 0.6, 0.35),
  learner('Ghita Mansouri', 'ghita', 0.84, 0.65),
  { ...DEMO_SLOWER, ability: 0.45, lessons: 0.15, retries: false, manner: null },
  learner('Loubna Saidi', 'loubna', 0.76, 0.55),
  learner('ⵜⵉⵍⵍⵉ Aït Brahim', 'tilli', 0.81, 0.7),
  { ...learner('Ayoub Naciri', 'ayoub', 0.58, 0.25, true), manner: 'stuck' },
  learner('Meryem Filali', 'meryem', 0.87, 0.85),
  learner('سعيد الوزاني', 'said', 0.63, 0.4),
  learner('Hajar Benkirane', 'hajar', 0.71, 0.1),
  learner('Ilyas Rachidi', 'ilyas', 0.5, 0),
];
