/*
 * The one script, and nothing depends on it: every page works without.
 * 1. Lists to be put in order get buttons that move a row and set the rank selects.
 * 2. A form is sent once, however often its button is pressed.
 * 3. A form that has an element `data-unsaved hidden` shows it once something was changed.
 * 4. A clock counts down, and says aloud at few moments how much time is left.
 */

/** After this a second press is believed: the first may have been stopped by hand. */
const RETRY_MS = 15000;
/** Minutes left that are said aloud. */
const SAID_AT = [10, 5, 1];

const rankOf = (row) => row.querySelector('select');
const nameOf = (row) => row.querySelector('label').textContent.trim();

function setRanks(list) {
  [...list.children].forEach((row, index) => {
    rankOf(row).value = String(index + 1);
  });
}

/** At an end of the list the button is off. */
function setLimits(list) {
  const last = list.children.length - 1;
  [...list.children].forEach((row, index) => {
    const [up, down] = row.querySelectorAll('.mv button');
    up.disabled = index === 0;
    down.disabled = index === last;
  });
}

function say(list, row) {
  const scope = list.closest('fieldset') || list.parentElement;
  const status = scope.querySelector('[role=status]');
  if (!status || !list.dataset.moved) return;
  const values = {
    name: nameOf(row),
    n: [...list.children].indexOf(row) + 1,
    total: list.children.length,
  };
  status.textContent = list.dataset.moved.replace(/\{(name|n|total)\}/g, (_, key) => values[key]);
}

function move(list, row, button, step) {
  const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  if (step < 0) other.before(row);
  else other.after(row);
  setRanks(list);
  setLimits(list);
  // A button that was just switched off would lose the focus: its partner takes it.
  (button.disabled ? row.querySelector('.mv button:enabled') : button).focus();
  say(list, row);
}

function mover(list, row, step) {
  const button = document.createElement('button');
  const word = step < 0 ? list.dataset.up : list.dataset.down;
  button.type = 'button';
  button.textContent = step < 0 ? '▲' : '▼';
  button.setAttribute('aria-label', `${word || ''} ${nameOf(row)}`.trim());
  button.addEventListener('click', () => move(list, row, button, step));
  return button;
}

/** Ranks that are already complete (given before, or kept after an error) decide the order. */
function sortByRank(list) {
  const rows = [...list.children];
  const ranks = rows.map((row) => Number(rankOf(row).value));
  if (ranks.includes(0) || new Set(ranks).size < rows.length) return;
  rows.sort((a, b) => rankOf(a).value - rankOf(b).value);
  list.append(...rows);
}

function enhanceOrder(list) {
  sortByRank(list);
  for (const row of list.children) {
    const group = document.createElement('span');
    group.className = 'mv';
    group.append(mover(list, row, -1), mover(list, row, 1));
    row.append(group);
  }
  setLimits(list);
}

const sent = new Set();

function release(form) {
  sent.delete(form);
  for (const field of form.elements) if (field.type === 'submit') field.disabled = false;
}

/**
 * The button is switched off only after the browser has collected the fields, so that its own
 * name and value are still sent.
 */
function sendOnce(event) {
  const form = event.target;
  if (sent.has(form)) {
    event.preventDefault();
    return;
  }
  sent.add(form);
  setTimeout(() => {
    if (event.submitter) event.submitter.disabled = true;
  });
  setTimeout(release, RETRY_MS, form);
}

function showUnsaved(event) {
  const mark = event.target.form && event.target.form.querySelector('[data-unsaved]');
  if (mark) mark.hidden = false;
}

/**
 * The seconds are for the eyes only. Nothing is sent when the time is up: the server submits what
 * was saved.
 */
function startClock(clock) {
  const { deadline, said, over } = clock.dataset;
  // Not a count of ticks: they stop while a page sleeps.
  const end = Date.now() + Number(deadline);
  const words = clock.querySelector('span');
  const status = document.querySelector('[data-clock-status]');
  const face = document.createElement('b');
  face.setAttribute('aria-hidden', 'true');
  words.className = 'vh';
  clock.append(face);
  let before = Math.ceil(deadline / 60000);
  const tick = () => {
    const left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
    const minutes = Math.ceil(left / 60);
    const seconds = `0${left % 60}`.slice(-2);
    face.textContent = `${Math.floor(left / 60)}:${seconds}`;
    if (minutes < before) {
      words.textContent = left ? said.replace('{n}', minutes) : over;
      // A page that slept may have missed the moment.
      if (!left || SAID_AT.some((at) => minutes <= at && at < before)) {
        status.textContent = words.textContent;
      }
    }
    before = minutes;
    if (left) return;
    clearInterval(timer);
    face.remove();
    words.className = '';
  };
  const timer = setInterval(tick, 1000);
  tick();
}

for (const list of document.querySelectorAll('.ord')) enhanceOrder(list);
for (const clock of document.querySelectorAll('[data-deadline]')) startClock(clock);
document.addEventListener('submit', sendOnce);
document.addEventListener('input', showUnsaved);
// A page that comes back from the cache of the browser is usable again.
window.addEventListener('pageshow', () => sent.forEach(release));
