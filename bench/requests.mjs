/** The requests of each measurement, as lists for autocannon: one for each connection. */

/** Connections at a time, as many as there are lists. */
export const CONNECTIONS = 32;
/** Questions of a quiz. */
const QUESTIONS = 10;

const FORM = {
  'content-type': 'application/x-www-form-urlencoded',
  'sec-fetch-site': 'same-origin',
};

const get = (path, cookie) => ({
  method: 'GET',
  path,
  headers: cookie === undefined ? {} : { cookie },
});
const post = (path, cookie, fields) => ({
  method: 'POST',
  path,
  headers: { ...FORM, cookie },
  body: new URLSearchParams(fields).toString(),
});

/** Deals what there is to the connections, one after the other. */
function deal(all) {
  return Array.from({ length: CONNECTIONS }, (_, place) =>
    all.filter((_one, index) => index % CONNECTIONS === place),
  );
}

export function constantPage() {
  return deal(Array.from({ length: CONNECTIONS }, () => get('/')));
}

/** The same page, for one learner after the other. */
export function pageOf(works, path) {
  return deal(works.map(({ cookie }) => get(path, cookie)));
}

/** Each learner goes through all questions, so that every type of question has its share. */
export function questions(works) {
  return deal(works).map((own) =>
    own.flatMap(({ attemptId, cookie }) =>
      Array.from({ length: QUESTIONS }, (_, index) =>
        get(`/en/attempts/${attemptId}/questions/${index + 1}`, cookie),
      ),
    ),
  );
}

/**
 * `amount` saves that change the answer each time, one attempt for each connection.
 * @param {number} done saves of each connection so far; a save states the revision that it follows
 */
export function saves(works, { number, choices }, amount, done) {
  const each = amount / CONNECTIONS;
  return works.slice(0, CONNECTIONS).map(({ attemptId, cookie }) =>
    Array.from({ length: each }, (_, index) =>
      post(`/en/attempts/${attemptId}/responses`, cookie, {
        question: number,
        [`revision.q${number}`]: done + index,
        [`q${number}`]: choices[(done + index) % 2],
        go: 'next',
      }),
    ),
  );
}

export function submissions(all) {
  return deal(
    all.map(({ attemptId, cookie, key }) =>
      post(`/en/attempts/${attemptId}/submission`, cookie, { key }),
    ),
  );
}
