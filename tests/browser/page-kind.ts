import type { Page, Response } from 'playwright-core';
import type { GivenLinks } from '../support/given-links.ts';

/** Who looks at a page. */
export const ROLES = ['visitor', 'student', 'instructor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Ids of what there is to see on a site. */
export interface Places {
  readonly lesson: string;
  /** A module that has events in the timeline; null where the course has no timeline. */
  readonly module: string | null;
  /** A running attempt of the student at a quiz with every interaction type. */
  readonly attempt: string;
  /** Questions of that attempt: what to call each, and its number. */
  readonly questions: readonly { readonly name: string; readonly number: number }[];
  /** Number of a single choice in that attempt, and of one that asks for a number. */
  readonly choiceNumber: number;
  readonly figureNumber: number;
  /** Submitted attempts of the student: one that passed and one that did not. */
  readonly passed: string;
  readonly failed: string;
  readonly cohort: string;
  /** The student, as instructors and admins see them. */
  readonly student: string;
  /** Items of the lesson, each in a preview. */
  readonly items: readonly string[];
  /** A review that the student answered; more are due. */
  readonly reviewAnswer: string;
  /** What a course need not have; null for the demonstration, whose course has none of it. */
  readonly special: SpecialPlaces | null;
}

/** Essays, disputes, and quizzes that are drawn, held back, timed or ask for certainty. */
export interface SpecialPlaces {
  /** Running attempts of the student: with certainty and a clock, and with an essay as third. */
  readonly timed: string;
  readonly essay: string;
  /** In practice: 1 checked and wrong, with a hint; 2 settled as right; 3 given up; 4 open. */
  readonly practice: string;
  /** Submitted ones: with certainty, with results held back, with an essay that was graded and not. */
  readonly certain: string;
  readonly held: string;
  readonly graded: string;
  readonly awaiting: string;
  /** Disputes about the attempt that failed. */
  readonly disputes: Readonly<Record<'open' | 'accepted' | 'answered', string>>;
  /** Item versions of the lesson that enough learners answered: of one choice, and of rows. */
  readonly versions: { readonly choice: string; readonly rows: string };
  /** Number of a question of that attempt which nobody has disputed. */
  readonly disputable: number;
  /** Links of mails: to a guest, and to the student. */
  readonly links: GivenLinks;
  /** Revisions of the file of lesson beta. */
  readonly revisions: Readonly<Record<'found' | 'other', string>>;
  /** The student’s certificate; Root’s was revoked, and another may be asked for. */
  readonly certificate: { readonly id: string; readonly code: string };
}

/** A kind of page: everything that a template and its states can look like. */
export interface PageKind {
  readonly name: string;
  readonly role: Role;
  /** Below the language, with its leading slash. */
  readonly path: string;
  readonly status: number;
  /** Leads on from the page at `path`, where the page that is meant has no address of its own. */
  readonly arrive?: (page: Page) => Promise<Response>;
}

/** Presses what sends a form, and gives the page that comes of it. */
export async function press(page: Page, selector: string): Promise<Response> {
  const arrived = page.waitForResponse(
    (response) =>
      response.request().isNavigationRequest() &&
      response.frame() === page.mainFrame() &&
      (response.status() < 300 || response.status() >= 400),
  );
  await page.locator(selector).first().click();
  const response = await arrived;
  await page.waitForLoadState('load');
  return response;
}

/** What is folded away is seen and checked, too. */
export async function openKey(page: Page): Promise<Response> {
  const again = await page.reload();
  await page.evaluate(() => {
    for (const folded of document.querySelectorAll('details')) folded.open = true;
  });
  if (again === null) throw new Error('The page did not load again.');
  return again;
}
