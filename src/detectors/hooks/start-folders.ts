import type { ArtifactKind } from '../../model/index.js';

/**
 * Folders that Python looks into at its start, beside every `site-packages`: Lambda's bootstrap adds the task's root as a site
 * folder, which also runs its .pth files.
 */
const START_FOLDERS: Readonly<Record<ArtifactKind, readonly string[]>> = {
  function: [''],
  layer: ['python'],
  image: ['var/task', 'opt/python'],
};

/** Whether imports, and start-up files, are looked for in a folder. */
export function isStartFolder(folder: string, kind: ArtifactKind = 'function'): boolean {
  return (
    folder === 'site-packages' || folder.endsWith('/site-packages') || START_FOLDERS[kind].includes(folder)
  );
}
