// A bundle laid out as a function would hold it, with the evidence that its build may have left beside it.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderOfBundle, readEvidence, readFiles } from './bundle-store.mjs';
import { distModule } from './dist.mjs';
import { appFolder } from './folders.mjs';

/** What lies beside the code: nothing, its source maps, the description of its build, its file of licences; or the lockfile is given. */
export const EVIDENCES = ['none', 'map', 'metafile', 'licences', 'lockfile'];

/** Not evidence: the code alone, by RetireJS instead. */
export const RETIRE = 'retire';

const DESCRIPTIONS = ['meta.json', 'stats.json'];
const LICENCES = ['index.js.LICENSE.txt', 'licenses.txt'];

const WRITERS = {
  none: () => true,
  map(bundle, facts, folder) {
    const files = readFiles(bundle, facts);
    if (files.some(({ map }) => map === null)) return false;
    for (const { name, code, map } of files) {
      writeFileSync(join(folder, name), `${code}\n//# sourceMappingURL=${name}.map\n`);
      writeFileSync(join(folder, `${name}.map`), map);
    }
    return true;
  },
  metafile: (bundle, _facts, folder) => writeFirst(bundle, folder, DESCRIPTIONS),
  licences: (bundle, _facts, folder) => writeFirst(bundle, folder, LICENCES),
  lockfile: () => true,
};

function writeFirst(bundle, folder, names) {
  for (const name of names) {
    const text = readEvidence(bundle, name);
    if (text === null) continue;
    writeFileSync(join(folder, name), text);
    return true;
  }
  return false;
}

/** @returns {string | null} a folder to scan, the caller's to remove; null when the bundle has no such evidence */
export function layTarget(bundle, facts, evidence) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-target-'));
  const code = join(folder, 'function');
  mkdirSync(code);
  cpSync(join(folderOfBundle(bundle), 'code'), code, { recursive: true });
  return WRITERS[evidence](bundle, facts, code) ? folder : null;
}

/** The lists of components that a scan is given: as `--lockfile` does. */
export async function sbomsOf({ app }, evidence) {
  if (evidence !== 'lockfile') return [];
  const { readPackageList } = await distModule('extractors/index.js');
  const { lockedSbom } = await distModule('sbom/index.js');
  const source = join(appFolder(app), 'package-lock.json');
  return [{ source, sbom: lockedSbom(readPackageList(source, readFileSync(source)).packages) }];
}
