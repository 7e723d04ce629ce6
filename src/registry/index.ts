export { npmConfigHere, type NpmConfig } from './npm-config.js';
export { openRegistry, type PublishedTarball, type Registry, type RegistryOptions } from './open-registry.js';
