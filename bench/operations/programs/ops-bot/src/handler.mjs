import { instances } from './instances.mjs';
import { services } from './services.mjs';
import { askModel } from './ask-model.mjs';

const actions = {
  'list instances': () => instances.running(),
  'stop instance': ({ id }) => instances.stop(id),
  'start instance': ({ id }) => instances.start(id),
  'scale service': ({ cluster, service, count }) => services.scale(cluster, service, count),
  explain: ({ text }) => askModel(text),
};

export async function handler(event) {
  const action = actions[event.action];
  return action ? action(event) : { known: Object.keys(actions) };
}
