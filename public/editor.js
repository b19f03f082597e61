/*
 * The editor of course files, where scripts run and the window is wide: a text area with colours,
 * the linter's findings in the margin, and a preview beside it. The plain text area stays in the
 * form and holds what is sent.
 *
 * The editor stands in a shadow tree: there it brings its styles as constructed style sheets,
 * which a policy of `style-src 'self'` allows; in the document itself it would write a <style>.
 */
import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, linter } from '@codemirror/lint';
import { EditorView, keymap } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { basicSetup } from 'codemirror';

/** Narrower windows keep the plain text area, which telephones handle better. */
const WIDE = '(min-width: 1024px)';
/** Milliseconds without a keystroke before the server is asked. */
const PAUSE = 700;
const INDENT = '  ';

const THEME = EditorView.theme({
  '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'var(--surface)' },
  '.cm-scroller': { fontFamily: 'ui-monospace, "DejaVu Sans Mono", monospace', fontSize: '0.9rem' },
  '.cm-gutters': { color: 'var(--ink-2)', backgroundColor: 'var(--sunken)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '.cm-activeLineGutter': { color: 'var(--ink)', fontWeight: '700' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-tooltip, .cm-panels': { color: 'var(--ink)', backgroundColor: 'var(--surface)' },
  '&.cm-focused': { outline: 'none' },
  // Signs of their own: the library's are images in `data:` addresses, which the policy refuses.
  '.cm-lint-marker': { content: 'normal', fontWeight: '700', lineHeight: '1', textAlign: 'center' },
  '.cm-lint-marker-error': { content: 'normal', color: 'var(--no)' },
  '.cm-lint-marker-error::before': { content: '"✕"' },
  '.cm-lint-marker-warning': { content: 'normal', color: 'var(--mid)' },
  '.cm-lint-marker-warning::before': { content: '"▲"' },
  '.cm-lint-marker-info': { content: 'normal', color: 'var(--ink-2)' },
  '.cm-lint-marker-info::before': { content: '"i"' },
  '.cm-lintRange-error, .cm-lintRange-warning, .cm-lintRange-info, .cm-lintRange-hint': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy',
  },
  '.cm-lintRange-error': { textDecorationColor: 'var(--no)' },
  '.cm-lintRange-warning': { textDecorationColor: 'var(--mid)' },
  '.cm-lintRange-info': { textDecorationColor: 'var(--ink-2)' },
  '.cm-diagnosticAction': { backgroundColor: 'var(--primary)' },
});

/** The colours of the site, which are legible in the light and in the dark. */
const COLOURS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--primary)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--ok)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--ink-2)' },
  { tag: [tags.punctuation, tags.separator, tags.meta], color: 'var(--ink-2)' },
  { tag: [tags.keyword, tags.labelName, tags.typeName], color: 'var(--mid)' },
]);

const SEVERITIES = { error: 'error', warning: 'warning', note: 'info' };

/** The text of a reply, or its data; throws for anything but a good one. */
async function ask(address, text) {
  const reply = await fetch(address, { method: 'POST', body: new URLSearchParams({ text }) });
  if (!reply.ok) throw new Error(`The server answered ${reply.status}.`);
  return reply;
}

function positionOf(doc, lineNumber, column) {
  const line = doc.line(Math.min(Math.max(1, lineNumber), doc.lines));
  return Math.min(line.from + Math.max(0, column - 1), line.to);
}

function toDiagnostic(doc, path, finding) {
  const { file, line, column, endLine, endColumn, severity, rule, message, suggestion } = finding;
  const own = file === path;
  const from = own ? positionOf(doc, line, column) : 0;
  const to = own && endLine ? positionOf(doc, endLine, endColumn) : doc.lineAt(from).to;
  const place = own ? '' : `${file}:${line}: `;
  const text = [place + message, suggestion].filter(Boolean).join(' ');
  return {
    from,
    to: Math.max(from, to),
    severity: SEVERITIES[severity],
    source: rule,
    message: text,
  };
}

/** Asks the server's linter, and says how many findings there are. */
function serverLinter(form, said) {
  const { check, clean, found, failed } = form.dataset;
  return linter(
    async (view) => {
      try {
        const reply = await ask(check, view.state.doc.toString());
        const { path, findings } = await reply.json();
        said.textContent = findings.length === 0 ? clean : found.replace('{n}', findings.length);
        return findings.map((finding) => toDiagnostic(view.state.doc, path, finding));
      } catch {
        said.textContent = failed;
        return [];
      }
    },
    { delay: PAUSE },
  );
}

