import { expect, it } from 'vitest';
import { findingOf } from '../../support/match-one.js';
import { packageOf } from '../../support/model-builders.js';
import { recordOf } from '../../support/osv-records.js';

const BELOW_TWO = [{ introduced: '0' }, { fixed: '2.0.0' }];

it('writes versions of Go modules as Go does, and links to the record that it has', () => {
  const module = { name: 'example.com/left', ecosystem: 'Go', aliases: ['CVE-2026-1'], id: 'GO-2026-1' };
  const record = recordOf({ ...module, events: BELOW_TWO });
  const found = findingOf(packageOf(module.name, 'v1.0.0', { ecosystem: 'Go' }), record);
  expect(found).toMatchObject({
    rule: 'CVE-2026-1',
    fixedIn: ['v2.0.0'],
    remediation: { version: 'v2.0.0' },
    references: ['https://osv.dev/vulnerability/GO-2026-1'],
  });
  const library = recordOf({ ...module, name: 'stdlib', events: BELOW_TWO });
  expect(findingOf(packageOf('stdlib', '1.0.0', { ecosystem: 'Go' }), library).fixedIn).toEqual(['2.0.0']);
});

it('has no date where a record says that nobody set one', () => {
  const published = '0001-01-01T00:00:00Z';
  expect(
    findingOf(packageOf('left', '1.0.0'), recordOf({ events: BELOW_TWO, published })).published,
  ).toBeNull();
});
