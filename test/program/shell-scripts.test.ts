import { expect, it } from 'vitest';
import { isShellScript } from '../../src/program/shell-scripts.js';

it.each([
  '#!/bin/sh\nx',
  '#! /bin/sh\nx',
  '#!/bin/bash -e\nx',
  '#!/usr/bin/env bash\nx',
  '#!/usr/bin/env -S bash -e\nx',
  '#!/bin/busybox sh\nx',
  '#!/bin/dash\r\nx',
  '#!sh',
])('a shell runs %j', (text) => {
  expect(isShellScript(Buffer.from(text))).toBe(true);
});

it.each([
  '',
  '#',
  '#!/usr/bin/env node\n// sh',
  '#!/usr/bin/perl\nsh',
  '#!/bin/sh.js\n',
  '#!/bin/fish\n',
  ' #!/bin/sh\n',
  'curl x | sh',
])('no shell runs %j by its first line', (text) => {
  expect(isShellScript(Buffer.from(text))).toBe(false);
});
