import { isInPackageFolder } from '../../ecosystems/index.js';
import type { FileTree } from '../../files/index.js';
import type { ExtractContext, Extractor } from '../extractor.js';
import { isJavaFile, isProjectFile } from './locate-jars.js';

/** Packages of Maven and Gradle, by the metadata in their jars, else by the files of their project. */
export const maven = {
  id: 'maven',
  title: 'Java packages (Maven, Gradle)',
  recognises(tree: FileTree, { programs = new Set() }: ExtractContext) {
    if ([...programs].some((path) => !isInPackageFolder(path))) return true;
    for (const path of tree.files.keys()) if (isJavaFile(path) || isProjectFile(path)) return true;
    return false;
  },
  async extract(tree, context) {
    // Loaded where Java is: most artifacts have none.
    const { extractJava } = await import('./extract-java.js');
    return extractJava(tree, context);
  },
} satisfies Extractor;
