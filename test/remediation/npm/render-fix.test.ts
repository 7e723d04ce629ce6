import { expect, test } from 'vitest';
import { editManifest, renderFix, wantedChanges } from '../../../src/remediation/npm/index.js';
import { HOSTILE, RAW_DANGER } from '../../support/hostile-report.js';
import { changeOf, packageOf } from '../../support/model-builders.js';
import { reportedArtifact, reportOf } from '../../support/sample-report.js';

const FACTS = { manager: null, lockfile: null, overrides: null, allowMajor: false };

function rendered(text: string, path: string): string {
  const artifact = reportedArtifact('a', {
    path,
    packages: [packageOf('left', '1.0.0', { direct: true })],
    changes: [
      changeOf('left', { clears: ['1', '2'] }),
      changeOf('far', { major: true, to: '2.0.0', clears: ['3'] }),
    ],
  });
  const edited = editManifest(text, { wanted: wantedChanges(reportOf([], [artifact])), allowed: [] }, FACTS);
  return [...renderFix({ name: 'package.json', text, overrides: null }, edited, true)].join('');
}

test('the diff, the findings that each change clears, and unchanged packages', () => {
  expect(rendered('{\n\t"dependencies": {\n\t\t"left": "^1.0.0"\n\t}\n}\n', 'a.zip')).toBe(`--- package.json
+++ package.json
@@ -1,5 +1,5 @@
 {
 \t"dependencies": {
-\t\t"left": "^1.0.0"
+\t\t"left": "^1.5.0"
 \t}
 }

1 change of package.json
  dependencies.left: ^1.0.0 → ^1.5.0  clears 2 findings in a.zip

Left alone
  far 1.0.0  1 finding: 2.0.0 is another major version: use --major to allow it
`);
});

test('no text of the manifest or the artifacts controls a terminal', () => {
  const text = JSON.stringify({ name: HOSTILE.toWellFormed(), dependencies: { left: '^1.0.0' } }, null, 2);
  expect(rendered(text, HOSTILE).replaceAll('\t', '')).not.toMatch(RAW_DANGER);
});
