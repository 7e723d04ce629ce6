import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANALYSES, type Analysis } from '../../src/analysis/index.js';
import { joinFunction } from '../../src/functions/index.js';
import { artifactOf, functionOf, packageOf } from '../support/model-builders.js';
import { toyAnalysis } from '../support/toy-analysis.js';

const analyses = ANALYSES as Analysis[];
beforeAll(() => void analyses.push(toyAnalysis));
afterAll(() => void analyses.splice(analyses.indexOf(toyAnalysis), 1));

const packages = [packageOf('a', '1.0.0'), packageOf('b', '1.0.0')];
const facts = { toy: { callers: ['index.js', 'node_modules/a/a.js'] } };
const fn = functionOf('fn', {
  mounts: [{ artifact: 'code', path: '/var/task' }],
  triggers: [{ type: 'http', detail: 'GET /' }],
});

function joined(fields: Parameters<typeof artifactOf>[1]) {
  return joinFunction(fn, new Map([['code', artifactOf('code', { packages, ...fields })]]), { problems: [] });
}

it('a function has the results of analyses from the facts of its mounts', () => {
  const { packages: seen, findings } = joined({ facts });
  expect(seen.map(({ id, reachable }) => [id, reachable])).toEqual([
    ['npm:node_modules/a', true],
    ['npm:node_modules/b', null],
  ]);
  expect(findings).toMatchObject([
    { rule: 'eval', fingerprint: 'injection/eval/index.js/target%23fn' },
    { rule: 'eval', fingerprint: 'injection/eval/node_modules%2Fa%2Fa.js/target%23fn' },
  ]);
});

it('without facts nothing is known to be reachable or not', () => {
  const { packages: seen, findings } = joined({ facts: null });
  expect(seen.map(({ reachable }) => reachable)).toEqual([null, null]);
  expect(findings).toEqual([]);
});

it('a package in whose place another one stands is not loaded, whatever its own artifact would load', () => {
  const six = (folder: string) =>
    packageOf('six', '1.0', {
      id: `pypi:${folder}six-1.0.dist-info`,
      ecosystem: 'PyPI',
      locations: [{ path: `${folder}six` }, { path: `${folder}six-1.0.dist-info` }],
    });
  const loads = (folder: string) => ({
    facts: { toy: { callers: [`${folder}six/six.py`] } },
    packages: [six(folder)],
  });
  const artifacts = [
    artifactOf('code', loads('')),
    artifactOf('layer', { kind: 'layer', ...loads('python/') }),
  ];
  const mounts = [
    { artifact: 'code', path: '/var/task' },
    { artifact: 'layer', path: '/opt' },
  ];
  const python = functionOf('fn', { mounts, runtime: 'python3.12', handler: 'app.handler' });
  const report = joinFunction(python, new Map(artifacts.map((each) => [each.id, each])), { problems: [] });
  expect(report.packages).toMatchObject([
    { artifact: 'code', reachable: true, shadowedBy: null },
    { artifact: 'layer', reachable: false, when: null, via: [], shadowedBy: 'code#pypi:six-1.0.dist-info' },
  ]);
});
