import { watch as watchFolder } from 'chokidar';
import type { FSWatcher } from 'chokidar';
import type { Catalogue } from '../domain/course.ts';
import type { CatalogueReading, Files } from './catalogue.ts';
import { readCatalogue } from './catalogue.ts';
import type { Diagnostic } from './diagnostic.ts';
import { byPlace, filesWithErrors } from './diagnostic.ts';
import { differing, filesOf, isWhole, mend, toTexts, without } from './good-files.ts';
import type { FolderReading } from './source-files.ts';
import { readFolder } from './source-files.ts';

/** How long a file's size must rest before it counts as written, milliseconds. */
const WRITE_REST = 200;
/** How long to wait for further changes before reading, milliseconds. */
const DEBOUNCE = 100;

export interface LibraryOptions {
  /** The lessons folder. */
  readonly dir: string;
  /** A set of files known to be good, as `goodFiles` gave it in an earlier run. */
  readonly lastGood?: ReadonlyMap<string, string>;
  /** Called after a reload that changed what is served or what is said about it; must not throw. */
  readonly onChange?: (library: Library) => void;
}

/** Opens a lessons folder and reads it once. Never throws: what is wrong stands in `diagnostics`. */
export async function openLibrary(options: LibraryOptions): Promise<Library> {
  const library = new Library(options);
  await library.reload();
  return library;
}

/**
 * The content being served. A file with errors is served in its last good version while its
 * diagnostics stay visible, so that a slip of the pen never takes a lesson away from learners.
 */
export class Library {
  readonly #options: LibraryOptions;
  #good: ReadonlyMap<string, string>;
  #catalogue: Catalogue | null = null;
  #diagnostics: readonly Diagnostic[] = [];
  #stale: ReadonlySet<string> = new Set();
  #reloading: Promise<unknown> = Promise.resolve();
  #watcher: FSWatcher | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: LibraryOptions) {
    this.#options = options;
    this.#good = options.lastGood ?? new Map();
  }

  /** What is served; null while nothing can be. Immutable: hold it for the length of a request. */
  get catalogue(): Catalogue | null {
    return this.#catalogue;
  }

  /** What is to be said about the files as they are on disk. */
  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  /** Paths of files that are served in an older version than the one on disk. */
  get stale(): ReadonlySet<string> {
    return this.#stale;
  }

  /** The set of files behind what is served, for keeping over a restart. */
  goodFiles(): ReadonlyMap<string, string> {
    return this.#good;
  }

  /** Reads the folder again; reloads never overlap. True if anything changed. */
  reload(): Promise<boolean> {
    const next = this.#reloading.then(() => this.#reload());
    this.#reloading = next;
    return next;
  }

  /** Reloads whenever a file changes, until `close`. Resolves once the watch stands. */
  async watch(): Promise<void> {
    if (this.#watcher) return;
    const watcher = watchFolder(this.#options.dir, {
      ignoreInitial: true,
      awaitWriteFinish: { stabilityThreshold: WRITE_REST, pollInterval: 50 },
    });
    this.#watcher = watcher;
    watcher.on('all', () => this.#soon());
    // A folder that cannot be watched can still be read: the next reload says what is wrong.
    watcher.on('error', () => this.#soon());
    await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  }

  /** Stops watching and waits for a reload under way. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#watcher?.close();
    this.#watcher = null;
    await this.#reloading;
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.reload(), DEBOUNCE);
  }

  async #reload(): Promise<boolean> {
    const before = this.#state();
    const folder = await readFolder(this.#options.dir);
    const fresh = readCatalogue(folder.files);
    this.#diagnostics = [...folder.diagnostics, ...fresh.diagnostics].sort(byPlace);
    this.#adopt(this.#choose(folder, fresh), folder.files);
    const changed = this.#state() !== before;
    if (changed) this.#options.onChange?.(this);
    return changed;
  }

  #state(): string {
    return JSON.stringify([this.#catalogue?.hash, this.#diagnostics, [...this.#stale]]);
  }

  /** The best set of files that holds together; null to keep what is served. */
  #choose(folder: FolderReading, fresh: CatalogueReading): Chosen | null {
    const failing = new Set([...filesWithErrors(folder.diagnostics), ...fresh.failing]);
    if (fresh.catalogue && isWhole(failing, this.#diagnostics)) {
      return { files: folder.files, catalogue: fresh.catalogue };
    }
    for (const files of [mend(folder.files, failing, this.#good), this.#good]) {
      const { catalogue, failing: still, diagnostics } = readCatalogue(files);
      const unused = filesOf(['unlisted-file', 'translation-without-base'], diagnostics);
      const served = without(files, unused);
      if (catalogue && still.size === 0) return { files: served, catalogue };
    }
    // Nothing good to fall back on: serve the lessons that have no errors.
    if (fresh.catalogue === null) return null;
    return { files: without(folder.files, failing), catalogue: fresh.catalogue };
  }

  #adopt(chosen: Chosen | null, onDisk: Files): void {
    if (chosen) {
      this.#catalogue = chosen.catalogue;
      this.#good = toTexts(chosen.files);
    }
    this.#stale = differing(this.#good, toTexts(onDisk));
  }
}

interface Chosen {
  readonly files: Files;
  readonly catalogue: Catalogue;
}
