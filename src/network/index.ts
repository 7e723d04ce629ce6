export { sendRequest, type HttpRequest } from './send-request.js';
export { readNetworkSettings, type NetworkSettings } from './network-settings.js';
export { configSourcesHere, npmConfigHere, type ConfigSources, type NpmConfig } from './npm-config.js';
export { secureAgent } from './secure-agent.js';
