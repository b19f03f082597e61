/** No I, L, O and U: what is read aloud or copied by hand is not taken for something else. */
export const CHECK_CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 32^20 is 2^100: nobody finds a certificate by trying. */
export const CHECK_CODE_LENGTH = 20;

const GROUP = 5;
const CHECK_CODE = new RegExp(`^[${CHECK_CODE_ALPHABET}]{${CHECK_CODE_LENGTH}}$`);

/**
 * The code that somebody typed, as it is stored: case, spaces and hyphens do not matter, and
 * letters that look like digits are these digits. Null for what can be no code.
 */
export function readCheckCode(typed: string): string | null {
  const code = typed
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return CHECK_CODE.test(code) ? code : null;
}

/** The code in groups, to read aloud or to copy. */
export function groupedCode(code: string): string {
  return (code.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join('-');
}
