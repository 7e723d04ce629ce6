import { parse } from 'acorn';
import { expect, it } from 'vitest';
import { acceptPackages } from '../../../src/recognition/select/accept-packages.js';
import { readProgram, recognise } from '../../../src/recognition/select/recognise.js';
import { importsOfSegment } from '../../../src/recognition/likelihood/segment-imports.js';
import { releaseOf } from '../../support/fingerprint-bundle.js';
import { bundled, indexOfPackages } from '../../support/virtual-bundle.js';

const EARLY = releaseOf('alpha', '1.0.0', { dependencies: { beta: '^2.0.0' } });
const LATE = releaseOf('alpha', '2.0.0', { topic: 'later' });
const INDEX = indexOfPackages([EARLY, LATE]);

/** Imports of the first file of a bundled release in some versions. */
async function importsIn(release: typeof LATE, versions: readonly string[]): Promise<readonly string[]> {
  const text = await bundled({ 'entry.js': 'require("a")', a: release['index.js'] ?? '' });
  const program = readProgram(parse(text, { ecmaVersion: 'latest' }), text);
  const [found] = program
    ? acceptPackages(recognise(program, INDEX, { required: new Set(), listed: null }), {
        required: new Set(),
        listed: null,
      })
    : [];
  return found?.segments.flatMap((each) => importsOfSegment(each, versions, INDEX)) ?? ['nothing found'];
}

it('are those of the plausible versions', async () => {
  expect(await importsIn(LATE, ['1.0.0', '2.0.0'])).toEqual(['beta']);
  expect(await importsIn(LATE, ['2.0.0'])).toEqual([]);
});

it('are those of the likeliest version if the index has no plausible one', async () => {
  expect(await importsIn(LATE, ['2.0.1'])).toEqual([]);
  expect(await importsIn(EARLY, ['2.0.1'])).toEqual(['beta']);
});
