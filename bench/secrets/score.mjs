// Scores the rules about secrets on content that somebody else wrote: `node bench/secrets/score.mjs [--second]`. Needs `npm run build`.
// The content is packed, because its values have the formats of real secrets. None of them was issued by anybody.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scan } from '../../dist/index.js';

const root = mkdtempSync(join(tmpdir(), 'stowaway-secrets-'));
spawnSync('tar', [
  '-xzf',
  fileURLToPath(new URL(process.argv.includes('--second') ? 'set-2.tar.gz' : 'set.tar.gz', import.meta.url)),
  '-C',
  root,
]);

/** Line of a value in its file; null where it is written in another form. */
function lineOf(name, { file, value }) {
  const text = readFileSync(join(root, name, file), 'utf8');
  const at = text.indexOf(value.split('\n')[0]);
  return at < 0 ? null : text.slice(0, at).split('\n').length;
}

async function placesIn(name) {
  const zip = join(root, `${name}.zip`);
  spawnSync('zip', ['-qr', zip, '.', '-x', 'truth.json'], { cwd: join(root, name) });
  const report = await scan({ targets: [zip], offline: true, cache: null }).report;
  return report.artifacts
    .flatMap(({ findings }) => findings)
    .filter(({ kind }) => kind === 'secret')
    .flatMap(({ rule, evidence }) =>
      evidence.map(({ path, line }) => ({ rule, path, line, isMeant: false })),
    );
}

/** Places that tell a secret, in its file or another one with the same value. */
function placesOf(places, secret, line) {
  const files = new Set([secret.file, ...(secret.also ?? [])]);
  const isNear = (place) =>
    place.path !== secret.file || line === null || place.line === null || Math.abs(place.line - line) <= 1;
  const of = places.filter((place) => files.has(place.path) && isNear(place));
  const hit = of.find(({ isMeant }) => !isMeant);
  return of.filter((place) => place === hit || (secret.also && place.rule === hit?.rule));
}

let [found, all, extra] = [0, 0, 0];
for (const { name } of readdirSync(root, { withFileTypes: true }).filter((each) => each.isDirectory())) {
  const { secrets } = JSON.parse(readFileSync(join(root, name, 'truth.json'), 'utf8'));
  const places = await placesIn(name);
  for (const secret of secrets) {
    const meant = placesOf(places, secret, lineOf(name, secret));
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