/** Tab indents; after Escape the editor lets it through, so that nobody is caught. */
function indent(view) {
  const { state } = view;
  if (state.selection.ranges.every((range) => range.empty)) {
    view.dispatch(state.replaceSelection(INDENT));
    return true;
  }
  const lines = new Set(
    state.selection.ranges.flatMap(({ from, to }) => {
      const first = state.doc.lineAt(from).number;
      const count = state.doc.lineAt(to).number - first + 1;
      return Array.from({ length: count }, (_, index) => state.doc.line(first + index).from);
    }),
  );
  view.dispatch({ changes: [...lines].map((from) => ({ from, insert: INDENT })) });
  return true;
}

/** Takes off what `indent` puts on. */
function outdent(view) {
  const { state } = view;
  const { from, to } = state.selection.main;
  const changes = [];
  for (let at = state.doc.lineAt(from); ; at = state.doc.line(at.number + 1)) {
    const spaces = /^ {1,2}/.exec(at.text)?.[0].length ?? 0;
    if (spaces > 0) changes.push({ from: at.from, to: at.from + spaces });
    if (at.to >= to || at.number === state.doc.lines) break;
  }
  view.dispatch({ changes });
  return true;
}

function later(work) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => void work(...values), PAUSE);
  };
}

/** A page in a frame that may run nothing and send nothing; its scroll position is kept. */
function addPreview(form, pair) {
  const frame = document.createElement('iframe');
  frame.className = 'live-preview';
  frame.title = form.dataset.live;
  // The same origin, or the style sheet would not be given out to it.
  frame.setAttribute('sandbox', 'allow-same-origin');
  pair.append(frame);
  const { lang, dir } = document.documentElement;
  const styles = document.querySelector('link[rel="stylesheet"]').outerHTML;
  frame.srcdoc = `<!doctype html><html lang="${lang}" dir="${dir}">${styles}<p class="wrap">${form.dataset.working}</p></html>`;
  let newest = 0;
  return async (text) => {
    const own = (newest += 1);
    frame.setAttribute('aria-busy', 'true');
    try {
      const html = await (await ask(form.dataset.preview, text)).text();
      if (own !== newest) return;
      const top = frame.contentWindow?.scrollY ?? 0;
      frame.addEventListener('load', () => frame.contentWindow.scrollTo(0, top), { once: true });
      frame.srcdoc = html;
    } catch {
      // The linter asks at the same time, and says it.
    } finally {
      if (own === newest) frame.removeAttribute('aria-busy');
    }
  };
}

/** Addresses may end in a line, `#L12`, as those of findings and of searches do. */
function goToLine(view) {
  const line = /^#L(\d+)$/.exec(location.hash)?.[1];
  if (line === undefined) return;
  const anchor = positionOf(view.state.doc, Number(line), 1);
  view.dispatch({
    selection: { anchor },
    effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
  });
  view.focus();
}

function begin(form) {
  const area = form.querySelector('textarea');
  const keys = document.querySelector('#text-keys');
  const label = document.querySelector('#text-label');
  const pair = document.createElement('div');
  pair.className = 'code-pair';
  const host = document.createElement('div');
  host.className = 'code-host';
  host.dir = 'ltr';
  pair.append(host);
  area.before(pair);
  const preview = form.dataset.preview ? addPreview(form, pair) : () => {};
  const changed = later(preview);
  const root = host.attachShadow({ mode: 'open' });
  const view = new EditorView({
    doc: area.value,
    parent: root,
    root,
    extensions: [
      basicSetup,
      keymap.of([{ key: 'Tab', run: indent, shift: outdent }]),
      yaml(),
      syntaxHighlighting(COLOURS),
      lintGutter(),
      serverLinter(form, form.querySelector('[data-said]')),
      EditorView.lineWrapping,
      EditorView.perLineTextDirection.of(true),
      EditorView.contentAttributes.of({
        'aria-label': `${label.textContent.trim()}. ${keys.textContent.trim()}`,
        translate: 'no',
        tabindex: '0',
      }),
      EditorView.updateListener.of((update) => {
        if (!update.docChanged) return;
        area.value = update.state.doc.toString();
        changed(area.value);
      }),
      THEME,
    ],
  });
  area.hidden = true;
  keys.hidden = false;
  goToLine(view);
  addEventListener('hashchange', () => goToLine(view));
  label.addEventListener('click', () => view.focus());
  for (const link of document.querySelectorAll('a[href="#text"]')) {
    link.addEventListener('click', () => view.focus());
  }
  void preview(area.value);
}

const form = document.querySelector('form.editor');
const able = 'adoptedStyleSheets' in Document.prototype && 'replaceSync' in CSSStyleSheet.prototype;
if (form && able && matchMedia(WIDE).matches) begin(form);
