import { checkAbsent } from '../checks/translation/missing.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { FILE_START } from '../diagnostic.ts';
import type { ReadFile } from '../files.ts';
import { didYouMean } from '../nearest.ts';
import type { RuleId } from '../rules.ts';
import { sidecarName, sidecarPath } from './names.ts';
import type { Translation, TranslationData } from './translation.ts';
import { absentTranslation, checkTranslation, readTranslation } from './translation.ts';
import { translatable } from './units.ts';

type Files = ReadonlyMap<string, Uint8Array | string>;

/** The translations of a set of files, read one by one as their bases ask for them. */
export class Sidecars {
  /** Languages beside the base's. */
  readonly locales: readonly string[];
  readonly #base: string;
  readonly #files: Files;
  readonly #diagnostics: Diagnostic[] = [];
  readonly #reads: ReadFile<TranslationData>[] = [];

  /** `locales` are the course's, its base first. */
  constructor(files: Files, [base, ...others]: readonly [string, ...string[]]) {
    this.#files = files;
    this.#base = base;
    this.locales = others;
    for (const [path] of files) this.#checkName(path);
  }

  /** The translations of a file into each language of the course. */
  of(base: ReadFile<object>): readonly Translation[] {
    const tree = translatable(base.value);
    return this.locales.map((locale) => {
      const path = sidecarPath(base.path, locale);
      const content = this.#files.get(path);
      if (content !== undefined) return this.#read(path, content, tree, locale);
      const absent = absentTranslation(tree, locale);
      if (absent.units.length > 0) checkAbsent(base.reporter.report, path, absent.units.length);
      return absent;
    });
  }

  #read(
    path: string,
    content: Uint8Array | string,
    tree: ReturnType<typeof translatable>,
    locale: string,
  ): Translation {
    const { read, diagnostics } = readTranslation(path, content);
    this.#diagnostics.push(...diagnostics);
    if (read === null) return absentTranslation(tree, locale);
    this.#reads.push(read);
    return checkTranslation(tree, read, { locale, from: this.#base });
  }

  /** What is to be said of the translations; complete once every base was asked for. */
  get diagnostics(): readonly Diagnostic[] {
    return [...this.#diagnostics, ...this.#reads.flatMap(({ reporter }) => reporter.diagnostics)];
  }

  /** The files that could be read. An error in them costs a text its place, not the file. */
  get read(): ReadonlySet<string> {
    return new Set(this.#reads.map(({ path }) => path));
  }

  /** What the files say, for the digest of the whole. */
  get data(): unknown {
    return this.#reads.map(({ path, value }) => [path, value]);
  }

  #checkName(path: string): void {
    const name = sidecarName(path);
    if (name === null) return;
    if (!this.#files.has(name.base)) {
      const message = `there is no ${name.base} that this file would translate`;
      const suggestion = didYouMean(name.base, this.#files.keys());
      this.#warn(path, 'translation-without-base', message, suggestion);
    } else if (!this.locales.includes(name.locale)) {
      const message = `\`${name.locale}\` is not a language of the course beside its own, so this file is not used`;
      const languages = [this.#base, ...this.locales, name.locale].join(', ');
      const suggestion = `write \`locales: [${languages}]\` in course.yaml`;
      this.#warn(path, 'translation-locale', message, suggestion);
    }
  }

  #warn(file: string, rule: RuleId, message: string, suggestion: string | undefined): void {
    const said = { file, ...FILE_START, severity: 'warning' as const, rule, message };
    this.#diagnostics.push(suggestion === undefined ? said : { ...said, suggestion });
  }
}
