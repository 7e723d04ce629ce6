import { dirname, isAbsolute, resolve } from 'node:path';
import { parseJson, readTerraform, type TemplateFacts } from '../../templates/index.js';
import { unseenCode } from '../code-problems.js';
import { startDraft, type Draft } from '../draft.js';
import { readHead } from '../file-head.js';
import { readTextFile } from '../host-files.js';
import { addLambdaFunctions } from '../lambda-functions.js';
import { locateMoved, repositoryOf } from '../locate.js';
import type { Source, Target } from '../source.js';

async function headOf(hostPath: string): Promise<string> {
  return (await readHead(hostPath, 4096)).toString('latin1');
}

function isTerraformJson(head: string): boolean {
  return (
    /^\s*\{/.test(head) &&
    /"format_version"\s*:/.test(head) &&
    /"(?:terraform_version|planned_values|values)"\s*:/.test(head)
  );
}

/** The two forms that only Terraform itself reads: a saved plan (a zip whose first entry is `tfplan`) and a raw state. */
function isInternalForm(head: string): boolean {
  const isPlan = head.startsWith('PK') && head.slice(30, 36) === 'tfplan';
  return (
    isPlan ||
    (/"terraform_version"\s*:/.test(head) && /"serial"\s*:/.test(head) && /"lineage"\s*:/.test(head))
  );
}

async function readFacts(target: Target, draft: Draft): Promise<TemplateFacts | null> {
  const { path, hostPath } = target;
  if (isInternalForm(await headOf(hostPath))) {
    const message = `${path} is in Terraform's own form: scan the output of "terraform show -json ${path}" instead.`;
    draft.addProblems([{ code: 'unsupported', path, message, affectsCompleteness: true }]);
    return null;
  }
  const read = await readTextFile(hostPath, path);
  const parsed = read.problem ? read : parseJson(read.text, path);
  if (!parsed.problem) return readTerraform(parsed.data);
  draft.addProblems([parsed.problem]);
  return null;
}

/** A Terraform (or OpenTofu) plan or state as JSON, with the zips it names beside it. */
export const terraform = {
  id: 'terraform',
  title: 'Terraform plan or state as JSON',
  folders: [],
  async recognises({ kind, hostPath }) {
    if (kind !== 'file') return false;
    const head = await headOf(hostPath);
    return isTerraformJson(head) || isInternalForm(head);
  },
  async acquire(target) {
    const draft = startDraft(target);
    const facts = await readFacts(target, draft);
    if (!facts) return draft.finish();
    const folder = dirname(target.hostPath);
    // `filename = "../dist/api.zip"` from a folder of the repository is usual.
    const site = { target, root: await repositoryOf(folder, resolve(folder, '..')) };
    await addLambdaFunctions(draft, {
      target,
      facts,
      prefix: '',
      async locateCode(code, { name, logicalId }) {
        if (code.kind !== 'path') return unseenCode(code, name ?? logicalId, target.path);
        const bases = isAbsolute(code.path) ? [folder, site.root] : [folder];
        return locateMoved(site, bases, code.path);
      },
    });
    return draft.finish();
  },
} satisfies Source;
