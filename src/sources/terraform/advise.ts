import { join } from 'node:path';
import { namesIn } from '../host-files.js';
import type { Target } from '../source.js';
import { headOf, isTerraformJson } from './file-forms.js';

async function planIn(folder: string, names: readonly string[]): Promise<string | null> {
  for (const name of names.filter((each) => each.endsWith('.json')))
    if (isTerraformJson(await headOf(join(folder, name)))) return name;
  return null;
}

/** The command that turns a Terraform folder into a file with functions; null for other targets. */
export async function adviseOnTerraform({ hostPath, path, kind }: Target): Promise<string | null> {
  if (kind !== 'directory') return null;
  const names = await namesIn(hostPath);
  const plan = await planIn(hostPath, names);
  if (plan !== null) return `Scan the plan or state itself: ${path === '.' ? plan : `${path}/${plan}`}.`;
  if (!names.some((name) => /\.tf$|\.tfstate$|\.tfplan$|^tfplan$/.test(name))) return null;
  return (
    'Terraform describes functions in its plan: run "terraform plan -out tfplan" and ' +
    '"terraform show -json tfplan > plan.json" there, and scan plan.json.'
  );
}
