// Served by `manara preview` only: loads the page again when a file of the course has changed.
let seen;
let events;

function look({ data }) {
  if (seen !== undefined && data !== seen) location.reload();
  seen = data;
}

// Browsers open six connections to a server at most: pages out of sight leave theirs to the others,
// and look for what they missed when they come back.
function connect() {
  events?.close();
  if (document.hidden) return;
  events = new EventSource('/preview/events');
  events.addEventListener('version', look);
}

document.addEventListener('visibilitychange', connect);
connect();
