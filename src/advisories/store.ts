import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { normaliseName } from '../ecosystems/index.js';
import type { Advisory, AdvisoryData, Problem } from '../model/index.js';
import { ecosystemsIn, indexFileOf } from './index/advisory-index.js';
import { descriptionsFileOf, openDescriptionFiles } from './index/descriptions.js';
import type { AdvisoryDescription } from './records/description.js';
import { EPSS_FILE, KEV_FILE, openExploitData, type ExploitData } from './index/exploit-data.js';
import { openIndexSources } from './index/index-sources.js';

/** The advisory data that a scan uses. Files are opened at the first look-up in their ecosystem. */
export interface AdvisoryStore extends Pick<ExploitData, 'epss' | 'kev'> {
  /** Advisories of a package, by OSV ecosystem and name. `isClaimed`: only a list names it, and missing data makes nothing incomplete. */
  lookup(ecosystem: string, name: string, isClaimed?: boolean): readonly Advisory[];
  /** Advisories of any ecosystem there is data for whose id or alias it is. */
  withId(id: string): readonly Advisory[];
  /** What a record says for people; null where only its facts are stored, as in the starter. */
  description(ecosystem: string, id: string): AdvisoryDescription | null;
  /** The sources that were used so far. */
  readonly data: readonly AdvisoryData[];
  /** Problems of missing, stale or damaged sources. */
  readonly problems: readonly Problem[];
  close(): void;
}

export interface StoreOptions {
  /** Database folder that `db update` fills; null to use the starter alone. */
  readonly dir: string | null;
  /** Folder of the starter indexes; the package's own by default. */
  readonly starterDir?: string;
  readonly now: Date;
  /** Data older than this makes a scan incomplete. */
  readonly maxDataAgeDays?: number;
  /** Whether the starter may be older than that; by default it may. */
  readonly acceptsOldStarter?: boolean;
}

/** Folder of the indexes that the package ships. */
export const STARTER_FOLDER = fileURLToPath(new URL('../../data/starter', import.meta.url));

/** Opens the advisory data lazily: this reads no file. */
export function openAdvisories(options: StoreOptions): AdvisoryStore {
  const { dir, now, starterDir = STARTER_FOLDER, maxDataAgeDays = 7, acceptsOldStarter = true } = options;
  const folders = dir === null ? [starterDir] : [dir, starterDir];
  const sources = openIndexSources({ folders, now, maxDataAgeDays, acceptsOldStarter });
  const descriptions = openDescriptionFiles();
  let exploits: ExploitData | null = null;

  function exploitData(): ExploitData {
    const folder = dir ?? starterDir;
    exploits ??= openExploitData({ epss: join(folder, EPSS_FILE), kev: join(folder, KEV_FILE) });
    return exploits;
  }
  return {
    lookup: (ecosystem, name, isClaimed) =>
      sources.lookUp(ecosystem, (index) => index.lookup(normaliseName(ecosystem, name)), isClaimed),
    withId: (id) =>
      [...new Set(folders.flatMap(ecosystemsIn))].flatMap((ecosystem) =>
        sources.lookUp(ecosystem, (index) => index.withId(id)),
      ),
    description: (ecosystem, id) =>
      descriptions.find(
        folders.map((folder) => descriptionsFileOf(join(folder, indexFileOf(ecosystem)))),
        id,
      ),
    epss: (cve) => exploitData().epss(cve),
    kev: (cve) => exploitData().kev(cve),
    get data() {
      return sources.data;
    },
    get problems() {
      return sources.problems;
    },
    close() {
      sources.close();
      descriptions.close();
      exploits?.close();
    },
  };
}
