import type { Problem } from '../../src/model/index.js';
import { defaultSignatures, scanSignatures } from '../../src/signatures/index.js';
import { signatureSchema } from '../../src/signatures/signature-schema.js';
import { memoryTree } from './memory-tree.js';
import { packageOf } from './model-builders.js';

/** A rule about text, with an exception. */
export const textRule = signatureSchema.parse({
  id: 't/excepted',
  title: 'A rule of a test',
  why: 'It is here to be tested.',
  do: 'Nothing at all.',
  kind: 'malware',
  severity: 'high',
  keywords: ['needle'],
  match: { text: 'needle\\d+' },
  unless: [{ text: 'needle\\d+ok' }],
  examples: Object.fromEntries(
    ['bad', 'good'].map((kind) => [
      kind,
      Array.from({ length: 2 }, () => ({ why: 'an example of a test', files: { 'index.js': '' } })),
    ]),
  ),
});
/** A rule about files that lifecycle scripts run. */
export const scriptRule = signatureSchema.parse({
  ...textRule,
  id: 't/script',
  keywords: [],
  unless: [],
  match: { script: { event: 'any', runs: 'needle' } },
});

/** Problems of one rule. */
export async function problemsOfRule(
  files: Readonly<Record<string, string>>,
  signature: typeof textRule,
): Promise<readonly Problem[]> {
  const packages = [packageOf('evil', '1.0.0')];
  const signatures = { version: `limits ${signature.id}`, rules: [signature] };
  return (await scanSignatures({ tree: memoryTree(files), packages, signatures })).problems;
}

/** Findings of a rule about calls. */
export const CALL = "const run = (x) => eval(Buffer.from(x, 'base64').toString());";

/** Problems of the rules about calls. */
export async function problemsOfCalls(text: string): Promise<readonly Problem[]> {
  const signatures = defaultSignatures();
  const tree = memoryTree({ 'index.js': text });
  return (await scanSignatures({ tree, packages: [], signatures })).problems;
}
