import { resolve } from 'node:path';
import { isSafeAddress } from '../../aws/index.js';
import { ScanError } from '../../model/index.js';

/** A receiver of a sweep's findings. The id is stored and shown, so it is never a secret address. */
export type Sink =
  | { readonly kind: 'slack'; readonly id: string; readonly url: string }
  | { readonly kind: 'sns'; readonly id: string; readonly topic: string }
  | { readonly kind: 'securityhub'; readonly id: string }
  | { readonly kind: 'digest'; readonly id: string; readonly file: string };

const TOPIC = /^arn:[\w-]{1,20}:sns:[\w-]{1,40}:\d{12}:[\w-]{1,256}(?:\.fifo)?$/;
const VARIABLE = /^[A-Za-z_]\w{0,127}$/;

function usage(message: string, hint: string): ScanError {
  return new ScanError('usage', message, { hint });
}

function webhook(variable: string, env: Readonly<Record<string, string | undefined>>): Sink {
  if (!VARIABLE.test(variable)) {
    throw usage(
      'A webhook is named by the variable that holds its address.',
      'Write --notify slack=SLACK_WEBHOOK_URL, and set that variable: the address is a secret.',
    );
  }
  const url = env[variable] ?? '';
  if (!URL.canParse(url))
    throw usage(`The variable ${variable} holds no URL.`, 'Set it to the address of the webhook.');
  if (!isSafeAddress(new URL(url))) {
    throw usage(`The URL in ${variable} is not encrypted.`, 'Use https:, or a server on this machine.');
  }
  return { kind: 'slack', id: `slack=${variable}`, url };
}

/**
 * Parses a sink: `slack=VARIABLE`, `sns=TOPIC_ARN`, `securityhub`, `digest=FILE`.
 * @param env where the addresses of webhooks are.
 * @throws ScanError `usage`
 */
export function readSink(text: string, env: Readonly<Record<string, string | undefined>>): Sink {
  const at = text.indexOf('=');
  const [kind, value] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
  if (kind === 'slack') return webhook(value, env);
  if (kind === 'securityhub' && at < 0) return { kind, id: kind };
  if (kind === 'digest' && value !== '') {
    const file = resolve(value);
    return { kind, id: `digest=${file}`, file };
  }
  if (kind === 'sns' && TOPIC.test(value)) return { kind, id: `sns=${value}`, topic: value };
  throw usage(
    `--notify ${kind}${at < 0 ? '' : '=…'} is not valid.`,
    'Use slack=VARIABLE, sns=TOPIC_ARN, securityhub or digest=FILE.',
  );
}
