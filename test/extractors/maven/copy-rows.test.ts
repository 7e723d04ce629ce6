import { expect, it } from 'vitest';
import { withCopies } from '../../../src/extractors/maven/copy-rows.js';
import type { ReadPlace } from '../../../src/extractors/maven/read-places.js';

const place = { path: '', isApplication: false } as unknown as ReadPlace;
const copy = { place, name: 'g:a', versions: ['9', '10'], folders: ['x'], classes: 12 };

it('adds rows, and roots that are missing', () => {
  const rows = withCopies({ roots: [], packages: [], ownGroups: new Map() }, [copy]);
  expect(rows.roots).toMatchObject([{ id: 'maven:', path: '' }]);
  expect(rows.packages).toMatchObject([
    { id: 'maven:#g:a', candidates: ['9', '10'], confidence: 'high', root: 'maven:', bytes: 0 },
  ]);
  expect(withCopies(rows, [{ ...copy, versions: [] }]).packages[1]).toMatchObject({
    versionState: 'unknown',
  });
});
