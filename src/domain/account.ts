export const LOCALES = ['en', 'fr', 'ar'] as const;
export type Locale = (typeof LOCALES)[number];

export const TEXT_SIZES = ['small', 'normal', 'large', 'larger'] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

/** One question to a page, or the whole quiz on one page. */
export const QUIZ_LAYOUTS = ['one', 'all'] as const;
export type QuizLayout = (typeof QUIZ_LAYOUTS)[number];

export interface Preferences {
  readonly locale: Locale;
  readonly textSize: TextSize;
  readonly quizLayout: QuizLayout;
}

/** A signed-in person, as every page sees them. */
export interface Account extends Preferences {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly isAdmin: boolean;
  /** Whether mail to the address is known to reach them. */
  readonly isConfirmed: boolean;
  /** Instructor of at least one cohort. */
  readonly teaches: boolean;
}

export function isLocale(value: unknown): value is Locale {
  return LOCALES.includes(value as Locale);
}

/** Folds an e-mail address for look-up: providers treat case as the same, so do we. */
export function emailKey(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}
