// Time and memory of one scan by the command line, on the bundle whose size is nearest to that of the target.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure, median } from '../measure.mjs';
import { APPS } from './apps.mjs';
import { BUNDLERS } from './bundlers/index.mjs';
import { folderOfBundle, readBundleFacts } from './bundle-store.mjs';
import { commandLine } from './dist.mjs';

const TARGET_BYTES = 5e6;
const RUNS = 3;

function bundleNearest(bytes) {
  const sized = APPS.flatMap(({ id: app }) =>
    BUNDLERS.flatMap(({ id: bundler, variants }) =>
      variants.flatMap((variant) => {
        const folder = folderOfBundle({ app, bundler, variant });
        const facts = readBundleFacts({ app, bundler, variant });
        if (!facts) return [];
        const size = facts.files.reduce((sum, name) => sum + statSync(join(folder, 'code', name)).size, 0);
        return [{ folder, size, label: `${app}, ${bundler}-${variant}` }];
      }),
    ),
  );
  return sized.sort((a, b) => Math.abs(a.size - bytes) - Math.abs(b.size - bytes))[0];
}

/** @returns {Promise<string>} one line */
export async function measureSpeed() {
  const { folder, size, label } = bundleNearest(TARGET_BYTES);
  const cache = mkdtempSync(join(tmpdir(), 'bench-speed-'));
  const options = ['--offline', '--cache', cache, '--format', 'json', '--no-progress'];
  const command = [process.execPath, commandLine, 'scan', join(folder, 'code'), ...options];
  const empty = () => rmSync(cache, { recursive: true, force: true });
  const { seconds, megabytes } = await median(RUNS, () => measure(command, { accept: [0, 1, 4] }), empty);
  empty();
  const memory = megabytes === null ? '' : `, ${Math.round(megabytes)} MiB`;
  return `A bundle of ${(size / 1e6).toFixed(1)} MB (${label}): ${seconds.toFixed(2)} s${memory}; target 4 s, 700 MiB.`;
}
