import { join } from 'node:path';
import { kindOf } from '../host-files.js';
import type { Target } from '../source.js';

const TEMPLATE_NAMES = ['template.yaml', 'template.yml', 'template.json'];

/** The template in a folder; null when there is none. */
export async function templateIn(folder: string): Promise<string | null> {
  for (const name of TEMPLATE_NAMES) {
    if ((await kindOf(join(folder, name))) === 'file') return join(folder, name);
  }
  return null;
}

/** The template that a target is or contains; null when there is none. */
export async function templateOf(target: Target): Promise<string | null> {
  if (target.kind === 'directory') return templateIn(target.hostPath);
  return /\.(?:ya?ml|json|template)$/i.test(target.hostPath) ? target.hostPath : null;
}
