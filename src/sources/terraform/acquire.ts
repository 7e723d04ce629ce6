import { dirname, isAbsolute, resolve } from 'node:path';
import { parseJson, readTerraform, type TemplateFacts } from '../../templates/index.js';
import { unseenCode } from '../code-problems.js';
import { startDraft, type Draft } from '../draft.js';
import { readTextFile } from '../host-files.js';
import { addLambdaFunctions } from '../lambda-functions.js';
import { locateMoved, repositoryOf } from '../locate.js';
import type { Acquisition, Target } from '../source.js';
import { terraformPlaces } from './terraform-places.js';
import { headOf, isInternalForm } from './file-forms.js';

interface Plan {
  readonly facts: TemplateFacts;
  readonly text: string;
}

async function readPlan(target: Target, draft: Draft): Promise<Plan | null> {
  const { path, hostPath } = target;
  if (isInternalForm(await headOf(hostPath))) {
    const message = `${path} is in Terraform's own form: scan the output of "terraform show -json ${path}" instead.`;
    draft.addProblems([{ code: 'unsupported', path, message, affectsCompleteness: true }]);
    return null;
  }
  const read = await readTextFile(hostPath, path, target.root);
  const parsed = read.problem ? read : parseJson(read.text, path);
  if (!parsed.problem) return { facts: await readTerraform(parsed.data), text: read.text ?? '' };
  draft.addProblems([parsed.problem]);
  return null;
}

/** Returns the functions of the plan or state, with the zips that it names. */
export async function acquire(target: Target): Promise<Acquisition> {
  const draft = startDraft(target);
  const plan = await readPlan(target, draft);
  if (!plan) return draft.finish();
  const { facts, text } = plan;
  draft.addProblems(facts.problems.map((problem) => ({ ...problem, path: target.path })));
  const folder = dirname(target.hostPath);
  // Configurations in a sub-folder of the repository often have `filename = "../dist/api.zip"`.
  const site = { target, root: await repositoryOf(folder, resolve(folder, '..')) };
  const placeOf = await terraformPlaces(target, folder, text);
  await addLambdaFunctions(draft, {
    target,
    template: target.hostPath,
    facts,
    prefix: '',
    declaredIn: ({ logicalId }) => placeOf([logicalId]) ?? { path: target.path, line: null },
    placeOf,
    async locateCode(code, { name, logicalId }) {
      if (code.kind !== 'path') return unseenCode(code, name ?? logicalId, target.path);
      const bases = isAbsolute(code.path) ? [folder, site.root] : [folder];
      return locateMoved(site, bases, code.path);
    },
  });
  return draft.finish();
}
