/** The folder that a path is in; '' for the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** All folders that have something in them. */
export function foldersOf(paths: Iterable<string>): Set<string> {
  const folders = new Set<string>();
  let last = '';
  for (const path of paths) {
    const slash = path.lastIndexOf('/');
    // Neighbours in an archive mostly share a folder.
    if (slash === last.length && path.startsWith(last)) continue;
    last = folderOf(path);
    for (let folder = last; folder !== '' && !folders.has(folder); folder = folderOf(folder))
      folders.add(folder);
  }
  return folders;
}
