import { Presets, SingleBar } from 'cli-progress';

/**
 * Shows a bar on stderr while something long goes on; none where nobody watches. What is done calls
 * its argument with the share that is finished, from 0 to 1.
 */
export async function withBar<T>(
  label: string,
  work: (onProgress: (share: number) => void) => Promise<T>,
): Promise<T> {
  if (!process.stderr.isTTY) return await work(() => {});
  const format = `${label} {bar} {percentage} %`;
  const bar = new SingleBar({ format, stream: process.stderr }, Presets.shades_classic);
  bar.start(100, 0);
  try {
    const result = await work((share) => bar.update(Math.floor(share * 100)));
    bar.update(100);
    return result;
  } finally {
    bar.stop();
  }
}
