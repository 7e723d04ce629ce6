import { describe, expect, it } from 'vitest';
import {
  confidenceOf,
  heaviestCopies,
  importedNames,
} from '../../../src/recognition/compose-rows/confidence.js';
import type { RankedSegment } from '../../../src/recognition/ranked-segment.js';
import type { RecognisedCopy } from '../../../src/recognition/recognised-copy.js';

interface Facts {
  readonly weight: number;
  /** Weight of the segment's features; that of the file's without it. */
  readonly total?: number;
  readonly coverage?: number;
  readonly isEsModule?: boolean;
  /** Of a hundred features that an index always keeps. */
  readonly novel?: number;
  readonly imports?: readonly string[];
  readonly embeddedIn?: string;
}

const FEATURES = Array.from({ length: 100 }, (_each, at) => at);

function copyOf(facts: Facts): RecognisedCopy {
  const { weight, total = weight, coverage = 1, isEsModule = false, imports = [], embeddedIn } = facts;
  const segment = { weight, total, features: FEATURES, file: { isEsModule, imports } };
  return {
    name: 'a',
    segments: [{ segment, coverage }] as unknown as RankedSegment[],
    plausible: ['1.0.0'],
    candidateVersions: ['1.0.0'],
    ...(embeddedIn !== undefined && { embeddedIn }),
  };
}

function confidenceIn(facts: Facts, imported: readonly string[] = []): string {
  const isAlwaysKept = new Uint8Array(100).fill(1);
  const isNovel = new Uint8Array(100).fill(1, 0, facts.novel ?? 0);
  const copy = copyOf(facts);
  return confidenceOf(copy, {
    observed: { isAlwaysKept, isNovel },
    imported: new Set(imported),
    heaviest: heaviestCopies([copy]),
  });
}

describe('confidenceOf', () => {
  it.each<[string, Facts, string]>([
    ['whole files', { weight: 60 }, 'high'],
    ['less code', { weight: 59 }, 'medium'],
    ['little code', { weight: 14 }, 'low'],
    ['files of which a part is missing', { weight: 400, coverage: 0.6 }, 'medium'],
    ['a part of an ECMAScript module', { weight: 400, coverage: 0.6, isEsModule: true }, 'high'],
    ['code that the files explain in part', { weight: 400, total: 500 }, 'medium'],
    ['code with many features of no package', { weight: 4000, novel: 6 }, 'medium'],
    ['much code with few features of no package', { weight: 300, novel: 5 }, 'high'],
    ['less code with few features of no package', { weight: 299, novel: 1 }, 'medium'],
    ['code in a file of another package', { weight: 4000, embeddedIn: 'host' }, 'medium'],
  ])('is right for %s', (_what, facts, expected) => {
    expect(confidenceIn(facts)).toBe(expected);
  });

  it('takes a few features of no package for those of an unread release if other code imports the package', () => {
    expect(confidenceIn({ weight: 60, novel: 5 }, ['a'])).toBe('high');
    expect(confidenceIn({ weight: 60, novel: 6 }, ['a'])).toBe('medium');
  });
});

it('finds the heaviest copy of each name that no package embeds', () => {
  const [light, heavy] = [copyOf({ weight: 60 }), copyOf({ weight: 90 })];
  const embedded = copyOf({ weight: 500, embeddedIn: 'host' });
  expect([...heaviestCopies([light, heavy, embedded])]).toEqual([['a', heavy]]);
});

it('collects the names that copies import, but for their own', () => {
  expect(importedNames([copyOf({ weight: 1, imports: ['a', 'b'] })])).toEqual(new Set(['b']));
});
