import { expect, it } from 'vitest';
import { interpretedAs, interpreterOf } from '../../src/program/interpreters.js';

it.each([
  ['#!/bin/sh\nx', '.sh'],
  ['#! /bin/sh\nx', '.sh'],
  ['#!/bin/bash -e\nx', '.sh'],
  ['#!/usr/bin/env bash\nx', '.sh'],
  ['#!/usr/bin/env -S bash -e\nx', '.sh'],
  ['#!/bin/busybox sh\nx', '.sh'],
  ['#!/bin/dash\r\nx', '.sh'],
  ['#!sh', '.sh'],
  ['#!/usr/bin/env python3\nx', '.py'],
  ['#!/var/lang/bin/python3.13 -u\nx', '.py'],
  ['#!/usr/bin/perl\nsh', '.pl'],
  ['#!/usr/bin/perl5.36.0 -w\n', '.pl'],
  ['#!/usr/bin/env perl', '.pl'],
])('%j is run as a script with the ending %s', (text, ending) => {
  expect(interpretedAs(Buffer.from(text))).toBe(ending);
});

it.each([
  '',
  '#',
  '#!/usr/bin/env node\n// sh',
  '#!/usr/bin/node\nsh',
  '#!/bin/sh.js\n',
  '#!/bin/fish\n',
  '#!/usr/bin/python.txt\n',
  ' #!/bin/sh\n',
  'curl x | sh',
])('none of them runs %j by its first line', (text) => {
  expect(interpretedAs(Buffer.from(text))).toBeNull();
});

it.each([
  ['#!/bin/bash -e\nx', 'sh'],
  ['#!/usr/bin/env python3.12\nx', 'python'],
  ['#!/usr/bin/ruby\n', 'ruby'],
  ['#!/usr/bin/env Rscript\n', 'Rscript'],
  ['#!/usr/bin/php8.2\n', 'php'],
  ['#!/usr/bin/env node\n', null],
  ['#!/usr/bin/env -S deno run\n', null],
  ['plain text', null],
])('the interpreter of %j is %s', (text, name) => {
  expect(interpreterOf(Buffer.from(text))).toBe(name);
});
