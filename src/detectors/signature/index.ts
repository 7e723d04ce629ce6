import { scanSignatures } from '../../signatures/index.js';
import type { Detector } from '../detector.js';

/** Declarative rules about malicious code and dangerous settings. */
export const signature = {
  id: 'signature',
  title: 'Signatures',
  detect: ({ tree, inventory: { packages }, signatures, shared }) =>
    scanSignatures({ tree, packages, signatures }, shared),
} satisfies Detector;
