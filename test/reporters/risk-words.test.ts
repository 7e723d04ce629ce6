import { expect, test } from 'vitest';
import type { Exposure, FunctionReport } from '../../src/model/index.js';
import { exposureOfAll, exposureWords, riskWords } from '../../src/reporters/risk-words.js';
import type { WorstRisk } from '../../src/reporters/risks.js';
import { functionOf, packageOf } from '../support/model-builders.js';

const URL: Exposure = {
  level: 'public',
  statements: ['http function URL: anybody may call it: AuthType NONE'],
};

function reported(exposure: Exposure | null): FunctionReport {
  return { ...functionOf('f'), exposure } as unknown as FunctionReport;
}

function risk(exposure: Exposure | null, fields: Partial<WorstRisk> = {}): WorstRisk {
  return {
    fn: reported(exposure),
    isMalware: false,
    reachable: null,
    when: null,
    exposure: exposure?.level ?? null,
    severity: 'high',
    role: null,
    ...fields,
  };
}

const lodash = packageOf('lodash', '4.17.4');

test.each([
  [
    risk(URL, {
      reachable: true,
      when: 'start',
      role: { power: 'change', words: 'role may dynamodb:DeleteItem on *' },
    }),
    'public: http function URL → loads lodash 4.17.4 at start → role may dynamodb:DeleteItem on *',
  ],
  [
    risk(URL, { reachable: true, when: 'call' }),
    'public: http function URL → loads lodash 4.17.4 when called',
  ],
  [risk({ level: 'noneSeen', statements: [] }), 'no trigger seen → not known whether it loads lodash 4.17.4'],
  [risk(null, { reachable: false }), 'triggers not known → does not load lodash 4.17.4'],
  [
    risk(null, { reachable: false, isNotLinked: true }),
    'triggers not known → holds no function with the flaw of lodash 4.17.4',
  ],
  [risk(null), ''],
  [{ ...risk(URL), fn: null }, ''],
])('%#: %s', (given, words) => {
  expect(riskWords(given, lodash)).toBe(words);
});

test('scanned text cannot steer a terminal', () => {
  const hostile: Exposure = { level: 'public', statements: ['http \u001B[31mred: x'] };
  expect(riskWords(risk(hostile), null)).not.toContain('\u001B');
  expect(exposureWords(reported(hostile))).not.toContain('\u001B');
});

test('of several functions the most open level is counted', () => {
  const internal: Exposure = { level: 'internal', statements: ['schedule x: y'] };
  expect(exposureOfAll([reported(internal), reported(URL), reported(null)])).toBe('public: 1 of 3 functions');
  expect(exposureOfAll([reported(internal)])).toBe('internal: schedule x: y');
  expect(exposureOfAll([reported(null)])).toBe('');
});
