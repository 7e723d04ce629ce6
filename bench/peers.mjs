import { accessSync, constants, mkdirSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { benchFolder } from './build-inputs.mjs';
import { measure, median } from './measure.mjs';

const QUIET = { SYFT_CHECK_FOR_APP_UPDATE: 'false' };

/** syft's inventory of one zip with all its catalogers (its default ones want a lockfile); null without syft. STOWAWAY_SYFT names the program. */
export async function measureSyft(zip, times) {
  const syft = process.env.STOWAWAY_SYFT ?? programOf('syft');
  if (!syft) return null;
  const command = [syft, 'scan', `file:${zip}`, '--override-default-catalogers', 'all', '-q', '-o', 'json'];
  return median(times, () => measure(command, { environment: QUIET }));
}

/** osv-scanner reads no zips: unzip and its inventory by manifests, against a database of one record. */
export async function measureOsvScanner(zip, database, times) {
  const scanner = programOf('osv-scanner');
  const unzip = programOf('unzip');
  if (!scanner || !unzip) return null;
  const folder = join(benchFolder, 'unzipped');
  const options = ['--experimental-plugins=javascript/packagejson', '--offline', '--local-db-path', database];
  const command = [scanner, 'scan', 'source', '-r', '--no-ignore', ...options, '--format', 'json', folder];
  const both = async () => {
    const unpacking = await measure([unzip, '-q', zip, '-d', folder]);
    // 127: it could not read some manifests, and continues without them.
    const scanning = await measure(command, { accept: [0, 1, 127] });
    return {
      seconds: unpacking.seconds + scanning.seconds,
      processorSeconds: unpacking.processorSeconds + scanning.processorSeconds,
      megabytes: scanning.megabytes,
    };
  };
  const result = await median(times, both, () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
  });
  rmSync(folder, { recursive: true, force: true });
  return result;
}

/** On PATH, or in build/bench/bin. */
function programOf(name) {
  const folders = [join(benchFolder, 'bin'), ...(process.env.PATH ?? '').split(delimiter)];
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
