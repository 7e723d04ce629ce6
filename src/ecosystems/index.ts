export { isPackageName, packageOfSpecifier, versionIn } from './npm/package-names.js';
export { exactVersion, npmPurl, originOf } from './npm/identity.js';
export * from './npm/manifest.js';
export * from './npm/module-folders.js';
