// Scores the rules about secrets on content that somebody else wrote: `node bench/secrets/score.mjs [--second]`. Needs `npm run build`.
// The content is packed, because its values have the formats of real secrets. None of them was issued by anybody.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scan } from '../../dist/index.js';
import { unpack } from '../packed-sets.mjs';
import { lineOf, placesOf, placesOfSecrets } from './places.mjs';

const root = mkdtempSync(join(tmpdir(), 'stowaway-secrets-'));
unpack(join(import.meta.dirname, process.argv.includes('--second') ? 'set-2.tar.gz' : 'set.tar.gz'), root);

async function placesIn(name) {
  const zip = join(root, `${name}.zip`);
  spawnSync('zip', ['-qr', zip, '.', '-x', 'truth.json'], { cwd: join(root, name) });
  const report = await scan({ targets: [zip], offline: true, cache: null }).report;
  return placesOfSecrets(report.artifacts);
}

let [found, all, extra] = [0, 0, 0];
for (const { name } of readdirSync(root, { withFileTypes: true }).filter((each) => each.isDirectory())) {
  const { secrets } = JSON.parse(readFileSync(join(root, name, 'truth.json'), 'utf8'));
  const places = await placesIn(name);
  for (const secret of secrets) {
    const meant = placesOf(places, secret, lineOf(join(root, name), secret));
    for (const place of meant) place.isMeant = true;
    all += 1;
    if (meant.length > 0) found += 1;
    else console.log(`missed ${name} ${secret.file} ${secret.kind} ${secret.form ?? ''}`);
  }
  for (const { rule, path, line } of places.filter(({ isMeant }) => !isMeant)) {
    extra += 1;
    console.log(`extra  ${name} ${path}:${line} ${rule}`);
  }
}
rmSync(root, { recursive: true });
console.log(
  `${found} of ${all} found (recall ${(found / all).toFixed(3)}), ${extra} extra (precision ${(found / (found + extra)).toFixed(3)})`,
);
