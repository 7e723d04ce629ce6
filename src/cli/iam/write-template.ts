import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { ScanError, type FunctionReport } from '../../model/index.js';
import { loadPolicyEditing } from '../../remediation/index.js';
import { escapeTerminal } from '../../reporters/index.js';
import { writeOut } from '../console.js';
import { unwritable } from '../output-path.js';

const TEMPLATES = ['template.yaml', 'template.yml', 'template.json', 'serverless.yml', 'serverless.yaml'];

/** The template to change: the one that is named, else one in the target's project. */
function templatePath(target: string, given: string | undefined): string {
  const folders = [target, dirname(target), dirname(dirname(target)), '.'];
  const candidates = folders.flatMap((folder) => TEMPLATES.map((name) => join(folder, name)));
  const isBuilt = (path: string) => path.includes('.aws-sam');
  const path = given ?? candidates.find((one) => !isBuilt(one) && existsSync(one));
  if (path !== undefined) return path;
  throw new ScanError('not-found', `There is no template to change in ${target} or the current folder.`, {
    hint: 'Name it with --template FILE.',
  });
}

function readTemplate(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ScanError('not-found', `${path} cannot be read.`, {
      hint: 'Name a template with --template FILE.',
      cause,
    });
  }
}

/** Escapes what a terminal would act on; tabs stay, as in the file. */
function shown(text: string): string {
  return text
    .split('\n')
    .map((line) => line.split('\t').map(escapeTerminal).join('\t'))
    .join('\n');
}

/** Whether the user agrees: by the option, or at the terminal. */
async function isConfirmed(path: string, yes: boolean): Promise<boolean> {
  if (yes) return true;
  if (!process.stdin.isTTY || !process.stderr.isTTY) return false;
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(?:es)?$/i.test((await prompt.question(escapeTerminal(`Write ${path}? [y/N] `))).trim());
  } finally {
    prompt.close();
  }
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

/** Writes policies into a template, after its diff was shown and agreed to. */
export async function writeTemplate(
  functions: readonly FunctionReport[],
  target: string,
  { template, yes = false }: { readonly template?: string; readonly yes?: boolean },
): Promise<void> {
  const path = templatePath(target, template);
  const before = readTemplate(path);
  const { unifiedDiff, writePolicies } = await loadPolicyEditing();
  const { text, written, left } = writePolicies(before, functions);
  await writeOut([shown(unifiedDiff(before, text, path))]);
  for (const { name, why } of left)
    process.stderr.write(escapeTerminal(`Left alone: ${name}: ${why}.`) + '\n');
  if (text === before) {
    process.stderr.write('Nothing to change here.\n');
    return;
  }
  const isWanted = await isConfirmed(path, yes);
  if (isWanted) write(path, text);
  const words = isWanted
    ? `Written: ${written.join(', ')}. Deploy and test it: a policy that lacks something fails at run time.`
    : 'Nothing is written yet. Run again with --write --yes.';
  process.stderr.write(`${escapeTerminal(words)}\n`);
}
