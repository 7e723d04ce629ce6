import { Vault } from './vault.js';
import { ObjectStore } from './object-store.js';

const vault = new Vault('alias/documents', new ObjectStore('example-encrypted-documents'));

interface Request {
  operation: 'store' | 'load';
  name: string;
  content?: string;
}

export const handler = async (request: Request) =>
  request.operation === 'store'
    ? vault.store(request.name, Buffer.from(request.content ?? ''))
    : { content: (await vault.load(request.name)).toString() };
