import { queuePolicy, topicPolicy, type ReadPolicyText } from './policy-text.js';
import { callersByPolicy, OWN_ACCOUNT_ONLY } from './source-policy.js';
import type { ReadSource } from './source.js';

/** Who may perform an action by the policy of a source alone. */
function byPolicy(read: ReadPolicyText, action: string): ReadSource {
  return async (asked, access) => {
    const text = await read(asked, access);
    return callersByPolicy({ text, actions: [action], account: asked.account }) ?? OWN_ACCOUNT_ONLY;
  };
}

/** Who may send messages to a queue. */
export const readQueue: ReadSource = byPolicy(queuePolicy, 'sqs:SendMessage');

/** Who may publish to a topic. */
export const readTopic: ReadSource = byPolicy(topicPolicy, 'sns:Publish');
