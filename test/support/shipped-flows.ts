import { fileURLToPath } from 'node:url';
import type { FlowRules } from '../../src/model/index.js';
import { completeSet, loadSignatures } from '../../src/signatures/index.js';

/** The project's rules about where data goes, as their files are now. */
export const LOADED_SIGNATURES = await loadSignatures(
  fileURLToPath(new URL('../../signatures', import.meta.url)),
);

export const SHIPPED_FLOWS: FlowRules = completeSet(LOADED_SIGNATURES).flows;
