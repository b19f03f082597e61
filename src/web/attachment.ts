/**
 * The header of a file to be saved under a name, twice, as RFC 6266 asks: for old programs in ASCII,
 * and as RFC 5987 encodes it, in which it may be in any script.
 */
export function attachment(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\w. -]/g, '_')
    .replaceAll(/_+/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded(name)}`;
}

/**
 * `encodeURIComponent` leaves some characters alone that RFC 5987 does not, and refuses half surrogate
 * pairs, which UTF-8 has not.
 */
function encoded(name: string): string {
  return encodeURIComponent(Buffer.from(name, 'utf8').toString('utf8')).replaceAll(
    /['()*!]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
