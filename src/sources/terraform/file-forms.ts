import { readHead } from '../file-head.js';

/** The start of a file, long enough to recognise its form. */
export async function headOf(hostPath: string): Promise<string> {
  return (await readHead(hostPath, 4096)).toString('latin1');
}

/** Whether the text is the output of `terraform show -json`. */
export function isTerraformJson(head: string): boolean {
  return (
    /^\s*\{/.test(head) &&
    /"format_version"\s*:/.test(head) &&
    /"(?:terraform_version|planned_values|values)"\s*:/.test(head)
  );
}

/** Whether the file has one of two forms that only Terraform reads: a saved plan (a zip whose first entry is `tfplan`) or a raw state. */
export function isInternalForm(head: string): boolean {
  const isPlan = head.startsWith('PK') && head.slice(30, 36) === 'tfplan';
  return (
    isPlan ||
    (/"terraform_version"\s*:/.test(head) && /"serial"\s*:/.test(head) && /"lineage"\s*:/.test(head))
  );
}
