const PACKAGE = /^(.*(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+)(?:\/|$)/;

/** Folder of the installed package that a path belongs to; null for the application's own files. */
export const packageFolderOf = (path) => PACKAGE.exec(path)?.[1] ?? null;

/** Name of a package by its folder. */
export const packageNameOf = (folder) =>
  folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
