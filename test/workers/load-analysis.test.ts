import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadAnalysis } from '../../src/workers/load-analysis.js';
import { WORKER } from '../../src/workers/worker-thread.js';

test('loads what an analysis runs', async () => {
  const { ANALYSES, ...functions } = await loadAnalysis();
  expect(ANALYSES.length).toBeGreaterThan(0);
  expect(Object.values(functions).map((one) => typeof one)).toEqual(
    Array.from({ length: 4 }, () => 'function'),
  );
});

const STATIC_IMPORT = /^(?:import|\} from|export .* from) ?"?[^"]*"([^"]+)"/gm;

/** The built module and all that it imports at once. */
function loadedWith(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  if (!file.startsWith('/')) return seen;
  const text = readFileSync(file, 'utf8');
  for (const [, name = ''] of text.matchAll(STATIC_IMPORT))
    loadedWith(name.startsWith('.') ? join(file, '..', name) : name, seen);
  return seen;
}

test('a thread that only looks for a stored result loads none of it', () => {
  const loaded = [...loadedWith(WORKER.pathname)];
  expect(loaded).toContain('tinypool');
  expect(loaded.filter((name) => ['acorn', 'yaml', 'zod', 'semver', 're2js'].includes(name))).toEqual([]);
});
