'use strict';
const { receive, acknowledge, postpone, forwardAll } = require('./queue');
const { invoke } = require('./invoke');

const HANDLERS = {
  resize: (job) => invoke('resize-image', job),
  index: (job) => invoke('index-document', job),
};

async function work(message) {
  const job = JSON.parse(message.Body);
  const run = HANDLERS[job.type];
  if (!run) return 'unknown';
  const { busy } = await run(job);
  return busy ? 'busy' : 'done';
}

exports.handler = async (event, context) => {
  let done = 0;
  while (context.getRemainingTimeInMillis() > 10_000) {
    const messages = await receive();
    if (messages.length === 0) break;
    const states = await Promise.all(messages.map(work));
    const of = (state) => messages.filter((_, index) => states[index] === state);
    await postpone(of('busy'));
    await forwardAll(of('unknown'));
    await acknowledge([...of('done'), ...of('unknown')]);
    done += of('done').length;
  }
  return { done };
};
