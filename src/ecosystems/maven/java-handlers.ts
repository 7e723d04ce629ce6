import type { HandlerRules } from '../import-rules.js';

/** `com/acme/Handler` of `com.acme.Handler::handleRequest`. https://docs.aws.amazon.com/lambda/latest/dg/java-handler.html */
function classOf(handler: string): string {
  const [name = ''] = handler.split('::', 1);
  return name.replaceAll('.', '/').replace(/^\/+/, '');
}

function isClass(file: string, place: string): boolean {
  return file === `${place}.class` || file.endsWith(`/${place}.class`);
}

/** Classes are at the root, in jars, or in folders of Spring Boot and of web archives. */
export const JAVA_HANDLERS = {
  isRuntime: (runtime) => runtime.startsWith('java'),
  isFile: (path) => path.endsWith('.class'),
  placesOf: (handler, root) =>
    [root, '/opt'].map((folder) => `${folder.replace(/\/$/, '')}/${classOf(handler)}`),
  isPlaceOf: (files, place) => [...files].some((file) => isClass(file, place)),
  isPlaceInImage: (files, place) => [...files].some((file) => isClass(file, place)),
  isInAnyPackage: true,
} satisfies HandlerRules;
