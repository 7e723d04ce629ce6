import type { Agent } from 'node:https';
import type { NetworkSettings } from './network-settings.js';

export { sendRequest, type HttpRequest } from './send-request.js';
export { readNetworkSettings, type NetworkSettings } from './network-settings.js';
export { configSourcesHere, npmConfigHere, type ConfigSources, type NpmConfig } from './npm-config.js';
export { pipConfigHere, readPipConfig, type PipConfig, type PythonIndexAddress } from './pip-config.js';

/** `secureAgent` of secure-agent.ts. Loaded late: npm's agent brings what proxies of all kinds need, and most scans send nothing. */
export async function secureAgent(settings: NetworkSettings): Promise<Agent> {
  return (await import('./secure-agent.js')).secureAgent(settings);
}
