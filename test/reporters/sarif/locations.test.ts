import { expect, test } from 'vitest';
import type { Finding, FunctionReport } from '../../../src/model/index.js';
import { codeFlowsOf, locationsOf, relatedLocationsOf } from '../../../src/reporters/sarif/locations.js';
import { indexReport } from '../../../src/reporters/report-index.js';
import { artifactSightings } from '../../../src/reporters/sightings.js';
import type { ResultGroup } from '../../../src/reporters/fold-results.js';
import { findingOf } from '../../support/model-builders.js';
import { reportedArtifact, reportedFunction, reportOf } from '../../support/sample-report.js';

const LAYER = reportedArtifact('layer', { path: 'build/layer.zip', findings: [findingOf()] });

/** `path:line` of each location and related location of a finding in a layer of these functions. */
function placesIn(declarations: readonly FunctionReport['declaredIn'][]): [string[], string[]] {
  const functions = declarations.map((declaredIn, at) =>
    reportedFunction(`fn-${at}`, [LAYER], { declaredIn }),
  );
  const index = indexReport(reportOf(functions, [LAYER]));
  const group = artifactSightings(LAYER, index) as unknown as ResultGroup;
  const shown = (locations: object[]): string[] =>
    locations.map((location) => {
      const { physicalLocation } = location as {
        physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } };
      };
      return `${physicalLocation.artifactLocation.uri}:${physicalLocation.region.startLine}`;
    });
  return [shown(locationsOf(group, index)), shown(relatedLocationsOf(group, index))];
}

const AT_9 = { path: 'template.yaml', line: 9 };

test.each([
  ['the artifact when no function says where it is declared', [null], [['build/layer.zip:1'], []]],
  ['the declaration, with the artifact beside it', [AT_9], [['template.yaml:9'], ['build/layer.zip:1']]],
  [
    'the first declaration, with the others',
    [AT_9, { ...AT_9, line: 12 }],
    [['template.yaml:9'], ['build/layer.zip:1', 'template.yaml:12']],
  ],
  ['two functions of one line, once', [AT_9, AT_9], [['template.yaml:9'], ['build/layer.zip:1']]],
])('a result is at %s', (_, declarations, places) => {
  expect(placesIn(declarations)).toEqual(places);
});

const SHARED = reportedArtifact('shared', { path: 'shared', kind: 'layer' });
const CODE = reportedArtifact('code', { path: 'src/put', kind: 'function' });
const OTHER = reportedArtifact('other', { path: 'dist/take.zip', kind: 'function' });
const [TAKE, PUT] = [reportedFunction('take', [SHARED, OTHER]), reportedFunction('put', [CODE])];
const INDEX = indexReport(reportOf([TAKE, PUT], [SHARED, CODE, OTHER]));

/** The code flows of an injection in the function `take`, whose code is an archive. */
function flowsOf(evidence: Finding['evidence'], kind: Finding['kind'] = 'injection') {
  return codeFlowsOf({ finding: findingOf({ kind, evidence }), functions: [TAKE] }, INDEX);
}

test('an injection has the way of its data as a code flow; other findings have none', () => {
  const evidence = [
    { path: 'index.js', line: 3, detail: 'event.a' },
    { path: 'put.js', line: 5, detail: 'put()', function: PUT.id, into: 'arn:aws:s3:::<Files>' },
    { path: '../lib/run.js', line: 9, detail: 'execSync(text)' },
  ];
  const step = (uri: string, startLine: number, words: string) => ({
    location: {
      physicalLocation: { artifactLocation: { uri }, region: { startLine } },
      message: { text: words },
    },
  });
  const locations = [
    step('dist/take.zip/index.js', 3, 'event.a'),
    step('src/put/put.js', 5, `put() (in function ${PUT.id}, into s3 Files)`),
    step('dist/take.zip/lib/run.js', 9, 'execSync(text)'),
  ];
  expect(flowsOf(evidence)).toEqual({
    codeFlows: [{ threadFlows: [{ locations }] }],
  });
  expect(flowsOf(evidence, 'malware')).toEqual({});
});

test('a step of a way has its code and the lines around it', () => {
  const frame = { line: 2, lines: ['const a = event.a;', 'run(a);', '\u001b[2J'] };
  const evidence = [{ path: 'index.js', line: 3, detail: 'run(a)', frame }];
  expect(JSON.stringify(flowsOf(evidence))).toContain(
    JSON.stringify({
      artifactLocation: { uri: 'dist/take.zip/index.js' },
      region: { startLine: 3, snippet: { text: 'run(a);' } },
      contextRegion: { startLine: 2, endLine: 4, snippet: { text: 'const a = event.a;\nrun(a);\n' } },
    }).slice(0, -4),
  );
});

test('a frame of one line has no lines around it', () => {
  const evidence = [{ path: 'index.js', line: 1, detail: 'run(a)', frame: { line: 1, lines: ['run(a)'] } }];
  const flows = JSON.stringify(flowsOf(evidence));
  expect(flows).toContain('"snippet":{"text":"run(a)"}');
  expect(flows).not.toContain('contextRegion');
});
