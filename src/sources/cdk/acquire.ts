import { limitOf } from '../../files/index.js';
import { basename, dirname, resolve } from 'node:path';
import type { Problem } from '../../model/index.js';
import { readCloudFormation, type CodeLocation, type TemplateFacts } from '../../templates/index.js';
import { unseenCode } from '../code-problems.js';
import { placesIn, type PlaceOf } from '../places-in.js';
import { startDraft, type Draft } from '../draft.js';
import { isReallyInside, readTextFile, shownPath } from '../host-files.js';
import { addLambdaFunctions } from '../lambda-functions.js';
import { locate, type Located, type Site } from '../locate.js';
import type { Acquisition, Target } from '../source.js';
import { readAssembly, type Assembly, type AssemblyStack } from './assembly.js';

interface Reading {
  readonly site: Site;
  readonly assembly: Assembly;
  readonly stack: AssemblyStack;
}

/** Path of an S3 object in the assembly: from the asset manifest, else from the template's own asset metadata. */
function assetPathOf(assembly: Assembly, code: CodeLocation): string | null {
  if (code.kind !== 's3') return null;
  const { key, assetPath } = code;
  if (key === null) return assetPath;
  return assembly.files.get(key) ?? assembly.filesByName.get(basename(key)) ?? assetPath;
}

async function locateCode(
  { site, assembly, stack }: Reading,
  code: CodeLocation,
  name: string,
): Promise<Located> {
  const path = assetPathOf(assembly, code);
  return path === null
    ? unseenCode(code, name, shownPath(site.target, stack.template))
    : locate(site, assembly.folder, path);
}

/** Nested stacks' templates are among the file assets, because a `TemplateURL` has only the bucket's key. */
function nestedTemplates(assembly: Assembly): string[] {
  const paths = [...assembly.files.values()].filter((path) => path.endsWith('.nested.template.json'));
  return [...new Set(paths)].map((path) => resolve(assembly.folder, path));
}

interface Template {
  readonly facts: TemplateFacts;
  readonly placeOf: PlaceOf;
}

async function readTemplate(draft: Draft, { site, stack }: Reading): Promise<Template | null> {
  const shown = shownPath(site.target, stack.template);
  const { text, problem } = await readTextFile(stack.template, shown, site.target.root);
  if (problem) {
    draft.addProblems([problem]);
    return null;
  }
  const known = new Map([['AWS::StackName', stack.name]]);
  if (stack.region) known.set('AWS::Region', stack.region);
  if (stack.account) known.set('AWS::AccountId', stack.account);
  return {
    facts: await readCloudFormation(text, shown, known),
    placeOf: placesIn(text, shown),
  };
}

async function addStack(draft: Draft, reading: Reading): Promise<void> {
  const template = await readTemplate(draft, reading);
  if (!template) return;
  const { facts, placeOf } = template;
  const path = shownPath(reading.site.target, reading.stack.template);
  const { site, assembly, stack } = reading;
  draft.addProblems(facts.problems);
  if (facts.nested.length > 0 && nestedTemplates(assembly).length === 0) {
    const message = `${path} has nested stacks whose templates are not in the assembly: their functions were not seen.`;
    draft.addProblems([{ code: 'missing', path, message, affectsCompleteness: true }]);
  }
  await addLambdaFunctions(draft, {
    target: site.target,
    template: stack.template,
    facts,
    prefix: `${stack.name}/`,
    account: stack.account,
    region: stack.region,
    declaredIn: ({ logicalId }) => placeOf(['Resources', logicalId]) ?? { path, line: null },
    placeOf,
    locateCode: (code, { name, logicalId }) => locateCode(reading, code, name ?? logicalId),
  });
}

/** The stack of a nested template, identified by its file name. It gives the account and the region. */
function nestedStack(assembly: Assembly, template: string): AssemblyStack {
  const name = basename(template, '.nested.template.json');
  const parents = assembly.stacks.filter((stack) =>
    name.startsWith(basename(stack.template, '.template.json')),
  );
  const parent = parents.sort((a, b) => b.template.length - a.template.length)[0];
  return { name, template, account: parent?.account ?? null, region: parent?.region ?? null };
}

function unsafeAssembly(path: string): Problem {
  const message = `${path} is nested too deeply or lies outside the output, and was not opened.`;
  return { code: 'unsafe-path', path, message, affectsCompleteness: true };
}

async function addAssembly(
  draft: Draft,
  site: Site,
  place: { folder: string; depth: number },
): Promise<void> {
  const assembly = await readAssembly(site.target, place.folder);
  draft.addProblems(assembly.problems);
  const nestedStacks = nestedTemplates(assembly).map((template) => nestedStack(assembly, template));
  const stacks = new Map([...nestedStacks, ...assembly.stacks].map((stack) => [stack.template, stack]));
  for (const stack of [...stacks.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    await addStack(draft, { site, assembly, stack });
  }
  for (const folder of assembly.nested) {
    const isSafe =
      place.depth < limitOf('cdk-nesting') && (await isReallyInside(site.target.hostPath, folder));
    if (isSafe) await addAssembly(draft, site, { folder, depth: place.depth + 1 });
    else draft.addProblems([unsafeAssembly(shownPath(site.target, folder))]);
  }
}

/** Returns the functions of all stacks, nested assemblies included. */
export async function acquire(target: Target): Promise<Acquisition> {
  const draft = startDraft(target);
  // With asset staging off, assets stay anywhere in the project, which contains the output folder.
  const site = { target, root: dirname(target.hostPath) };
  await addAssembly(draft, site, { folder: target.hostPath, depth: 0 });
  return draft.finish();
}
