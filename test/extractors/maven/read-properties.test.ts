import { expect, it } from 'vitest';
import { readPomProperties } from '../../../src/extractors/maven/read-properties.js';

it.each([
  ['groupId=g\nartifactId=a\nversion=1', { group: 'g', artifact: 'a', version: '1' }],
  [
    '#x\r\n version : 1\r\n groupId g\r\ngroupId:g\r\nartifactId = a',
    { group: 'g', artifact: 'a', version: '1' },
  ],
  ['groupId=g\nartifactId=a', { group: 'g', artifact: 'a', version: '' }],
  ['groupId=x\ngroupId=g\nartifactId=a\nversion=1\\:2', { group: 'g', artifact: 'a', version: '1:2' }],
  ['artifactId=a\nversion=1', null],
  ['', null],
  ['\0'.repeat(100), null],
])('%j', (text, expected) => expect(readPomProperties(text)).toEqual(expected));
