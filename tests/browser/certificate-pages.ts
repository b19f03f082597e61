import type { Page, Response } from 'playwright-core';
import { quizzesToPass } from '../../src/domain/course-pass.ts';
import { issueCertificate, revokeCertificate } from '../../src/services/certifying.ts';
import { findCredentialOf } from '../../src/store/credentials.ts';
import { putLessonProgress } from '../../src/store/progress.ts';
import { certificateWords } from '../../src/web/learner/certificate-words.ts';
import { certify } from '../support/certifying.ts';
import type { Site } from '../support/site.ts';
import { press, type PageKind, type SpecialPlaces } from './page-kind.ts';

/** Gives the student a certificate, and the admin one that is revoked and may be replaced. */
export async function certifyPeople(
  site: Site,
  student: string,
): Promise<SpecialPlaces['certificate']> {
  const certificate = await certify(site, student);
  const root = await site.db
    .selectFrom('account')
    .select(['id', 'name', 'email'])
    .where('is_admin', '=', 1)
    .executeTakeFirstOrThrow();
  const { context, db } = site;
  const course = context.library.catalogue();
  for (const lessonId of quizzesToPass(course)) {
    const progress = { sectionsRead: [], lastSection: null, bestShare: 1, attempts: 1 };
    await db
      .transaction()
      .execute(async (tx) =>
        putLessonProgress(tx, root.id, { lessonId, state: 'passed', ...progress }, context.now()),
      );
  }
  const words = certificateWords(context, site.app.views, 'en');
  const { baseUrl } = context.config;
  await issueCertificate(db, root, course, { words, baseUrl }, context.now());
  const own = await findCredentialOf(db, root.id);
  const revocation = { reason: 'The name was misspelt.', replaceable: true };
  await revokeCertificate(db, root.id, own?.id ?? '', revocation, context.now());
  return certificate;
}

/** Certificates: to be had, there, revoked, checked and listed. */
export function certificatePages({ id, code }: SpecialPlaces['certificate']): PageKind[] {
  const status = 200;
  const one = `/admin/credentials/${id}`;
  const check = { role: 'visitor', path: '/credentials' } as const;
  return [
    { name: 'certificate', role: 'student', path: '/certificate', status },
    { name: 'certificate-missing', role: 'instructor', path: '/certificate', status },
    { name: 'certificate-again', role: 'admin', path: '/certificate', status },
    { ...check, name: 'credentials', status },
    { ...check, name: 'credentials-empty', status: 422, arrive: pressCheck },
    { ...check, name: 'credentials-forged', status, arrive: async (page) => checkText(page) },
    { ...check, name: 'credential-valid', path: `/credentials/${code}`, status },
    { ...check, name: 'credential-unknown', path: '/credentials/none', status: 404 },
    { name: 'admin-credentials', role: 'admin', path: '/admin/credentials', status },
    { name: 'admin-credential', role: 'admin', path: one, status },
    {
      name: 'admin-credential-errors',
      role: 'admin',
      path: one,
      status: 422,
      arrive: (page) => press(page, 'form[action$="/revocation"] [type=submit]'),
    },
  ];
}

async function pressCheck(page: Page): Promise<Response> {
  return press(page, 'form[action$="/credentials"] [type=submit]');
}

async function checkText(page: Page): Promise<Response> {
  await page.fill('#credential', 'eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl');
  return pressCheck(page);
}
