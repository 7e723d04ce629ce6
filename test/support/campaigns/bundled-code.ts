import { RUN_TIME_CODE } from './run-time-code.js';

/** A re-creation whose attack a bundler melts into the application's file. */
export interface BundledCode {
  readonly campaign: string;
  /** File that the application imports, as far as the attack goes. */
  readonly main: string;
  readonly files: Readonly<Record<string, string>>;
  readonly shape: readonly string[];
}

/** Text that a minifier removes, or a bundler resolves. */
const LOST = new Set(['code/off-screen', 'code/gives-away-require']);

/** The re-creations that are recognised by their code. Minifying removes blanks, so code that was off screen is in sight. */
export const BUNDLED_CODE: readonly BundledCode[] = RUN_TIME_CODE.flatMap(
  ({ campaign, files, shape: all }) => {
    const shape = all.filter((rule) => rule.startsWith('code/') && !LOST.has(rule));
    const paths = Object.keys(files);
    const main = paths.find((path) => /(?<!data)\.c?js$/.test(path) && path !== 'index.js') ?? 'index.js';
    return shape.length > 0 && main in files ? [{ campaign, main, files, shape }] : [];
  },
);
