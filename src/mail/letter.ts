import type { Html } from '../domain/item.ts';

/** Something said in a mail: as HTML, where names are isolated, and as plain text. */
export interface Said {
  readonly html: Html;
  readonly text: string;
}

export interface Figure {
  readonly label: string;
  readonly value: string;
}

/** A part of a mail, from top to bottom. */
export type Part =
  | { readonly kind: 'text'; readonly said: Said }
  | { readonly kind: 'heading'; readonly said: Said }
  | { readonly kind: 'figures'; readonly rows: readonly Figure[] }
  /** What the mail is for: a button, and its address in full for those who cannot press it. */
  | { readonly kind: 'link'; readonly label: string; readonly href: string };

/** A mail before it has a form: its HTML and its plain text are written from the same. */
export interface Letter {
  /** Also the heading. Holds nothing that a person typed, so nobody else's words stand in it. */
  readonly subject: string;
  readonly parts: readonly Part[];
  /** Why the reader gets it. */
  readonly reason: string;
  /** Where the reader, signed in or not, says that they want no more; null where they must get it. */
  readonly unsubscribe: string | null;
}
