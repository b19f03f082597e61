/*
 * The table of learners by lessons as one stop for the keyboard: the grid pattern of the WAI-ARIA
 * Authoring Practices. Without this script it is a table with links, one stop each.
 */

/** Rows that Page Up and Page Down pass over. */
const LEAP = 10;

/** How many rows and columns a key goes; in tables from right to left, the left is onward. */
function stepsOf(table) {
  const onward = getComputedStyle(table).direction === 'rtl' ? -1 : 1;
  return {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -onward],
    ArrowRight: [0, onward],
    PageUp: [-LEAP, 0],
    PageDown: [LEAP, 0],
  };
}

/** Row and column of what is or stands in a cell of the table; null for anything else. */
function placeOf(table, one) {
  const cell = one && one.closest('td, th');
  return cell && table.contains(cell) ? [cell.parentElement.rowIndex, cell.cellIndex] : null;
}

/** What has the focus for a cell: its link, where it has one. */
const controlOf = (cell) => cell.querySelector('a') || cell;

const nearest = (at, list) => list[Math.max(0, Math.min(at, list.length - 1))];

/** The nearest cell to a place that may lie outside. */
const cellAt = ({ rows }, [row, column]) => nearest(column, nearest(row, rows).cells);

function destination(table, steps, { key, ctrlKey }, [row, column]) {
  if (key === 'Home') return [ctrlKey ? 0 : row, 0];
  if (key === 'End') return [ctrlKey ? table.rows.length : row, Infinity];
  const step = ctrlKey ? null : steps[key];
  return step && [row + step[0], column + step[1]];
}

/** Says whose cell this is and in which lesson: the headings may be out of sight. For the eyes only. */
function tell(trail, { rows }, [row, column]) {
  const [who, what] = trail.children;
  who.textContent = row && column ? rows[row].cells[0].textContent.trim() : '';
  what.textContent = rows[0].cells[column].textContent.trim();
}

/** Where the focus was when the page was left, if the reader has come back to it. */
function placeLeft() {
  const [arrival] = performance.getEntriesByType('navigation');
  return arrival && arrival.type === 'back_forward' && history.state && history.state.grid;
}

/** The one stop at first: where the focus or the address is, else the first learner. */
function firstStop(table) {
  const named = document.getElementById(location.hash.slice(1));
  const place = placeOf(table, document.activeElement) || placeOf(table, named) || [1, 0];
  return controlOf(cellAt(table, place));
}

/** Moves the one stop with the focus. */
function follow(table, trail) {
  let stop = firstStop(table);
  for (const cell of table.querySelectorAll('td, th')) controlOf(cell).tabIndex = -1;
  stop.tabIndex = 0;
  table.addEventListener('focusin', ({ target }) => {
    const place = placeOf(table, target);
    stop.tabIndex = -1;
    stop = target;
    stop.tabIndex = 0;
    tell(trail, table, place);
    history.replaceState({ ...history.state, grid: place }, '');
  });
  const left = placeLeft();
  if (left) controlOf(cellAt(table, left)).focus();
}

function listen(table, trail) {
  const steps = stepsOf(table);
  table.addEventListener('keydown', (event) => {
    // Those are the browser's: Alt and an arrow lead back to the page before.
    if (event.altKey || event.metaKey || event.shiftKey) return;
    const to = destination(table, steps, event, placeOf(table, event.target));
    if (!to) return;
    event.preventDefault();
    controlOf(cellAt(table, to)).focus();
  });
  table.addEventListener('mouseover', ({ target }) => {
    const place = placeOf(table, target);
    if (place) tell(trail, table, place);
  });
}

function begin(table) {
  const region = table.parentElement;
  const card = region.parentElement;
  const trail = card.querySelector('.trail');
  follow(table, trail);
  listen(table, trail);
  // Keys and role come together: a grid without its keys would shut readers of screens out.
  table.setAttribute('role', 'grid');
  table.setAttribute('aria-describedby', 'grid-keys');
  region.removeAttribute('tabindex');
  card.querySelector('#grid-keys').hidden = false;
  card.querySelector('.past').hidden = true;
  trail.hidden = false;
}

for (const table of document.querySelectorAll('table[data-grid]')) begin(table);
