import { readHead } from '../file-head.js';

/** As much of a file as tells its form. */
export async function headOf(hostPath: string): Promise<string> {
  return (await readHead(hostPath, 4096)).toString('latin1');
}

/** What `terraform show -json` prints. */
export function isTerraformJson(head: string): boolean {
  return (
    /^\s*\{/.test(head) &&
    /"format_version"\s*:/.test(head) &&
    /"(?:terraform_version|planned_values|values)"\s*:/.test(head)
  );
}

/** The two forms that only Terraform itself reads: a saved plan (a zip whose first entry is `tfplan`) and a raw state. */
export function isInternalForm(head: string): boolean {
  const isPlan = head.startsWith('PK') && head.slice(30, 36) === 'tfplan';
  return (
    isPlan ||
    (/"terraform_version"\s*:/.test(head) && /"serial"\s*:/.test(head) && /"lineage"\s*:/.test(head))
  );
}
