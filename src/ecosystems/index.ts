export { isPackageName, packageOfSpecifier, versionIn } from './npm/package-names.js';
