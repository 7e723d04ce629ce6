import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { addAnswerScanOptions, scanForAnswer, type AnswerScanFlags } from '../../src/cli/scan-for-answer.js';
import { buildZip } from '../support/zip-builder.js';

function parsed(...argv: readonly string[]): AnswerScanFlags {
  return addAnswerScanOptions(new Command()).exitOverride().parse(argv, { from: 'user' }).opts();
}

test('options have defaults, and can be turned off', () => {
  expect(parsed()).toMatchObject({ progress: true });
  expect(parsed('--no-config', '--no-cache', '--no-progress')).toMatchObject({
    config: false,
    cache: false,
    progress: false,
  });
});

test('scans with what a command adds', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stowaway-answer-'));
  try {
    const file = join(folder, 'f.zip');
    writeFileSync(file, buildZip([{ name: 'index.js', content: 'exports.handler = () => 1' }]));
    const flags = parsed('--no-config', '--no-cache', '--no-progress');
    const report = await scanForAnswer([file], flags, { offline: true, bare: { name: 'fn', layers: [] } });
    expect(report.options.offline).toBe(true);
    expect(report.functions.map(({ name }) => name)).toEqual(['fn']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
