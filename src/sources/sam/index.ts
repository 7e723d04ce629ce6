import { basename, dirname, join, resolve } from 'node:path';
import { readCloudFormation, type CodeLocation } from '../../templates/index.js';
import { unseenCode } from '../code-problems.js';
import { startDraft, type Draft } from '../draft.js';
import { kindOf, readTextFile, shownPath } from '../host-files.js';
import { addLambdaFunctions } from '../lambda-functions.js';
import { locate, type Located, type Site } from '../locate.js';
import type { Source, Target } from '../source.js';

const TEMPLATE_NAMES = ['template.yaml', 'template.yml', 'template.json'];
/** Applications inside applications. */
const MAX_NESTING = 5;

async function templateIn(folder: string): Promise<string | null> {
  for (const name of TEMPLATE_NAMES) {
    if ((await kindOf(join(folder, name))) === 'file') return join(folder, name);
  }
  return null;
}

async function templateOf(target: Target): Promise<string | null> {
  if (target.kind === 'directory') return templateIn(target.hostPath);
  return /\.(?:ya?ml|json|template)$/i.test(target.hostPath) ? target.hostPath : null;
}

/** Folder that code may lie in: the project around `.aws-sam/build`, else the template's own folder. */
function projectOf(template: string): string {
  const folder = dirname(template);
  const isBuild = basename(folder) === 'build' && basename(dirname(folder)) === '.aws-sam';
  return isBuild ? resolve(folder, '../..') : folder;
}

interface Reading {
  readonly site: Site;
  readonly template: string;
  readonly prefix: string;
  readonly depth: number;
}

async function locateCode({ site, template }: Reading, code: CodeLocation, name: string): Promise<Located> {
  const isArchive = code.kind === 'image' && /\.(?:tar|tar\.gz|tgz)$/.test(code.uri ?? '');
  const written = code.kind === 'path' ? code.path : isArchive ? code.uri : null;
  return written === null
    ? unseenCode(code, name, shownPath(site.target, template))
    : locate(site, dirname(template), written);
}

/** Reads a template and those nested in it. */
async function addTemplate(draft: Draft, reading: Reading): Promise<void> {
  const { site, template, prefix, depth } = reading;
  const shown = shownPath(site.target, template);
  const { text, problem } = await readTextFile(template, shown);
  if (problem) return draft.addProblems([problem]);
  const facts = readCloudFormation(text, shown);
  draft.addProblems(facts.problems);
  await addLambdaFunctions(draft, {
    target: site.target,
    facts,
    prefix,
    locateCode: (code, { name, logicalId }) => locateCode(reading, code, name ?? logicalId),
  });
  for (const { logicalId, path } of facts.nested) {
    const found = path === null || depth >= MAX_NESTING ? null : await locate(site, dirname(template), path);
    const message = `${logicalId} in ${shown} is a template of its own that is not here: its functions were not seen.`;
    if (!found) draft.addProblems([{ code: 'missing', path: shown, message, affectsCompleteness: true }]);
    else if (found.problem) draft.addProblems([found.problem]);
    else
      await addTemplate(draft, {
        site,
        template: found.hostPath,
        prefix: `${prefix}${logicalId}/`,
        depth: depth + 1,
      });
  }
}

async function mentionsFunctions(template: string): Promise<boolean> {
  const { text } = await readTextFile(template, template);
  return text !== undefined && /AWS::(?:Serverless|Lambda)::/.test(text) && /\bResources\b/.test(text);
}

/**
 * AWS SAM's build folder (`.aws-sam/build/template.yaml` beside one folder a function), or a CloudFormation template whose
 * code is on this machine. https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-cli-command-reference-sam-build.html
 */
export const sam = {
  id: 'sam',
  title: 'AWS SAM build output',
  folders: ['.aws-sam/build'],
  async recognises(target) {
    const template = await templateOf(target);
    if (template === null) return false;
    // An unbuilt project beside its build: the build is what is deployed.
    const hasBuild =
      target.kind === 'directory' && (await kindOf(join(target.hostPath, '.aws-sam/build'))) !== null;
    if (hasBuild) return false;
    return mentionsFunctions(template);
  },
  async acquire(target) {
    const draft = startDraft(target);
    const template = await templateOf(target);
    if (template === null) return draft.finish();
    const site = { target, root: projectOf(template) };
    await addTemplate(draft, { site, template, prefix: '', depth: 0 });
    return draft.finish();
  },
} satisfies Source;
