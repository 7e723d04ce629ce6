import { homedir } from 'node:os';
import { dirname, relative, resolve } from 'node:path';
import { HOST_FILES, type UserFiles } from '../files/index.js';
import { NO_POLICY } from '../policy/index.js';
import { findConfig } from './find-config.js';
import type { LineOf, WantedYaml } from './checked-yaml.js';
import type { Config } from './read-config.js';

export type { Config } from './read-config.js';

/** The place at which the search for a configuration starts. */
export interface ConfigPlace {
  readonly cwd: string;
  /** A file that the user names; null: the nearest one; false: none. */
  readonly file: string | null | false;
  /** This machine's by default. */
  readonly files?: UserFiles | undefined;
}

const NO_CONFIG: Config = { policy: NO_POLICY, vex: [], exclude: [], aws: { account: null, region: null } };

/**
 * The user's configuration: the file that is named, or the one found from the current folder upwards. Files in the scanned
 * target are ignored.
 * @returns with paths of VEX documents made absolute.
 * @throws ScanError `not-found` or `config`.
 */
export async function loadConfig({ cwd, file, files = HOST_FILES }: ConfigPlace): Promise<Config> {
  if (file === false) return NO_CONFIG;
  const path = file === null ? await findConfig({ cwd, home: homedir() }, files) : resolve(cwd, file);
  if (path === null) return NO_CONFIG;
  const text = await files.read({
    path,
    what: 'configuration',
    hint: 'Name a file that can be read, or use no configuration.',
  });
  const name = (relative(cwd, path) || path).replaceAll('\\', '/');
  const { readConfig } = await import('./read-config.js');
  const { vex, ...config } = readConfig(text, name);
  return { ...config, vex: vex.map((one) => resolve(dirname(path), one)) };
}

/** See checked-yaml.ts. Loaded late: most commands read no such file. */
export async function readYaml<Data>(
  text: string,
  wanted: WantedYaml<Data>,
): Promise<{ readonly data: Data; readonly lineOf: LineOf }> {
  return (await import('./checked-yaml.js')).readCheckedYaml(text, wanted);
}
