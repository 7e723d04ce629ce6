import { Option } from 'commander';
import { storeFolder } from './user-folders.js';

/** The option for the store of sweeps. */
export function storeOption(): Option {
  return new Option('--store <where>', 'store of sweep results: a folder or a postgres:// URL')
    .env('STOWAWAY_STORE')
    .default(storeFolder());
}
