/** A page that is not there, or not there for this visitor: the two look the same. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';
  readonly statusCode = 404;
}

/** A form that none of our pages could have sent. */
export class BadRequestError extends Error {
  override readonly name = 'BadRequestError';
  readonly statusCode = 400;
}

/** The value, or the page that says that there is none. @throws {NotFoundError} */
export function found<T>(value: T | undefined | null): T {
  if (value === undefined || value === null) throw new NotFoundError('Not found.');
  return value;
}

/** A signed-in visitor at a page that is for others. */
export class ForbiddenError extends Error {
  override readonly name = 'ForbiddenError';
  readonly statusCode = 403;
}
