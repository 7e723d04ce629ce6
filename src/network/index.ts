export { ask, type Question } from './ask.js';
export { readNetworkSettings, type NetworkSettings } from './network-settings.js';
export { secureAgent } from './secure-agent.js';
