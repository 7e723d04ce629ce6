import { expect, test } from 'vitest';
import type { Finding, Remediation } from '../../../src/model/index.js';
import { targetsOf } from '../../../src/remediation/plan/targets.js';
import { findingOf, packageOf } from '../../support/model-builders.js';

const left = packageOf('left', '1.0.1', { direct: true });

type Asked = readonly [action: Remediation['action'], version: string | null, withinMajor?: string];

function finding([action, version, withinMajor]: Asked, kind: Finding['kind'], at: number): Finding {
  const remediation = { action, version, major: false, withinMajor, direct: null, text: '' };
  return findingOf({ id: `f${at}`, kind, package: left.id, remediation });
}

/** The change that advisories and malware of one package need together. */
function asked(advisories: readonly Asked[], malware: readonly Asked[]): string[] {
  const findings = [
    ...advisories.map((one, at) => finding(one, 'advisory', at)),
    ...malware.map((one, at) => finding(one, 'malware', advisories.length + at)),
  ];
  return targetsOf({ packages: [left], findings }).map(({ action, to }) => `${action} ${to}`);
}

test.each<[advisories: readonly Asked[], malware: readonly Asked[], targets: readonly string[]]>([
  [[['upgrade', '2.0.0', '1.5.0']], [], ['upgrade 1.5.0']],
  [[['upgrade', '2.0.0']], [['remove', null]], ['remove null', 'remove null']],
  [[['upgrade', '1.5.0']], [['remove', '1.5.0']], ['upgrade 1.5.0', 'upgrade 1.5.0']],
  [[['upgrade', '1.5.0']], [['replace', '1.0.0']], ['upgrade 1.5.0', 'upgrade 1.5.0']],
  [[['upgrade', '2.0.0']], [['replace', '1.0.0']], ['upgrade 2.0.0', 'remove 1.0.0']],
  [[['upgrade', '1.5.0']], [['remove', '1.4.0']], ['upgrade 1.5.0', 'remove 1.4.0']],
  [
    [],
    [
      ['remove', null],
      ['replace', '1.0.0'],
    ],
    ['remove 1.0.0', 'remove 1.0.0'],
  ],
  [
    [],
    [
      ['remove', '2.0.0', '1.5.0'],
      ['replace', '1.0.0'],
    ],
    ['remove 1.5.0', 'remove 1.5.0'],
  ],
  [
    [
      ['review', '1.5.0'],
      ['replace', '1.5.0'],
    ],
    [],
    [],
  ],
])('advisories %j and malware %j ask for %j', (advisories, malware, targets) => {
  expect(asked(advisories, malware)).toEqual(targets);
});
