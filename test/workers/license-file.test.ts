import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PublishedLicenses } from '../../src/inventory/published-licenses.js';
import { LICENSE_FILE, readLicenseText, writeLicenseFile } from '../../src/workers/license-file.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'licences-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the list of licences', () => {
  it('is read as it was written', () => {
    const path = join(folder, 'list.bin');
    writeLicenseFile(path, 'left-pad\t1.0.0|1.3.0|WTFPL\n');
    expect(readLicenseText(path)).toBe('left-pad\t1.0.0|1.3.0|WTFPL\n');
  });

  it('may be absent', () => {
    expect(readLicenseText(join(folder, 'absent.bin'))).toBeNull();
  });

  it('is refused if it is damaged', () => {
    const path = join(folder, 'list.bin');
    writeFileSync(path, 'no list');
    expect(() => readLicenseText(path)).toThrow(/is damaged/);
  });

  it('is shipped, and has licences of widely used packages', () => {
    const published = new PublishedLicenses(readLicenseText(LICENSE_FILE) ?? '');
    expect(published.of('express', ['4.18.2'])).toEqual(['MIT']);
    expect(published.of('@aws-sdk/client-s3', ['3.300.0'])).toEqual(['Apache-2.0']);
  });
});
