/** Folder of a path; '' for what lies at the root (and for the root itself). */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** `folder/rest`, where the root folder is ''. */
export function below(folder: string, rest: string): string {
  return folder === '' ? rest : `${folder}/${rest}`;
}

/** Last segment. */
export function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Whether a path is a folder or lies in it. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** Whether a path is one of some folders or lies in one. The cost does not depend on their number. */
export function isWithinAny(path: string, folders: ReadonlySet<string>): boolean {
  if (folders.has(path)) return true;
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
    if (folders.has(path.slice(0, at))) return true;
  }
  return folders.has('');
}

/** The folders that lie in no other of them, sorted. */
export function topFolders(folders: ReadonlySet<string>): string[] {
  return [...folders].filter((each) => each === '' || !isWithinAny(parentOf(each), folders)).sort();
}
