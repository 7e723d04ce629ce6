import { expect, it, test } from 'vitest';
import { judgeLicenses } from '../../src/policy/license-verdict.js';
import { licenseOfWords } from '../../src/policy/license-words.js';

const idsOf = (words: string): string[] => {
  const found = licenseOfWords(words);
  return (found.kind === 'license' ? [found] : found.parts).flatMap((part) =>
    part.kind === 'license' ? part.id : [],
  );
};

it.each<[words: string, ids: string[]]>([
  ['BSD License', ['BSD-2-CLAUSE', 'BSD-3-CLAUSE']],
  ['BSD', ['BSD-2-CLAUSE', 'BSD-3-CLAUSE']],
  ['BSD 3-Clause License', ['BSD-3-CLAUSE']],
  ['New BSD License', ['BSD-3-CLAUSE']],
  ['The MIT License', ['MIT']],
  ['Apache License 2.0', ['APACHE-2.0']],
  ['Apache License, Version 2.0', ['APACHE-2.0']],
  ['Apache Software License', ['APACHE-2.0']],
  ['GNU Library or Lesser General Public License (LGPL)', ['LGPL-2.1-ONLY', 'LGPL-3.0-ONLY']],
  ['GPLv3', ['GPL-3.0-ONLY']],
  ['Our own terms', ['OUR OWN TERMS']],
  ['', ['']],
])('%j means %j', (words, ids) => expect(idsOf(words)).toEqual(ids));

test.each([
  [['BSD License'], { allow: ['BSD-*'] }, 'accepted'],
  [['BSD License'], { allow: ['BSD-3-Clause'] }, 'not-allowed'],
  [['BSD License'], { allow: ['BSD-2-Clause', 'BSD-3-Clause'] }, 'accepted'],
  [['BSD License'], { allow: ['BSD License'] }, 'accepted'],
  [['BSD License'], { deny: ['BSD License'] }, 'denied'],
  [['BSD License'], { deny: ['BSD-2-*'] }, 'denied'],
  [['BSD License', 'MIT'], { allow: ['MIT'] }, 'accepted'],
  [['GNU General Public License (GPL)'], { deny: ['GPL-3.0-*'] }, 'denied'],
  [['MIT License'], { allow: ['MIT'] }, 'accepted'],
  [['Our own terms'], { allow: ['MIT'] }, 'not-allowed'],
  [['UNLICENSED'], { deny: ['UNLICENSED'] }, 'denied'],
])('%j under %j is %s', (licenses, rules, verdict) =>
  expect(judgeLicenses(licenses, { allow: null, deny: [], unknown: 'report', ...rules })).toBe(verdict),
);
