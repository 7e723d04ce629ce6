import { limitOf } from '../../files/index.js';
import { basename, dirname, resolve } from 'node:path';
import { readCloudFormation, type CodeLocation } from '../../templates/index.js';
import { unseenCode } from '../code-problems.js';
import { placesIn, type PlaceOf } from '../places-in.js';
import { startDraft, type Draft } from '../draft.js';
import { readTextFile, shownPath } from '../host-files.js';
import { addLambdaFunctions } from '../lambda-functions.js';
import { locate, type Located, type Site } from '../locate.js';
import type { Acquisition, Target } from '../source.js';
import { templateIn, templateOf } from './template-of.js';

/** Folder that bounds the code's paths: the project around `.aws-sam/build`, else the template's own folder. */
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

/** Places in the project's own template, from which SAM built the other one; else in the built template. */
async function templatePlaces({ site, template, depth }: Reading, text: string): Promise<PlaceOf> {
  const built = placesIn(text, shownPath(site.target, template));
  const source = depth === 0 ? await templateIn(site.root) : null;
  if (source === null || source === template) return built;
  const path = shownPath(site.target, source);
  const { text: written = '' } = await readTextFile(source, path, site.root);
  const own = placesIn(written, path);
  return (keys) => own(keys) ?? built(keys);
}

/** Adds the functions of a template and of its nested templates. */
async function addTemplate(draft: Draft, reading: Reading): Promise<void> {
  const { site, template, prefix, depth } = reading;
  const shown = shownPath(site.target, template);
  const { text, problem } = await readTextFile(template, shown, site.target.root);
  if (problem) return draft.addProblems([problem]);
  const facts = await readCloudFormation(text, shown);
  draft.addProblems(facts.problems);
  const placeOf = await templatePlaces(reading, text);
  await addLambdaFunctions(draft, {
    target: site.target,
    template,
    facts,
    prefix,
    declaredIn: ({ logicalId }) => placeOf(['Resources', logicalId]) ?? { path: shown, line: null },
    placeOf,
    locateCode: (code, { name, logicalId }) => locateCode(reading, code, name ?? logicalId),
  });
  for (const { logicalId, path } of facts.nested) {
    const found =
      path === null || depth >= limitOf('sam-nesting') ? null : await locate(site, dirname(template), path);
    const message = `${logicalId} in ${shown} refers to a template that is not here: its functions were not seen.`;
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

/** Returns the functions of a template and of its nested templates. */
export async function acquire(target: Target): Promise<Acquisition> {
  const draft = startDraft(target);
  const template = await templateOf(target);
  if (template === null) return draft.finish();
  const site = { target, root: projectOf(template) };
  await addTemplate(draft, { site, template, prefix: '', depth: 0 });
  return draft.finish();
}
