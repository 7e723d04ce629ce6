import { ScanError } from '../../model/index.js';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

/** Whether requests may go there: encrypted, or to this machine. */
export function isSafeAddress({ protocol, hostname }: { protocol: string; hostname: string }): boolean {
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
}

/** @throws ScanError `config` for an address to which credentials or code would travel in the clear. */
export function requireSafeAddress(address: { protocol: string; hostname: string }): void {
  if (isSafeAddress(address)) return;
  throw new ScanError('config', `The endpoint ${address.protocol}//${address.hostname} is not encrypted.`, {
    hint: 'Use https:, or an endpoint on this machine.',
  });
}
