// Jobs over processes of their own, one at a time in each: a build or scan that dies takes only its job with it.
import { fork } from 'node:child_process';
import { availableParallelism, setPriority } from 'node:os';

const NICE = 10;

/**
 * @param {string} script run in each process; it answers each message with one
 * @param {object[]} jobs messages
 * @param {{ onAnswer: (job: object, answer: { error?: string }) => void, lanes?: number }} options lanes: jobs at once
 */
export async function runJobs(script, jobs, { onAnswer, lanes = availableParallelism() }) {
  const queue = [...jobs];
  const length = Math.min(lanes, jobs.length);
  await Promise.all(Array.from({ length }, () => runLane(script, queue, onAnswer)));
}

async function runLane(script, queue, onAnswer) {
  let child = null;
  while (queue.length > 0) {
    const job = queue.shift();
    if (child === null || !child.connected) child = start(script);
    onAnswer(job, await ask(child, job));
  }
  child?.disconnect();
}

function start(script) {
  const child = fork(script, process.argv.slice(2), { execArgv: ['--max-old-space-size=6144'] });
  setPriority(child.pid, NICE);
  return child;
}

function ask(child, job) {
  return new Promise((resolve) => {
    const settle = (answer) => {
      child.off('message', settle);
      child.off('exit', died);
      resolve(answer);
    };
    const died = (code, signal) => settle({ error: `the process ended (${signal ?? code})` });
    child.on('message', settle);
    child.on('exit', died);
    child.send(job);
  });
}
