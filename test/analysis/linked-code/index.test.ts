import { describe, expect, it } from 'vitest';
import { linkedFacts } from '../../../src/analysis/linked-code/linked-facts.js';
import { linkedCode } from '../../../src/analysis/linked-code/index.js';
import { LinkedSymbols } from '../../../src/ecosystems/index.js';
import { goProgram, goProgramWith, inlineBuildInfo } from '../../support/go-build-info.js';
import { memoryTree } from '../../support/memory-tree.js';
import { packageOf } from '../../support/model-builders.js';
import { describeAnalysis } from '../contract.js';

const INFO = inlineBuildInfo('go1.21.3', '');
const found = packageOf('golang.org/x/net', 'v0.7.0', {
  ecosystem: 'Go',
  presence: 'bundled',
  origin: 'unknown',
  locations: [{ path: 'bootstrap' }],
});

async function symbolsIn(program: Uint8Array): Promise<string> {
  const facts = await linkedFacts(memoryTree({ bootstrap: program }), [found]);
  expect(facts?.map(([path]) => path)).toEqual(['bootstrap']);
  return facts?.[0]?.[1] ?? '';
}

describe('symbols of a program', () => {
  it('are stored', async () => {
    const program = goProgramWith(INFO, ['runtime.main', 'golang.org/x/net/html.Parse']);
    const linked = new LinkedSymbols(await symbolsIn(program));
    const has = ['Parse', 'Render'].map((name) => linked.has('golang.org/x/net/html', name));
    expect(has).toEqual([true, false]);
  });

  it('are read also beside a hostile name with a million folders', async () => {
    const names = ['runtime.main', 'golang.org/x/net/html.Parse', `${'a/'.repeat(1_000_000)}b.F`];
    expect(await symbolsIn(goProgramWith(INFO, names))).not.toBe('');
  });

  it.each([
    ['without the names of its modules', goProgramWith(INFO, ['runtime.main', 'qWx1/aB2.C3'])],
    ['without its own runtime', goProgramWith(INFO, ['golang.org/x/net/html.Parse'])],
    ['without a table', goProgram(INFO)],
  ])('are not known %s', async (_, program) => {
    expect(await symbolsIn(program)).toBe('');
  });
});

describeAnalysis({
  analysis: linkedCode,
  files: { bootstrap: 'no program' },
  inventory: { packages: [found] },
});
