import type { GivenLinks } from '../support/given-links.ts';
import { press, type PageKind } from './page-kind.ts';

/** Whose links the pages of {@link mailPages} use. */
export const LINK_OWNER = 'guest';

/** Pages that links in mails lead to, and those that ask for the mails. */
export function mailPages({
  confirmation,
  invitations,
  resets,
  unsubscription,
}: GivenLinks): PageKind[] {
  const role = 'visitor';
  const status = 200;
  const newPassword = `/password-resets/${resets.get(LINK_OWNER)}`;
  const stopping = `/unsubscriptions/${unsubscription}`;
  return [
    { name: 'password-reset', role, path: '/password-reset', status },
    {
      name: 'password-reset-errors',
      role,
      path: '/password-reset',
      status: 422,
      arrive: (page) => press(page, 'form[action$="/password-reset"] [type=submit]'),
    },
    { name: 'new-password', role, path: newPassword, status },
    {
      name: 'new-password-errors',
      role,
      path: newPassword,
      status: 422,
      arrive: (page) => press(page, 'form[action*="/password-resets/"] [type=submit]'),
    },
    { name: 'link-over', role, path: '/password-resets/made-up', status: 404 },
    { name: 'invitation', role, path: `/invitations/${invitations.get(LINK_OWNER)}`, status },
    {
      name: 'invitation-other',
      role: 'admin',
      path: `/invitations/${invitations.get(LINK_OWNER)}`,
      status,
    },
    { name: 'confirmation', role: 'student', path: `/confirmations/${confirmation}`, status },
    { name: 'unsubscription', role, path: stopping, status },
    {
      name: 'unsubscription-done',
      role,
      path: stopping,
      status,
      arrive: (page) => press(page, 'form[action*="/unsubscriptions/"] [type=submit]'),
    },
    {
      name: 'account-address-errors',
      role: 'student',
      path: '/account',
      status: 422,
      arrive: async (page) => {
        await page.locator('details:has(#next-email) > summary').click();
        return await press(page, 'form[action$="/account/address"] [type=submit]');
      },
    },
  ];
}
