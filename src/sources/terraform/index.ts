import type { Source } from '../source.js';
import { headOf, isInternalForm, isTerraformJson } from './file-forms.js';

/** A Terraform (or OpenTofu) plan or state as JSON, and the zips that it names. */
export const terraform = {
  id: 'terraform',
  title: 'Terraform plan or state as JSON',
  folders: [],
  async recognises({ kind, hostPath }) {
    if (kind !== 'file') return false;
    const head = await headOf(hostPath);
    return isTerraformJson(head) || isInternalForm(head);
  },
  acquire: async (target) => (await import('./acquire.js')).acquire(target),
  advise: async (target) => (await import('./advise.js')).adviseOnTerraform(target),
} satisfies Source;
