// Malice in npm packages and in wheels: the packed sets of inert samples.
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpack } from '../../packed-sets.mjs';
import { layOut, samplesIn, SETS, unpackSet } from '../../behaviour/samples.mjs';
import { yesOrNo } from '../figures.mjs';
import { sampleOf } from '../sample.mjs';
import { isBad } from '../scan.mjs';
import { withFolder } from '../temporary.mjs';

const NPM_SAMPLES = 240;
const WHEEL_SAMPLES = 110;
const NAMES = { recall: 'found at HIGH', false: 'honest reported' };

/** Flaws of packages that a sample brings say nothing of its malice. */
const isReported = ({ findings }) => findings.some((each) => each.kind !== 'advisory' && isBad(each));

function npmSamples(folder) {
  return SETS.flatMap((set) => {
    const own = join(folder, set);
    mkdirSync(own);
    unpackSet(set, own);
    return samplesIn(own).map((sample) => ({
      ...sample,
      id: `${set}/${sample.malicious ? 'bad' : 'honest'}/${sample.name}`,
      target: () => layOut(sample, join(own, 'laid-out')),
    }));
  });
}

export const npmMalice = {
  id: 'malice-npm',
  title: 'malice in npm packages',
  run: ({ scanner, seed }) =>
    withFolder(async (folder) => {
      const samples = sampleOf(npmSamples(folder), {
        seed,
        count: NPM_SAMPLES,
        idOf: ({ id }) => id,
        groupOf: ({ malicious, form }) => `${malicious} ${form}`,
      });
      return score(scanner, samples);
    }),
};

async function score(scanner, samples) {
  const laidOut = samples.map((sample) => ({ ...sample, target: sample.target() }));
  const artifacts = await scanner.scanEach(laidOut.map(({ target }) => target));
  const rows = laidOut.map(({ id, malicious, form, target }) => ({
    id,
    form,
    isTrue: malicious,
    isReported: isReported(artifacts.get(target)),
  }));
  return yesOrNo(rows, { ...NAMES, byForm: rows.some(({ form }) => form !== undefined) });
}

const PYTHON = join(import.meta.dirname, '../../python');

function wheels(folder) {
  const packed = readdirSync(PYTHON)
    .filter((name) => name.endsWith('-wheels.tar.gz'))
    .sort();
  const roots = packed.map((name) => {
    const own = join(folder, name.replace('.tar.gz', ''));
    mkdirSync(own);
    unpack(join(PYTHON, name), own);
    return own;
  });
  return [join(PYTHON, 'wheels'), ...roots].flatMap((root) =>
    readdirSync(root)
      .filter((name) => existsSync(join(root, name, 'truth.json')))
      .map((name) => {
        const { malicious } = JSON.parse(readFileSync(join(root, name, 'truth.json'), 'utf8'));
        const set = root.slice(root.lastIndexOf('/') + 1);
        return { id: `${set}/${name}`, malicious, target: () => join(root, name) };
      }),
  );
}

export const wheelMalice = {
  id: 'malice-wheels',
  title: 'malice in wheels',
  run: ({ scanner, seed }) =>
    withFolder((folder) =>
      score(
        scanner,
        sampleOf(wheels(folder), {
          seed,
          count: WHEEL_SAMPLES,
          idOf: ({ id }) => id,
          groupOf: ({ malicious }) => String(malicious),
        }),
      ),
    ),
};
