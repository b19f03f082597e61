/** Degrees of freedom from which the expansion is exact to more digits than anybody reads. */
const MANY = 200;
/** Halvings of the interval in which the quantile is looked for: beyond what a number can hold. */
const HALVINGS = 80;

/** The normal distribution's 97.5 % quantile: what a 95 % interval reaches to either side. */
export const Z95 = 1.959963984540054;

/**
 * The 97.5 % quantile of Student's t distribution with a whole number of degrees of freedom, at
 * least 1. Few: by halving, of the distribution in closed form (Abramowitz & Stegun 26.7.3 and
 * 26.7.4); many: by its expansion from the normal quantile (26.7.5).
 */
export function t95(degrees: number): number {
  if (degrees >= MANY) return expanded(degrees);
  let [low, high] = [0, 13];
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (low + high) / 2;
    if (within(middle, degrees) < 0.95) low = middle;
    else high = middle;
  }
  return high;
}

/** The chance of −t to t: for θ = arctan(t / √ν) a finite sum of powers of cos θ. */
function within(t: number, degrees: number): number {
  const angle = Math.atan(t / Math.sqrt(degrees));
  const cosine = Math.cos(angle);
  const odd = degrees % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let power = odd ? 3 : 2; power <= degrees - 2; power += 2) {
    term *= ((power - 1) / power) * cosine ** 2;
    sum += term;
  }
  const part = Math.sin(angle) * sum;
  return odd ? (2 / Math.PI) * (angle + part) : part;
}

function expanded(degrees: number): number {
  const z = Z95;
  const first = (z ** 3 + z) / 4;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  const fourth = (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92160;
  const terms = [z, first, second, third, fourth];
  return terms.reduce((sum, term, power) => sum + term / degrees ** power, 0);
}
