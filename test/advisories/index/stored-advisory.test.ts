import { describe, expect, it } from 'vitest';
import { decodeAdvisory, encodeAdvisory } from '../../../src/advisories/index/stored-advisory.js';
import { readOsvRecord } from '../../../src/advisories/records/osv-record.js';
import type { Advisory } from '../../../src/model/index.js';

function firstOf(bytes: Uint8Array, ecosystem: string): Advisory {
  const reading = readOsvRecord(bytes, ecosystem);
  if ('problem' in reading || !reading.advisories[0]) throw new Error('no advisory');
  return reading.advisories[0];
}

describe('what of a Go module has the flaw', () => {
  const range = { type: 'SEMVER', events: [{ introduced: '0' }] };

  function goAdvisory(specific: object, name = 'golang.org/x/net'): Advisory {
    const affected = [{ package: { ecosystem: 'Go', name }, ranges: [range], ecosystem_specific: specific }];
    return firstOf(Buffer.from(JSON.stringify({ id: 'GO-1', modified: '', affected })), 'Go');
  }

  it.each([
    [
      'golang.org/x/net',
      [{ path: 'golang.org/x/net/html', symbols: ['Parse', 'Tokenizer.Next'] }, { path: 'golang.org/x/net' }],
    ],
    ['stdlib', [{ path: 'net/http', symbols: ['Server.Serve'] }]],
  ])('of %s is kept, also in an index', (name, imports) => {
    const advisory = goAdvisory({ imports }, name);
    expect(advisory.imports).toEqual(imports.map((each) => ({ symbols: [], ...each })));
    expect(decodeAdvisory('Go', name, JSON.parse(encodeAdvisory(advisory)))).toEqual(advisory);
  });

  it.each([{}, { imports: [] }, { imports: 'x' }, { imports: [{ path: 1 }] }])(
    'is not known from %j',
    (specific) => {
      const advisory = goAdvisory(specific);
      expect(advisory.imports).toBeUndefined();
      expect(decodeAdvisory('Go', advisory.name, JSON.parse(encodeAdvisory(advisory)))).toEqual(advisory);
    },
  );

  it('is in doubt where its real ranges are no versions of modules', () => {
    const custom = {
      custom_ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2.0.1' }] }],
    };
    expect([goAdvisory(custom).suspect, goAdvisory({}).suspect]).toEqual([true, false]);
  });
});
